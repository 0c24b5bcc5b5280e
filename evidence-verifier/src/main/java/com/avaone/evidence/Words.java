package com.avaone.evidence;

/** Texts for people of what comes from elsewhere. */
final class Words {

    private static final int LONGEST = 100;

    private Words() {}

    /** Without anything that a terminal would obey, and not too long. */
    static String shown(String text) {
        var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return shown.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}

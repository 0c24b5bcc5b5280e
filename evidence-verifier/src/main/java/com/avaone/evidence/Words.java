package com.avaone.evidence;

/** Texts for people of what comes from elsewhere. */
final class Words {

    private static final int LONGEST = 100;
    private static final int LONGEST_SENTENCE = 1_000;

    private Words() {}

    /** A word or name: without anything that a terminal would obey, and not too long. */
    static String shown(String text) {
        return harmless(text, LONGEST);
    }

    /** The same of a whole sentence, in which such words may be. */
    static String sentence(String text) {
        return harmless(text, LONGEST_SENTENCE);
    }

    private static String harmless(String text, int longest) {
        var shown = text.length() > longest ? text.substring(0, longest) + "…" : text;
        return shown.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}

package com.avaone.api.content;

import java.util.Locale;

/** A language of the public site. */
public enum ContentLanguage {
    EN,
    HI;

    /** Of the two the one for a reader: Hindi for readers of Hindi, else English. */
    public static ContentLanguage of(Locale reader) {
        return reader.getLanguage().equals(HI.tag()) ? HI : EN;
    }

    /** As it stands in the head of a page: {@code en}, {@code hi}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package com.avaone.web.kernel;

import org.jspecify.annotations.Nullable;

/** Text as people type it. */
public final class Text {

    private Text() {}

    /** Without white space around it; absent where nothing is left. */
    public static @Nullable String orNull(@Nullable String text) {
        var stripped = text == null ? "" : text.strip();
        return stripped.isEmpty() ? null : stripped;
    }
}

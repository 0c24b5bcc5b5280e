package com.avaone.web.kernel.settings;

/** A setting with which the suite does not start. The message is one sentence that names it and never shows a value. */
final class SettingRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingRefused(String sentence) {
        super(sentence, null, false, false);
    }
}

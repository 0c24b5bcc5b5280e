package com.avaone.command.kernel.personal;

/** The suite cannot start with this master key. The message is one sentence that names the setting and shows no value. */
final class MasterKeyRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MasterKeyRefused(String sentence) {
        super(sentence);
    }
}

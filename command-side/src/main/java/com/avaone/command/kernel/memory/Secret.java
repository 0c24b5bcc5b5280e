package com.avaone.command.kernel.memory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that must not be seen: it shows itself only to who asks for it by {@link #reveal()}. */
public final class Secret {

    private final String text;

    /** Hides {@code text}. */
    public Secret(String text) {
        this.text = text;
    }

    /** The text itself. Keep it out of messages, logs and exceptions. */
    public String reveal() {
        return text;
    }

    /** Compares in a time that does not tell where the texts differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(text), bytes(secret.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Says only that there is a secret. */
    @Override
    public String toString() {
        return "(secret)";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package com.avaone.web.kernel.settings;

/** A setting's value that must not be seen: it shows itself only to who asks by {@link #reveal()}. */
public final class Hidden {

    private final String value;

    private Hidden(String value) {
        this.value = value;
    }

    /** Hides {@code value}; Spring's binding calls it by this name. */
    public static Hidden of(String value) {
        return new Hidden(value);
    }

    /** The value itself. Keep it out of messages, logs and exceptions. */
    public String reveal() {
        return value;
    }

    /** Says only that there is a value. */
    @Override
    public String toString() {
        return "(hidden)";
    }
}

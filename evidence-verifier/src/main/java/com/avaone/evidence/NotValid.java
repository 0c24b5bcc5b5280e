package com.avaone.evidence;

/** Something has not the form that it should have. The message says what, in words for whoever gave it. */
public final class NotValid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message. */
    public NotValid(String message) {
        super(message);
    }
}

package com.avaone.command.evidence;

/** The events are not those that were signed. The message says how. */
final class Contradiction extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Contradiction(String message) {
        super(message);
    }
}

package com.avaone.web.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Instants from outside: of the years 1 to 9999. Java knows instants that no database holds; one of them in an event would be parked wherever
 * it is to be written.
 */
public final class Instants {

    private static final int LAST_YEAR = 9999;

    private Instants() {}

    /**
     * Reads an instant such as 2026-01-31T12:00:00Z.
     *
     * @throws DateTimeException if it is none, or too far away
     */
    public static Instant parse(String text) {
        return checked(Instant.parse(text));
    }

    /**
     * Returns the instant.
     *
     * @throws DateTimeException if it is too far away
     */
    public static Instant checked(Instant instant) {
        checkYear(instant.atOffset(ZoneOffset.UTC).getYear());
        return instant;
    }

    /** As above, of a date and time without a zone. */
    static LocalDateTime parseLocal(String text) {
        var local = LocalDateTime.parse(text);
        checkYear(local.getYear());
        return local;
    }

    private static void checkYear(int year) {
        if (year < 1 || year > LAST_YEAR) {
            throw new DateTimeException("The year must be 1 to " + LAST_YEAR);
        }
    }
}

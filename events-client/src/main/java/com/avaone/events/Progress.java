package com.avaone.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How far a program has come.
 *
 * @param cursor where the feed goes on
 * @param count how many events were dealt with since the beginning
 * @param digest over them, as the feed counts: 64 hexadecimal digits
 */
public record Progress(String cursor, long count, String digest) {

    static final Progress NONE = new Progress("", 0, "0".repeat(64));

    /** As the feed describes it: SHA-256 of the digest before and {@code "<position> <event id>"}. */
    Progress behind(Event event, String cursorBehind) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(HexFormat.of().parseHex(digest));
            sha256.update((event.position() + " " + event.id()).getBytes(StandardCharsets.UTF_8));
            return new Progress(cursorBehind, count + 1, HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    Progress at(String cursorBehind) {
        return new Progress(cursorBehind, count, digest);
    }
}

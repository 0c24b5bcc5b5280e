package com.avaone.api.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How far somebody has come, and the proof that nothing was missed on the way.
 *
 * @param position of the last event that was looked at, wanted or not; -1 before the first
 * @param count how many events were sent since the beginning
 * @param digest over what was sent: 64 hexadecimal digits, see {@link #behind}
 */
public record FeedPoint(long position, long count, String digest) {

    /** The digest of nothing. */
    public static final String NOTHING = "0".repeat(64);

    /** Before the first event of the log. */
    public static final FeedPoint FIRST = new FeedPoint(-1, 0, NOTHING);

    /** A beginning behind a position of the log. */
    public static FeedPoint since(long position) {
        return new FeedPoint(position, 0, NOTHING);
    }

    /**
     * The point behind an event that is sent. Its digest is the SHA-256 of the 32 bytes of the digest before, followed by the UTF-8 bytes of
     * {@code "<position> <event id>"}.
     */
    public FeedPoint behind(long eventPosition, String eventId) {
        var sha256 = sha256();
        sha256.update(HexFormat.of().parseHex(digest));
        sha256.update((eventPosition + " " + eventId).getBytes(StandardCharsets.UTF_8));
        return new FeedPoint(eventPosition, count + 1, HexFormat.of().formatHex(sha256.digest()));
    }

    /** The point behind events that are not wanted. */
    public FeedPoint movedTo(long reached) {
        return reached <= position ? this : new FeedPoint(reached, count, digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

package com.avaone.api.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of an identifier behind its prefix: a ULID (48 bits of milliseconds, 80 random bits) in lower-case Crockford base 32, 26
 * characters. Ids made one after another sort one after another, which keeps the event store's index local (appends at a million events
 * run at full rate). The fixed length also keeps one tenant's database name from being a prefix of another's.
 */
public final class TimeOrderedId {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final Pattern FORM = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");
    private static final String TEST_DATA = "testdata";
    private static final int TEST_DATA_FROM = 10; // behind the time
    private static final SecureRandom RANDOM = new SecureRandom();

    private static long lastMillis;
    private static long lastHigh;
    private static long lastLow;

    private TimeOrderedId() {}

    /** A new id, greater than every id this process made before. */
    public static String next() {
        return next(Clock.systemUTC().millis());
    }

    /** As {@link #next()}, of what is made for trying the suite out: it can be told for ever, and removed as a whole. */
    static String nextOfTestData() {
        var id = next();
        // Not the last eight, by which ids of one millisecond differ.
        return id.substring(0, TEST_DATA_FROM) + TEST_DATA + id.substring(TEST_DATA_FROM + TEST_DATA.length());
    }

    /** Whether {@link #nextOfTestData()} made this identifier; no other way of making ids can be led to such a one. */
    static boolean isOfTestData(String prefix, String value) {
        return matches(prefix, value) && value.startsWith(TEST_DATA, prefix.length() + TEST_DATA_FROM);
    }

    /** The same for the same text, and another for every other: of what must not be made twice. Its order says nothing of the time. */
    public static String derivedFrom(String text) {
        try {
            var hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            var top = hash.getLong();
            return encode(top >>> 16, top & 0xffff, hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static synchronized String next(long now) {
        if (now > lastMillis) {
            lastMillis = now;
            // All at once: each call has its price.
            var random = new byte[Short.BYTES + Long.BYTES];
            RANDOM.nextBytes(random);
            var bits = ByteBuffer.wrap(random);
            lastHigh = Short.toUnsignedLong(bits.getShort());
            lastLow = bits.getLong();
        } else if (++lastLow == 0) {
            lastHigh++;
        }
        return encode(lastMillis, lastHigh, lastLow);
    }

    private static String encode(long millis, long high, long low) {
        var text = new char[26];
        var top = (millis << 16) | high; // the upper 64 of 128 bits
        for (int i = 25; i >= 0; i--) {
            text[i] = ALPHABET[(int) (low & 31)];
            low = (low >>> 5) | (top << 59);
            top >>>= 5;
        }
        return new String(text);
    }

    /** Whether {@code value} is {@code prefix} followed by a well-formed time-ordered id. */
    public static boolean matches(String prefix, @Nullable String value) {
        return value != null
                && value.startsWith(prefix)
                && FORM.matcher(value).region(prefix.length(), value.length()).matches();
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if {@code value} is not {@code prefix} followed by 26 characters of this alphabet
     */
    public static String parse(String prefix, String field, @Nullable String value) {
        if (!matches(prefix, value)) {
            throw new InvalidValue(field, "must be %s followed by 26 letters and digits".formatted(prefix));
        }
        return java.util.Objects.requireNonNull(value);
    }
}

package com.avaone.web.content.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * What is answered, ready to be sent.
 *
 * @param position of the last event that it knows of at least
 * @param goodUntil when it is to be made anew, whatever happens
 * @param etag of its bytes
 * @param compressed the same bytes by gzip
 */
record Rendered(long position, Instant goodUntil, String etag, byte[] bytes, byte[] compressed) {

    static Rendered of(String text, long position, Instant goodUntil) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Rendered(position, goodUntil, etag(bytes), bytes, compressed(bytes));
    }

    boolean isGood(long wanted, Instant now) {
        return position >= wanted && now.isBefore(goodUntil);
    }

    int size() {
        return bytes.length + compressed.length;
    }

    /** A weak one: the bytes differ by how they are compressed. */
    private static String etag(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "W/\"%s\"".formatted(HexFormat.of().formatHex(hash, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] compressed(byte[] bytes) {
        var into = new ByteArrayOutputStream(bytes.length / 3);
        try (var gzip = new GZIPOutputStream(into)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return into.toByteArray();
    }
}

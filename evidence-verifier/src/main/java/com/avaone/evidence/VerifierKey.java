package com.avaone.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of the key that signs an evidence log, in the form of C2SP's signed notes: {@code <name>+<id>+<base64 of a byte 1 and the 32
 * bytes of the Ed25519 key>}. The id is the first four bytes of SHA-256 over the name, a line feed and those 33 bytes.
 */
public final class VerifierKey {

    /** Ed25519, as signed notes number it. */
    private static final byte ALGORITHM = 1;

    private static final int RAW_LENGTH = 32;
    private static final int ID_LENGTH = 4;

    /** What stands before the 32 bytes of an Ed25519 key in the form that Java reads (RFC 8410). */
    private static final byte[] X509_BEGIN = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final PublicKey key;

    private VerifierKey(String name, byte[] raw) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == '+' || c > '~')) {
            throw new NotValid("The name of a key is of letters, digits and signs, without blanks and +");
        }
        this.name = name;
        this.raw = raw.clone();
        this.key = key(raw);
    }

    private static PublicKey key(byte[] raw) {
        var encoded = Arrays.copyOf(X509_BEGIN, X509_BEGIN.length + RAW_LENGTH);
        System.arraycopy(raw, 0, encoded, X509_BEGIN.length, RAW_LENGTH);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new NotValid("This is no Ed25519 key");
        }
    }

    /** The key of this name. */
    public static VerifierKey of(String name, PublicKey key) {
        var encoded = key.getEncoded();
        return new VerifierKey(name, Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length));
    }

    /**
     * Reads a key.
     *
     * @throws NotValid if it is none
     */
    public static VerifierKey parse(String text) {
        var parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new NotValid("A key has the form <name>+<8 hexadecimal digits>+<base64>");
        }
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException _) {
            throw new NotValid("The last part of a key is base64");
        }
        if (typed.length != 1 + RAW_LENGTH || typed[0] != ALGORITHM) {
            throw new NotValid("The key must be an Ed25519 key");
        }
        var key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.id().equals(parts[1])) {
            throw new NotValid("The key was copied wrongly: its id is not " + parts[1]);
        }
        return key;
    }

    /** By which signatures name it. */
    public String name() {
        return name;
    }

    /** 8 hexadecimal digits by which it is told from others of its name. */
    public String id() {
        return HexFormat.of().formatHex(idBytes());
    }

    private byte[] idBytes() {
        var digest = Hash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(typed());
        return Arrays.copyOf(digest.digest(), ID_LENGTH);
    }

    private byte[] typed() {
        var typed = new byte[1 + RAW_LENGTH];
        typed[0] = ALGORITHM;
        System.arraycopy(raw, 0, typed, 1, RAW_LENGTH);
        return typed;
    }

    /** SHA-256 of the 32 bytes of the key, to be compared over another way: 64 hexadecimal digits in groups of eight. */
    public String fingerprint() {
        return Hash.sha256(raw).hex().replaceAll("(.{8})(?=.)", "$1 ");
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        return "%s+%s+%s".formatted(name, id(), Base64.getEncoder().encodeToString(typed()));
    }

    /** The signature as a note has it: the id of the key before it. */
    byte[] marked(byte[] signature) {
        var marked = Arrays.copyOf(idBytes(), ID_LENGTH + signature.length);
        System.arraycopy(signature, 0, marked, ID_LENGTH, signature.length);
        return marked;
    }

    /** Whether this key signed {@code text}. */
    boolean signed(String text, byte[] marked) {
        if (marked.length <= ID_LENGTH || !Arrays.equals(Arrays.copyOf(marked, ID_LENGTH), idBytes())) {
            return false;
        }
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(marked, ID_LENGTH, marked.length - ID_LENGTH);
        } catch (GeneralSecurityException _) {
            return false; // a signature of another length
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return text();
    }
}

package com.avaone.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-256: 32 bytes that nobody changes. */
public final class Hash {

    /** How many bytes one has. */
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** The root of a tree without leaves (RFC 9162, section 2.1.1). */
    public static final Hash OF_NOTHING = new Hash(sha256().digest());

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The hash with these bytes.
     *
     * @throws IllegalArgumentException if they are not 32
     */
    public static Hash of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** As above, from a part of an array. */
    public static Hash of(byte[] bytes, int from, int length) {
        if (length != LENGTH) {
            throw new IllegalArgumentException("A hash has 32 bytes, not " + length);
        }
        return new Hash(Arrays.copyOfRange(bytes, from, from + length));
    }

    /**
     * The hash written as 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Hash ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /**
     * The hash written as base64 with padding.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Hash ofBase64(String base64) {
        return of(Base64.getDecoder().decode(base64));
    }

    /** The plain SHA-256 of these bytes. */
    public static Hash sha256(byte[] content) {
        return new Hash(sha256().digest(content));
    }

    /** The hash of a leaf: SHA-256 of a byte 0 and the leaf's data (RFC 9162, section 2.1.1). */
    public static Hash ofLeaf(byte[] data) {
        return ofLeaf(data, 0, data.length);
    }

    /** As above, from a part of an array. */
    public static Hash ofLeaf(byte[] data, int from, int length) {
        var digest = sha256();
        digest.update(LEAF);
        digest.update(data, from, length);
        return new Hash(digest.digest());
    }

    /** The hash of a node: SHA-256 of a byte 1, the left and the right hash (RFC 9162, section 2.1.1). */
    public static Hash ofNode(Hash left, Hash right) {
        var digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        digest.update(right.bytes);
        return new Hash(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The bytes, as a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** 64 hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Base64 with padding, as checkpoints and proofs have it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}

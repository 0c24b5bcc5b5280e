package com.avaone.command.kernel.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;

/** A key that wraps other keys, so that these may lie in a database. */
final class MasterKey {

    private static final int ID_BYTES = 8;

    private final String id;
    private final SecretKey key;
    private final AesGcm aes = new AesGcm();

    private MasterKey(byte[] key) {
        this.id = id(key);
        this.key = AesGcm.key(key);
    }

    /**
     * Reads the form that the settings have.
     *
     * @throws IllegalArgumentException if {@code base64} is not that of 32 bytes; says nothing of the value
     */
    static MasterKey parse(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            key = new byte[0];
        }
        if (key.length != AesGcm.KEY_BYTES) {
            throw new IllegalArgumentException("not the base64 of 32 bytes");
        }
        return new MasterKey(key);
    }

    /** A new one, in the form that the settings have. */
    static String generate() {
        return Base64.getEncoder().encodeToString(AesGcm.newKey().getEncoded());
    }

    /** Names the key without giving it away: guessing 256 random bits from a digest is hopeless. */
    private static String id(byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("avaone master key".getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(key), ID_BYTES));
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("This Java has no SHA-256", failure);
        }
    }

    /** {@code personal} as it may be stored, for one person only. */
    String wrap(String personId, SecretKey personal) {
        var wrapped = aes.seal(key, personId.getBytes(UTF_8), personal.getEncoded());
        return id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(wrapped);
    }

    /** Whether this is the key that made {@code wrapped}. */
    boolean hasWrapped(String wrapped) {
        return wrapped.startsWith(id + ".");
    }

    /**
     * The key in {@code wrapped}, which this key made.
     *
     * @throws PersonalDataUnreadable if it was changed or is another person's
     */
    SecretKey unwrap(String personId, String wrapped) {
        var sealed = Base64.getUrlDecoder().decode(wrapped.substring(id.length() + 1));
        return AesGcm.key(aes.open(key, personId.getBytes(UTF_8), sealed));
    }
}

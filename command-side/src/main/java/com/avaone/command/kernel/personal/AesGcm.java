package com.avaone.command.kernel.personal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) with 96 random bits of nonce before the ciphertext. */
final class AesGcm {

    static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Kept, because making one costs more than sealing an address; not by thread, because virtual threads do not live long enough. */
    private final ConcurrentLinkedDeque<Cipher> idle = new ConcurrentLinkedDeque<>();

    /** A new key. */
    static SecretKey newKey() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key(key);
    }

    static SecretKey key(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }

    /** Encrypts {@code content} so that it can be opened with the same key and {@code context} only. */
    byte[] seal(SecretKey key, byte[] context, byte[] content) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = run(Cipher.ENCRYPT_MODE, key, nonce, context, content, 0);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("AES-GCM failed", failure);
        }
    }

    /**
     * Decrypts what was sealed with {@code key} and {@code context}.
     *
     * @throws PersonalDataUnreadable if it was not, or was changed since
     */
    byte[] open(SecretKey key, byte[] context, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            throw new PersonalDataUnreadable("it is cut off");
        }
        try {
            return run(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), context, sealed, NONCE_BYTES);
        } catch (AEADBadTagException changed) {
            throw new PersonalDataUnreadable("it was changed, or belongs to another key or place");
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("AES-GCM failed", failure);
        }
    }

    private byte[] run(int mode, SecretKey key, byte[] nonce, byte[] context, byte[] input, int offset)
            throws GeneralSecurityException {
        var kept = idle.pollFirst();
        var cipher = kept != null ? kept : Cipher.getInstance("AES/GCM/NoPadding");
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            return cipher.doFinal(input, offset, input.length - offset);
        } finally {
            idle.addFirst(cipher);
        }
    }
}

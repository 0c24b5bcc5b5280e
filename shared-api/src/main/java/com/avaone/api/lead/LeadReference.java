package com.avaone.api.lead;

import com.avaone.api.kernel.LeadId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The short number by which people speak of a lead, for example {@code 7K3MQ-9DXPA}. It comes of the identifier alone, so whoever captured
 * a lead knows it at once, and it tells nothing of any other lead.
 */
public final class LeadReference {

    /** Without letters that are taken for others (Crockford's base 32). */
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private static final int LENGTH = 10;

    private LeadReference() {}

    /** The lead's number. */
    public static String of(LeadId leadId) {
        var hash = sha256(leadId.value());
        var text = new StringBuilder(LENGTH + 1);
        for (var i = 0; i < LENGTH; i++) {
            if (i == LENGTH / 2) {
                text.append('-');
            }
            text.append(ALPHABET[hash[i] & 31]);
        }
        return text.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

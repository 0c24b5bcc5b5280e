package com.avaone.web.communication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether a message comes from who knows a secret, as the Standard Webhooks specification signs: HMAC-SHA-256 over the message's
 * identifier, its time and its body as it came.
 */
final class WebhookSignature {

    /** What the secret begins with, as the provider shows it. */
    private static final String SECRET_PREFIX = "whsec_";

    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";

    /** How far the sender's clock may be from ours, and how long somebody who overhears a message could send it again. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final SecretKeySpec key;

    /** @param secret {@code whsec_} and the base64 of the key */
    WebhookSignature(String secret) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())), ALGORITHM);
    }

    /**
     * Whether one of the signatures is right, and the message is of this time.
     *
     * @param timestamp seconds since 1970
     * @param signatures separated by spaces: while the secret is replaced there are two
     */
    boolean isRight(String id, String timestamp, String signatures, byte[] body, Instant now) {
        if (!timestamp.matches("\\d{1,11}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(TOLERANCE)
                        > 0) {
            return false;
        }
        var expected = signature(id, timestamp, body).getBytes(StandardCharsets.US_ASCII);
        return Arrays.stream(signatures.split(" "))
                .filter(one -> one.startsWith(VERSION))
                .map(one -> one.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8))
                .anyMatch(one -> MessageDigest.isEqual(expected, one));
    }

    private String signature(String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update("%s.%s.".formatted(id, timestamp).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, failure);
        }
    }
}

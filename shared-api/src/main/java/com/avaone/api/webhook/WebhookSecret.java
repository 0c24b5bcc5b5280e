package com.avaone.api.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret that messages to a webhook endpoint are signed with, in the form of the Standard Webhooks: {@code whsec_} and 256 random bits in
 * Base64.
 *
 * @param text the whole secret; keep it out of messages, logs and exceptions
 */
public record WebhookSecret(String text) {

    /** What every secret begins with. */
    public static final String PREFIX = "whsec_";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;

    /** A new secret. */
    public static WebhookSecret random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** Only that there is one. */
    @Override
    public String toString() {
        return "(secret of a webhook endpoint)";
    }
}

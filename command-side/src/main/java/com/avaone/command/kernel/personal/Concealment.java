package com.avaone.command.kernel.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;

/**
 * Names a value without saying it: by HMAC-SHA-256 under a key of its own, so that only who has the key and knows the value finds the name.
 */
public final class Concealment {

    /** Stands where a person's identifier does; no person has it. */
    private static final String KEY = "unique-values";

    private static final String ALGORITHM = "HmacSHA256";

    private final PersonalKeys keys;

    /** Conceals by a key among {@code keys}. */
    public Concealment(PersonalKeys keys) {
        this.keys = keys;
    }

    /**
     * The name of a value: 43 letters, digits, hyphens and underscores.
     *
     * @param kind what it is; the same value of another kind has another name
     */
    public String of(String kind, String value) {
        var key = keys.toSeal(KEY).orElseThrow(() -> new IllegalStateException("The key of unique values is gone"));
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(kind.getBytes(UTF_8));
            mac.update((byte) 0);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(value.getBytes(UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, failure);
        }
    }
}

package com.avaone.command.kernel.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.command.kernel.memory.Reservations;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** Has values reserved as HMAC-SHA-256 under a key of their own, so that no address lies in a store in plain text. */
public final class ConcealedReservations implements Reservations {

    /** Stands where a person's identifier does; no person has it. */
    private static final String KEY = "unique-values";

    private static final String ALGORITHM = "HmacSHA256";

    private final Reservations reservations;
    private final PersonalKeys keys;

    /** Conceals what {@code reservations} is told. */
    public ConcealedReservations(Reservations reservations, PersonalKeys keys) {
        this.reservations = reservations;
        this.keys = keys;
    }

    @Override
    public boolean reserve(
            String kind, String value, String ownerId, @Nullable Instant until, Predicate<String> exists) {
        return reservations.reserve(kind, concealed(kind, value), ownerId, until, exists);
    }

    @Override
    public void release(String kind, String value, String ownerId) {
        reservations.release(kind, concealed(kind, value), ownerId);
    }

    @Override
    public void releaseAllBut(Set<String> kept, String kind, String ownerId) {
        reservations.releaseAllBut(
                kept.stream().map(value -> concealed(kind, value)).collect(Collectors.toUnmodifiableSet()),
                kind,
                ownerId);
    }

    private String concealed(String kind, String value) {
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

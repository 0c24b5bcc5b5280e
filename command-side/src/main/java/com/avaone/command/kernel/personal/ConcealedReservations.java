package com.avaone.command.kernel.personal;

import com.avaone.command.kernel.memory.Reservations;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Has values reserved under concealed names, so that no address lies in a store in plain text. */
public final class ConcealedReservations implements Reservations {

    private final Reservations reservations;
    private final Concealment concealment;

    /** Conceals what {@code reservations} is told. */
    public ConcealedReservations(Reservations reservations, PersonalKeys keys) {
        this.reservations = reservations;
        this.concealment = new Concealment(keys);
    }

    @Override
    public boolean reserve(
            String kind, String value, String ownerId, @Nullable Instant until, Predicate<String> exists) {
        return reservations.reserve(kind, concealment.of(kind, value), ownerId, until, exists);
    }

    @Override
    public void release(String kind, String value, String ownerId) {
        reservations.release(kind, concealment.of(kind, value), ownerId);
    }

    @Override
    public void releaseAllBut(Set<String> kept, String kind, String ownerId) {
        reservations.releaseAllBut(
                kept.stream().map(value -> concealment.of(kind, value)).collect(Collectors.toUnmodifiableSet()),
                kind,
                ownerId);
    }
}

package com.avaone.command.kernel;

import com.avaone.command.kernel.memory.Reservations;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reservations that only note who holds what. */
public final class HeldValues implements Reservations {

    /**
     * Who holds a value.
     *
     * @param until absent where it is held for good
     */
    public record Holder(String ownerId, @Nullable Instant until) {}

    private final Map<String, Holder> holders = new ConcurrentHashMap<>();

    /** By kind and value, with a space between. */
    public Map<String, Holder> all() {
        return Map.copyOf(holders);
    }

    @Override
    public boolean reserve(
            String kind, String value, String ownerId, @Nullable Instant until, Predicate<String> exists) {
        return holders.compute(
                        kind + " " + value,
                        (_, held) -> held == null || held.ownerId.equals(ownerId) ? new Holder(ownerId, until) : held)
                .ownerId
                .equals(ownerId);
    }

    @Override
    public void release(String kind, String value, String ownerId) {
        holders.computeIfPresent(kind + " " + value, (_, held) -> held.ownerId.equals(ownerId) ? null : held);
    }

    @Override
    public void releaseAllBut(Set<String> kept, String kind, String ownerId) {
        holders.entrySet()
                .removeIf(entry -> entry.getValue().ownerId.equals(ownerId)
                        && entry.getKey().startsWith(kind + " ")
                        && !kept.contains(entry.getKey().substring(kind.length() + 1)));
    }
}

package com.avaone.command.kernel.memory;

import com.avaone.command.kernel.eventstore.SqliteStore;
import java.time.Clock;
import java.util.function.Predicate;

/** Reservations in table {@code reservation}. */
final class SqliteReservations implements Reservations {

    private final SqliteStore store;
    private final Clock clock;
    /** Nobody else writes to the file: what was reserved before, and whose owner does not exist, was left behind by a process that died. */
    private final long openedAt;

    SqliteReservations(SqliteStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.openedAt = clock.millis();
    }

    private record Held(String ownerId, long reservedAt) {}

    @Override
    public boolean reserve(String kind, String value, String ownerId, Predicate<String> exists) {
        var now = clock.millis();
        var held = store.write(transaction -> {
            transaction.update(
                    "INSERT INTO reservation VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", kind, value, ownerId, now);
            return transaction
                    .first(
                            "SELECT owner_id, reserved_at FROM reservation WHERE kind = ? AND value = ?",
                            row -> new Held(row.getString(1), row.getLong(2)),
                            kind,
                            value)
                    .orElseThrow();
        });
        if (held.ownerId.equals(ownerId)) {
            return true;
        }
        // Asked outside the writer: it reads the event store.
        var mayBeUnderWay = held.reservedAt >= openedAt && now - held.reservedAt <= UNSETTLED_LIMIT.toMillis();
        if (mayBeUnderWay || exists.test(held.ownerId)) {
            return false;
        }
        return store.write(transaction -> transaction.update(
                        "UPDATE reservation SET owner_id = ?, reserved_at = ?"
                                + " WHERE kind = ? AND value = ? AND owner_id = ? AND reserved_at = ?",
                        ownerId,
                        now,
                        kind,
                        value,
                        held.ownerId,
                        held.reservedAt)
                == 1);
    }

    @Override
    public void release(String kind, String value, String ownerId) {
        store.write(transaction -> transaction.update(
                "DELETE FROM reservation WHERE kind = ? AND value = ? AND owner_id = ?", kind, value, ownerId));
    }
}

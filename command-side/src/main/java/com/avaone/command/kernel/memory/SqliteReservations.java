package com.avaone.command.kernel.memory;

import com.avaone.command.kernel.eventstore.SqliteStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

    private record Held(
            String ownerId, long reservedAt, @Nullable Long until) {

        static Held read(ResultSet row) throws SQLException {
            var until = row.getLong(3);
            var isForGood = row.wasNull();
            return new Held(row.getString(1), row.getLong(2), isForGood ? null : until);
        }
    }

    @Override
    public boolean reserve(
            String kind, String value, String ownerId, @Nullable Instant until, Predicate<String> exists) {
        var now = clock.millis();
        var untilMillis = until == null ? null : until.toEpochMilli();
        var held = store.write(transaction -> {
            transaction.update(
                    "INSERT INTO reservation (kind, value, owner_id, reserved_at, reserved_until) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (kind, value) DO UPDATE SET reserved_until = excluded.reserved_until"
                            + " WHERE owner_id = excluded.owner_id",
                    kind,
                    value,
                    ownerId,
                    now,
                    untilMillis);
            return transaction
                    .first(
                            "SELECT owner_id, reserved_at, reserved_until FROM reservation WHERE kind = ? AND value = ?",
                            Held::read,
                            kind,
                            value)
                    .orElseThrow();
        });
        if (held.ownerId.equals(ownerId)) {
            return true;
        }
        // Asked outside the writer: it reads the event store.
        if (!hasRunOut(held, now) && (mayBeUnderWay(held, now) || exists.test(held.ownerId))) {
            return false;
        }
        return store.write(transaction -> transaction.update(
                        "UPDATE reservation SET owner_id = ?, reserved_at = ?, reserved_until = ?"
                                + " WHERE kind = ? AND value = ? AND owner_id = ? AND reserved_at = ? AND reserved_until IS ?",
                        ownerId,
                        now,
                        untilMillis,
                        kind,
                        value,
                        held.ownerId,
                        held.reservedAt,
                        held.until)
                == 1);
    }

    private static boolean hasRunOut(Held held, long now) {
        return held.until != null && held.until <= now;
    }

    private boolean mayBeUnderWay(Held held, long now) {
        return held.reservedAt >= openedAt && now - held.reservedAt <= UNSETTLED_LIMIT.toMillis();
    }

    @Override
    public void release(String kind, String value, String ownerId) {
        store.write(transaction -> transaction.update(
                "DELETE FROM reservation WHERE kind = ? AND value = ? AND owner_id = ?", kind, value, ownerId));
    }

    @Override
    public void releaseAllBut(Set<String> kept, String kind, String ownerId) {
        store.write(transaction -> {
            var owned = transaction.all(
                    "SELECT value FROM reservation WHERE owner_id = ? AND kind = ?",
                    row -> row.getString(1),
                    ownerId,
                    kind);
            var released = 0;
            for (var value : owned) {
                if (!kept.contains(value)) {
                    released += transaction.update(
                            "DELETE FROM reservation WHERE kind = ? AND value = ? AND owner_id = ?",
                            kind,
                            value,
                            ownerId);
                }
            }
            return released;
        });
    }
}

package com.avaone.command.kernel.eventstore;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the embedded event store writes, syncs and reads in time. */
final class EventStoreHealth implements HealthIndicator {

    /** A slow disk is not a broken one. */
    private static final long LIMIT_MILLIS = 2_000;

    private final SqliteStore store;

    EventStoreHealth(SqliteStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        try {
            store.probe().get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            store.read(statements -> statements.first("SELECT writes FROM probe", row -> row.getLong(1)));
            return Health.up().withDetail("position", store.head()).build();
        } catch (EventStoreUnavailable refusal) {
            return Health.down().withDetail("reason", refusal.reason()).build();
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof EventStoreUnavailable refusal
                    ? Health.down().withDetail("reason", refusal.reason()).build()
                    : Health.down(failure).build();
        } catch (TimeoutException late) {
            return Health.down()
                    .withDetail("reason", "no write within %d ms".formatted(LIMIT_MILLIS))
                    .build();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        }
    }
}

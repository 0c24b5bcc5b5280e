package com.avaone.web.kernel.health;

import com.avaone.api.operations.DatabasePage;
import com.avaone.api.operations.DatabaseView;
import com.avaone.api.operations.OperationsQuery.FindDatabases;
import com.avaone.web.kernel.Queries;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Tries every part that must work: reading the event store, where the processors keep their positions, the main database, and what other
 * floors add. Asked often and by anybody, so an answer is kept for a second.
 */
@Component
class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private static final String INDICATOR = "HealthIndicator";

    /** Does not work at every start, until the application is ready: nothing to tell. */
    private static final String STARTING = "readiness-state";

    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    /** The route answers within 200 ms where all is well; a part that takes longer than this does not work. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SortedMap<String, Runnable> probes = new TreeMap<>();

    private long takenAt;
    private SortedMap<String, Boolean> taken = new TreeMap<>();

    Readiness(
            ObjectProvider<EventStore> logs,
            ObjectProvider<TokenStore> tokens,
            Queries queries,
            Map<String, HealthIndicator> indicators) {
        logs.ifAvailable(log -> probes.put("event-stream", log::createHeadToken));
        tokens.ifAvailable(store -> probes.put("token-store", () -> store.fetchSegments("organization")));
        probes.put("read-models", () -> {
            var main = queries.askAsSuite("Readiness", new FindDatabases(null, 5), DatabasePage.class).items().stream()
                    .filter(database -> database.kind() == DatabaseView.Kind.MAIN)
                    .findFirst();
            if (!main.map(DatabaseView::reachable).orElse(false)) {
                throw new IllegalStateException("The main database does not answer");
            }
        });
        // Other floors add what only they can try, for example whether the embedded event store writes.
        indicators.forEach((bean, indicator) -> {
            if (bean.endsWith(INDICATOR)) {
                probes.put(nameOf(bean), () -> {
                    var health = indicator.health();
                    if (health == null || health.getStatus() != Status.UP) {
                        throw new IllegalStateException(String.valueOf(health));
                    }
                });
            }
        });
    }

    /** {@code eventStoreHealthIndicator} is {@code event-store}. */
    private static String nameOf(String bean) {
        return bean.substring(0, bean.length() - INDICATOR.length())
                .replaceAll("([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }

    /** Each part by name, and whether it works. */
    synchronized Map<String, Boolean> parts() {
        if (taken.isEmpty() || System.nanoTime() - takenAt > KEPT_NANOS) {
            taken = take();
            takenAt = System.nanoTime();
        }
        return taken;
    }

    private SortedMap<String, Boolean> take() {
        var running = new TreeMap<String, CompletableFuture<Void>>();
        probes.forEach((component, probe) -> {
            var outcome = new CompletableFuture<Void>();
            running.put(component, outcome);
            Thread.ofVirtual().name("health-" + component).start(() -> {
                try {
                    probe.run();
                    outcome.complete(null);
                } catch (RuntimeException failure) {
                    outcome.completeExceptionally(failure);
                }
            });
        });
        var end = System.nanoTime() + PATIENCE.toNanos();
        var parts = new TreeMap<String, Boolean>();
        running.forEach((component, outcome) -> parts.put(component, works(component, outcome, end)));
        return parts;
    }

    private boolean works(String component, CompletableFuture<Void> outcome, long end) {
        try {
            outcome.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failure) {
            var cause = failure.getCause();
            tell(component, "does not work: " + (cause == null ? failure : cause).getMessage());
            return false;
        } catch (TimeoutException _) {
            tell(component, "does not answer in time");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Once, when it begins. */
    private void tell(String component, String fault) {
        if (taken.getOrDefault(component, true) && !component.equals(STARTING)) {
            LOG.warn("{} {}", component, fault);
        }
    }
}

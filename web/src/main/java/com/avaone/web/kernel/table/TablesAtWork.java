package com.avaone.web.kernel.table;

import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tables that are worked on row by row while whoever sent them looks on, in this node's memory: for an hour after anybody last worked on
 * one or asked for it. An owner has one at a time, and who sends another gives the one before away: what is kept is bounded, whatever is
 * sent.
 *
 * @param <T> what a room knows of a table
 */
public final class TablesAtWork<T extends TablesAtWork.Table> {

    private static final Duration KEPT_FOR = Duration.ofHours(1);
    private static final Duration BUSY = Duration.ofSeconds(5);

    /** How often open pages are told, at most. */
    private static final long BETWEEN_NEWS = Duration.ofMillis(300).toNanos();

    /** A table of somebody's. */
    public interface Table {

        /** Names it. */
        String id();

        /** Whose it is: one of each is worked on at a time. */
        Object owner();

        /** Whether it is being worked on. */
        boolean isAtWork();
    }

    /** When a table was last worked on or asked for. */
    private final class Kept {

        private final T table;
        private volatile Instant touchedAt = clock.instant();

        Kept(T table) {
            this.table = table;
        }
    }

    private final int mostAtWork;
    private final int most;
    private final Clock clock;

    /** Guarded by itself. */
    private final Map<String, Kept> tables = new LinkedHashMap<>();

    private volatile boolean isStopping;

    /**
     * @param mostAtWork that are worked on at once
     * @param most that are kept, where they are not all worked on
     */
    public TablesAtWork(int mostAtWork, int most, Clock clock) {
        this.mostAtWork = mostAtWork;
        this.most = most;
        this.clock = clock;
    }

    /** Keeps a table, or answers the one that is kept under its identifier. */
    public T keep(T table) {
        synchronized (tables) {
            forgetOld();
            var kept = tables.get(table.id());
            if (kept != null) {
                return kept.table;
            }
            tables.values().removeIf(other -> isOf(table.owner(), other) && !other.table.isAtWork());
            if (tables.size() >= most) {
                tables.values().stream()
                        .filter(other -> !other.table.isAtWork())
                        .min(Comparator.comparing(other -> other.touchedAt))
                        .ifPresent(oldest -> tables.remove(oldest.table.id()));
            }
            tables.put(table.id(), new Kept(table));
            return table;
        }
    }

    private boolean isOf(Object owner, Kept kept) {
        return kept.table.owner().equals(owner);
    }

    /** The table; empty where there is none such, or not any more. */
    public Optional<T> find(String id) {
        synchronized (tables) {
            forgetOld();
            var kept = tables.get(id);
            if (kept == null) {
                return Optional.empty();
            }
            kept.touchedAt = clock.instant();
            return Optional.of(kept.table);
        }
    }

    /** Nobody has to wait for the hour of a table that is worked on. */
    private void forgetOld() {
        var limit = clock.instant().minus(KEPT_FOR);
        tables.values().removeIf(kept -> !kept.table.isAtWork() && kept.touchedAt.isBefore(limit));
    }

    /**
     * Makes sure that a table may be worked on, and has it marked so that it is.
     *
     * @param begin after which {@link Table#isAtWork} is true
     * @throws RequestRefused if too many are worked on, or one of the owner's is
     */
    public void begin(Object owner, Runnable begin) {
        synchronized (tables) {
            var atWork = tables.values().stream()
                    .filter(kept -> kept.table.isAtWork())
                    .toList();
            if (atWork.stream().anyMatch(other -> isOf(owner, other))) {
                throw new RequestRefused(
                        HttpRule.UNAVAILABLE, "A table is still being worked on. Send this one when it is done.", BUSY);
            }
            if (atWork.size() >= mostAtWork) {
                throw new RequestRefused(
                        HttpRule.UNAVAILABLE,
                        "Many tables are being worked on at this moment. Send this one again soon.",
                        BUSY);
            }
            begin.run();
        }
    }

    /**
     * Works on the rows of a table one after another, on a thread of its own, until the node stops: then the same table is sent again.
     *
     * @param end after which {@link Table#isAtWork} is false
     * @param tell open pages how far it has come
     */
    public <R> void work(T table, List<R> rows, Consumer<R> work, Runnable end, Runnable tell) {
        Thread.ofVirtual().name("table-" + table.id()).start(() -> {
            var told = System.nanoTime();
            try {
                for (var row : rows) {
                    if (isStopping) {
                        return;
                    }
                    work.accept(row);
                    if (System.nanoTime() - told >= BETWEEN_NEWS) {
                        tell.run();
                        told = System.nanoTime();
                    }
                }
            } finally {
                end.run();
                find(table.id());
                tell.run();
            }
        });
    }

    /** Begins no further row: nobody would take its command any more. */
    public void stop() {
        isStopping = true;
    }
}

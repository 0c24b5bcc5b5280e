package com.avaone.projection.kernel;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The positions that this process's batches have stored, and who waits for one. */
final class Advances {

    private final Map<String, Map<Integer, Long>> positions = new ConcurrentHashMap<>();
    private final Map<String, Instant> instants = new ConcurrentHashMap<>();
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();

    Advances(Clock clock) {
        this.clock = clock;
    }

    void advanced(String processor, int segment, long position) {
        positions.computeIfAbsent(processor, _ -> new ConcurrentHashMap<>()).put(segment, position);
        instants.put(processor, clock.instant());
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long of(String processor, int segment) {
        return positions.getOrDefault(processor, Map.of()).getOrDefault(segment, Positions.NONE);
    }

    /** When a batch of the processor was last done; null if none was since the start. */
    @Nullable
    Instant lastAdvance(String processor) {
        return instants.get(processor);
    }

    void forget(String processor) {
        positions.remove(processor);
    }

    /** Waits for the next advance of any processor, at most this long. */
    void awaitNext(long nanos) throws InterruptedException {
        lock.lock();
        try {
            var _ = advanced.awaitNanos(TimeUnit.NANOSECONDS.toNanos(nanos));
        } finally {
            lock.unlock();
        }
    }
}

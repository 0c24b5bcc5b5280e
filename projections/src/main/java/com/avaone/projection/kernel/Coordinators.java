package com.avaone.projection.kernel;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read events for all processors. Where a worker's queue is full, which takes 1,024 events, Axon's coordinator looks again
 * after 100 ms; the worker is done long before and waits, so no processor would catch up, or be rebuilt, at more than 10,000 events a second.
 */
final class Coordinators extends ScheduledThreadPoolExecutor {

    /**
     * By this delay the coordinator can be known to have found a full queue. It uses it for nothing else, unless somebody sets just as much for
     * {@code avaone.processors.tells-position-every}; then claims are renewed too often, which harms nothing.
     */
    static final long QUEUE_IS_FULL_MILLIS = 100;

    static final long LOOK_AGAIN_MILLIS = 5;

    Coordinators(int count) {
        super(
                count,
                Thread.ofPlatform().name("events-coordinator-", 0).daemon(true).factory());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return unit.toMillis(delay) == QUEUE_IS_FULL_MILLIS
                ? super.schedule(task, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                : super.schedule(task, delay, unit);
    }
}

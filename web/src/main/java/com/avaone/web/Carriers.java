package com.avaone.web;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that virtual threads go on. One that waits for a lock while it loads a class keeps its carrier. There are as many carriers as
 * processors, so a few first requests can hold all of them, and wait for ever for one that has the lock and no carrier to go on. Then there
 * are more for a while. More of them always would make everything slower that is busy with many threads.
 */
final class Carriers {

    private static final Logger LOG = LoggerFactory.getLogger(Carriers.class);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration WHILE = Duration.ofSeconds(30);

    /** More than there are first requests at once. */
    private static final int ENOUGH = 64;

    private final VirtualThreadSchedulerMXBean scheduler;
    private final int usual;
    private final Duration patience;
    private final Duration relief;

    /**
     * For a scheduler of virtual threads.
     *
     * @param patience how long a virtual thread may take to begin, and the pause between two looks
     * @param relief how long there are more carriers
     */
    Carriers(VirtualThreadSchedulerMXBean scheduler, Duration patience, Duration relief) {
        this.scheduler = scheduler;
        this.usual = scheduler.getParallelism();
        this.patience = patience;
        this.relief = relief;
    }

    /** Watches those of this process, until it ends. */
    static void watch() {
        new Carriers(ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class), PATIENCE, WHILE).start();
    }

    /** Begins, by a thread that needs no carrier. Interrupt it to end it. */
    Thread start() {
        // TRAP: later no class of the packaged application can be counted on, because the lock may be that of its file.
        var _ = isGoingOn();
        scheduler.setParallelism(usual);
        return Thread.ofPlatform().daemon().name("carriers").start(this::look);
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(patience);
                if (!isGoingOn()) {
                    relieve();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void relieve() throws InterruptedException {
        scheduler.setParallelism(Math.max(usual, ENOUGH));
        try {
            LOG.warn("No virtual thread went on for {}: for a while there are more carriers for them", patience);
            do {
                Thread.sleep(relief);
            } while (!isGoingOn());
        } finally {
            scheduler.setParallelism(usual);
        }
    }

    private boolean isGoingOn() {
        var began = new CountDownLatch(1);
        Thread.ofVirtual().start(began::countDown);
        try {
            return began.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

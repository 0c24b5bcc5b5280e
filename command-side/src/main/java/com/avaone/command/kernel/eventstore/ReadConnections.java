package com.avaone.command.kernel.eventstore;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Read-only connections, opened when they are needed and used again, the last used first because its cache is warm. */
final class ReadConnections {

    private static final int LIMIT = 32;

    /** Opens one more connection. */
    @FunctionalInterface
    interface Source {
        Statements open() throws SQLException;
    }

    /** A reading of the store. */
    @FunctionalInterface
    interface Reading<T> {
        T apply(Statements statements) throws SQLException;
    }

    private final Source source;
    // Fair, so that who wants to be alone comes to it however many read.
    private final Semaphore permits = new Semaphore(LIMIT, true);
    private final ArrayDeque<Statements> idle = new ArrayDeque<>(); // guarded by itself
    private boolean closed; // guarded by idle

    ReadConnections(Source source) {
        this.source = source;
    }

    /** Reads on one connection; waits for one if {@value #LIMIT} others read. A reading must not begin another one. */
    <T> T read(Reading<T> reading) throws SQLException {
        permits.acquireUninterruptibly();
        return readAndRelease(reading, 1);
    }

    /**
     * As {@link #read}, while nobody else reads: waits for those who do, and lets others wait.
     *
     * @return empty if one of them did not end within {@code patience}
     */
    <T> Optional<T> readAlone(Reading<T> reading, Duration patience) throws SQLException {
        try {
            return permits.tryAcquire(LIMIT, patience.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(readAndRelease(reading, LIMIT))
                    : Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private <T> T readAndRelease(Reading<T> reading, int acquired) throws SQLException {
        try {
            var connection = take();
            // A connection on which a reading failed is not trusted again.
            var sound = false;
            try {
                var result = reading.apply(connection);
                sound = true;
                return result;
            } finally {
                giveBack(connection, sound);
            }
        } finally {
            permits.release(acquired);
        }
    }

    private Statements take() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new SQLException("The event store is closed");
            }
            var connection = idle.pollFirst();
            if (connection != null) {
                return connection;
            }
        }
        return source.open();
    }

    private void giveBack(Statements connection, boolean sound) throws SQLException {
        synchronized (idle) {
            if (sound && !closed) {
                idle.addFirst(connection);
                return;
            }
        }
        connection.close();
    }

    /** Closes the idle connections now and those in use when they are given back. */
    void close() throws SQLException {
        synchronized (idle) {
            closed = true;
            for (var connection : idle) {
                connection.close();
            }
            idle.clear();
        }
    }
}

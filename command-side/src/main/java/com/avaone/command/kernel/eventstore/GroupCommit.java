package com.avaone.command.kernel.eventstore;

import com.avaone.command.kernel.eventstore.EventStoreUnavailable.Reason;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. It takes every change that has queued up, makes them in one transaction, commits once (one sync of the log) and only then
 * answers the callers. While it syncs the next group queues up, so throughput grows with the number of callers and no delay is added.
 *
 * <p>Only a failed commit stops it: after a failed sync nobody knows what is on the disk, and a second sync may report success for data
 * that is gone. A full disk is no such failure (SQLite reports it before the commit mark is written): its group is refused, and the next
 * one tries again.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private static final int GROUP_LIMIT = 1_024;

    /** So long a group is held open for callers who are known to be on their way; a sync of a fast disk takes about as long. */
    private static final long PATIENCE_NANOS = Long.getLong("patience", 150_000);

    /** Writes the transaction to the disk; replaced in tests to fail. */
    @FunctionalInterface
    interface Commit {
        void commit(Transaction transaction) throws SQLException;
    }

    private final Transaction transaction;
    private final Commit commit;
    private final int queueLimit;
    private final Thread writer =
            Thread.ofPlatform().name("event-store-writer").daemon(true).unstarted(this::writeUntilClosed);
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private volatile long head;

    /** Whether the last group could not be written; the writer's alone. */
    private boolean failing;

    /** How many callers there seem to be: those of the last group, and who had queued up meanwhile. The writer's alone. */
    private int expected;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queued = lock.newCondition();
    // The three below are guarded by the lock.
    private final ArrayDeque<Pending<?>> queue = new ArrayDeque<>();
    private boolean closed;
    private @Nullable Throwable failedCommit;

    /**
     * @param transaction the write connection, which is now the writer's
     * @param head position of the last stored event
     * @param queueLimit how many changes may wait before others are refused
     */
    GroupCommit(Transaction transaction, long head, int queueLimit, Commit commit) {
        this.transaction = transaction;
        this.commit = commit;
        this.queueLimit = queueLimit;
        this.head = head;
    }

    void start() {
        writer.start();
    }

    /** Position of the last event that readers can see. */
    long head() {
        return head;
    }

    /** Runs {@code listener} on the writer's thread after each commit that stored events: it must only wake somebody. */
    AutoCloseable onCommit(Runnable listener) {
        // A wrapper of its own, so that a listener registered twice is removed once.
        Runnable registered = listener::run;
        listeners.add(registered);
        return () -> listeners.remove(registered);
    }

    /**
     * Queues a change.
     *
     * @param single whether it is one statement, which is whole or not at all by itself and saves a savepoint
     * @return completed after the commit, or with why the change was refused
     * @throws EventStoreUnavailable if changes are not accepted
     */
    <T> CompletableFuture<T> submit(Change<T> change, boolean single) {
        return submit(new Pending<>(change, single, false));
    }

    /**
     * Queues what is done outside of any transaction, between two groups.
     *
     * @return completed afterwards
     * @throws EventStoreUnavailable if changes are not accepted
     */
    <T> CompletableFuture<T> submitAlone(Change<T> upkeep) {
        return submit(new Pending<>(upkeep, true, true));
    }

    private <T> CompletableFuture<T> submit(Pending<T> pending) {
        if (Thread.currentThread() == writer) {
            throw new IllegalStateException("A change or a commit listener must not ask for another change");
        }
        lock.lock();
        try {
            if (failedCommit != null) {
                throw new EventStoreUnavailable(Reason.STOPPED, failedCommit);
            }
            if (closed) {
                throw new EventStoreUnavailable(Reason.CLOSED, null);
            }
            if (queue.size() >= queueLimit) {
                throw new EventStoreUnavailable(Reason.OVERLOADED, null);
            }
            queue.add(pending);
            queued.signal();
        } finally {
            lock.unlock();
        }
        return pending.answer;
    }

    private void writeUntilClosed() {
        var group = new ArrayList<Pending<?>>();
        while (take(group)) {
            write(group);
            group.clear();
        }
    }

    /** Fills {@code group} with what waits; false when closed and nothing waits any more. */
    private boolean take(List<Pending<?>> group) {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                queued.awaitUninterruptibly();
            }
            while (group.size() < GROUP_LIMIT && !queue.isEmpty() && (group.isEmpty() || mayJoin())) {
                group.add(queue.remove());
                if (group.getFirst().alone) {
                    break;
                }
            }
            return !group.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private boolean mayJoin() {
        var next = queue.peek();
        return next != null && !next.alone;
    }

    private void write(List<Pending<?>> group) {
        try {
            if (stopped()) {
                throw new EventStoreUnavailable(Reason.STOPPED, failedCommit());
            }
            if (group.getFirst().alone) {
                group.getFirst().apply();
            } else {
                apply(group);
                commit();
            }
        } catch (SQLException ofUpkeep) {
            group.forEach(pending -> pending.answer.completeExceptionally(ofUpkeep));
            return;
        } catch (EventStoreUnavailable refusal) {
            group.forEach(pending -> pending.answer.completeExceptionally(refusal));
            return;
        } catch (Throwable unexpected) {
            // Out of memory, for example: the writer must live on and every caller must hear.
            LOG.error("The event store's writer failed", unexpected);
            rollBack();
            group.forEach(pending -> pending.answer.completeExceptionally(unexpected));
            return;
        }
        if (failing) {
            failing = false;
            LOG.info("The event store can write again");
        }
        if (transaction.position() > head) {
            head = transaction.position();
            wakeListeners();
        }
        expected = group.size() + waiting();
        group.forEach(Pending::settle);
    }

    private int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void apply(List<Pending<?>> group) {
        try {
            transaction.execute("BEGIN IMMEDIATE");
            transaction.position(head);
            for (var pending : group) {
                pending.apply();
            }
            applyLatecomers(group);
        } catch (SQLException failure) {
            rollBack();
            report(failure);
            throw new EventStoreUnavailable(
                    SqliteErrors.isDiskFull(failure) ? Reason.DISK_FULL : Reason.WRITE_FAILED, failure);
        }
    }

    /**
     * Takes in who came meanwhile, and waits a moment for who is still on the way: a commit costs as much for few as for many, and whoever
     * misses this one waits for the next. A single caller never waits, as nobody else is expected.
     */
    private void applyLatecomers(List<Pending<?>> group) throws SQLException {
        var since = System.nanoTime();
        while (group.size() < GROUP_LIMIT) {
            var next = poll();
            if (next != null) {
                group.add(next);
                next.apply();
                since = System.nanoTime();
            } else if (group.size() < expected && System.nanoTime() - since < PATIENCE_NANOS) {
                Thread.yield(); // to the callers; to sleep and be woken would cost more than is gained
            } else {
                return;
            }
        }
    }

    private @Nullable Pending<?> poll() {
        lock.lock();
        try {
            return mayJoin() ? queue.remove() : null;
        } finally {
            lock.unlock();
        }
    }

    private void commit() {
        try {
            commit.commit(transaction);
        } catch (SQLException failure) {
            var full = SqliteErrors.isDiskFull(failure);
            if (!full) {
                stop(failure);
            }
            rollBack();
            report(failure);
            throw new EventStoreUnavailable(full ? Reason.DISK_FULL : Reason.COMMIT_FAILED, failure);
        }
    }

    /** Once, and not for every group: a full disk must not fill the log as well. */
    private void report(SQLException failure) {
        if (!failing) {
            failing = true;
            LOG.error("The event store could not write and refuses changes: {}", failure.getMessage());
        }
    }

    private void wakeListeners() {
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException failure) {
                LOG.error("A listener of the event store failed", failure);
            }
        }
    }

    private void rollBack() {
        transaction.forgetPrepared();
        try {
            transaction.execute("ROLLBACK");
        } catch (SQLException alreadyRolledBack) {
            // SQLite has done so by itself after most failures of the disk.
            LOG.debug("Nothing to roll back: {}", alreadyRolledBack.getMessage());
        }
    }

    private void stop(Throwable failure) {
        lock.lock();
        try {
            failedCommit = failure;
        } finally {
            lock.unlock();
        }
    }

    private boolean stopped() {
        return failedCommit() != null;
    }

    private @Nullable Throwable failedCommit() {
        lock.lock();
        try {
            return failedCommit;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is queued, refuses the rest, then closes the write connection. */
    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            closed = true;
            queued.signal();
        } finally {
            lock.unlock();
        }
        joinWriter();
        transaction.close();
    }

    /** Waits even if interrupted: the connection may not be closed under the writer. */
    private void joinWriter() {
        var interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A change and the one who waits for it. */
    private final class Pending<T> {

        private final Change<T> change;
        private final boolean single;
        private final boolean alone;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Exception refusal;

        Pending(Change<T> change, boolean single, boolean alone) {
            this.change = change;
            this.single = single;
            this.alone = alone;
        }

        /** Makes the change, or none of it if that is its own fault. */
        void apply() throws SQLException {
            var before = transaction.position();
            if (!single) {
                transaction.execute("SAVEPOINT caller");
            }
            try {
                result = change.apply(transaction);
            } catch (SQLException | RuntimeException failure) {
                if (failure instanceof SQLException sql && !SqliteErrors.isCallersFault(sql)) {
                    throw sql;
                }
                refusal = failure;
                transaction.position(before);
                if (!SqliteErrors.isUniqueViolation(failure)) {
                    transaction.forgetPrepared();
                }
                if (!single) {
                    transaction.execute("ROLLBACK TO caller");
                }
            }
            if (!single) {
                transaction.execute("RELEASE caller");
            }
        }

        void settle() {
            if (refusal == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(refusal);
            }
        }
    }
}

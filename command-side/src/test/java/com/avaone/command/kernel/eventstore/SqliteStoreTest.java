package com.avaone.command.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.avaone.command.kernel.eventstore.EventStoreUnavailable.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** How the embedded store bears faults of the disk, load and interruption. */
@SuppressWarnings("NullAway.Init") // opened by each test
class SqliteStoreTest {

    private static final long LIMIT = 30;

    @TempDir
    Path directory;

    private @Nullable SqliteStore store;
    /** What the next commits fail with; null lets them succeed. */
    private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
    /** Counted down by the test to let commits pass. */
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private final CountDownLatch atGate = new CountDownLatch(1);

    private SqliteStore open(int queueLimit) {
        return store = SqliteStore.open(file(), queueLimit, transaction -> {
            atGate.countDown();
            awaitGate();
            var next = failure.get();
            if (next != null) {
                throw next;
            }
            transaction.execute("COMMIT");
        });
    }

    private SqliteStore open() {
        return open(1_000);
    }

    private Path file() {
        return directory.resolve("events.sqlite");
    }

    @AfterEach
    void close() {
        gate.countDown();
        if (store != null) {
            store.close();
        }
    }

    @Test
    void emptiesItsLogWhenReadersAreDoneAndBeforeOthersRead() throws Exception {
        var open = open();
        open.probe().join();
        var log = directory.resolve(file().getFileName() + "-wal").toFile();
        assertThat(log).isNotEmpty();
        gate = new CountDownLatch(1);
        var isReading = new CountDownLatch(1);
        Thread.ofPlatform()
                .start(() -> open.read(_ -> {
                    isReading.countDown();
                    awaitGate();
                    return true;
                }));
        assertThat(isReading.await(LIMIT, TimeUnit.SECONDS)).isTrue();
        var emptying = Thread.ofPlatform().start(open::emptyLog);
        await().until(() -> emptying.getState() == Thread.State.TIMED_WAITING);
        var second = new FutureTask<>(() -> open.read(_ -> log.length()));
        var reading = Thread.ofPlatform().start(second);
        await().until(() -> reading.getState() == Thread.State.WAITING);

        gate.countDown();

        assertThat(second.get(LIMIT, TimeUnit.SECONDS)).isZero();
        assertThat(emptying.join(Duration.ofSeconds(LIMIT))).isTrue();
    }

    @Test
    void acceptsAgainAsSoonAsTheDiskHasRoom() {
        var open = open();
        put(open, "before");
        failure.set(new SQLiteException("disk full", SQLiteErrorCode.SQLITE_FULL));

        assertRefused(Reason.DISK_FULL, () -> put(open, "refused"));
        assertThat(new EventStoreHealth(open).health().getStatus()).isEqualTo(Status.DOWN);
        failure.set(null);
        open.probe().join();
        put(open, "after");

        assertThat(keys(open)).containsExactly("after", "before");
    }

    @Test
    void acceptsSmallChangesAgainAfterOneThatDidNotFit() {
        var open = open();
        put(open, "before");
        var pages = open.read(s -> s.first("PRAGMA page_count", row -> row.getLong(1)))
                .orElseThrow();
        open.write(t -> t.first("PRAGMA max_page_count=" + pages, row -> row.getLong(1)));

        assertRefused(Reason.DISK_FULL, () -> open.write(t -> insert(t, "large", "x".repeat(1_000_000))));
        open.write(t -> t.first("PRAGMA max_page_count=1000000", row -> row.getLong(1)));
        put(open, "after");

        assertThat(keys(open)).containsExactly("after", "before");
    }

    @Test
    void stopsAfterAFailedSyncAndGoesOnReading() {
        var open = open();
        put(open, "before");
        failure.set(new SQLiteException("sync failed", SQLiteErrorCode.SQLITE_IOERR_FSYNC));

        assertRefused(Reason.COMMIT_FAILED, () -> put(open, "uncertain"));
        failure.set(null);
        assertRefused(Reason.STOPPED, () -> put(open, "late"));

        assertThat(keys(open)).containsExactly("before");
        open.close();
        var restarted = open();
        put(restarted, "after a restart");
        assertThat(keys(restarted)).contains("before", "after a restart").doesNotContain("late");
    }

    @Test
    void leavesAChangeAtFaultOutOfItsGroup() throws Exception {
        var open = open();
        put(open, "taken");
        gate = new CountDownLatch(1);
        var first = open.submit(t -> insert(t, "first"));
        var second = open.submit(t -> {
            insert(t, "half");
            return insert(t, "taken");
        });
        var third = open.submit(t -> {
            insert(t, "undone");
            throw new IllegalArgumentException("a bug");
        });
        var fourth = open.submit(t -> insert(t, "fourth"));
        gate.countDown();

        assertThat(first.get(LIMIT, TimeUnit.SECONDS)).isOne();
        assertThat(fourth.get(LIMIT, TimeUnit.SECONDS)).isOne();
        assertThat(second).failsWithin(Duration.ofSeconds(LIMIT));
        assertThat(third).failsWithin(Duration.ofSeconds(LIMIT));
        assertThat(keys(open)).containsExactly("first", "fourth", "taken");
    }

    @Test
    void leavesNoTransactionOpenWhenItIsOpened() {
        var open = open();
        // Both would be refused within a transaction.
        open.read(s -> s.first("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1)));
        open.read(s -> {
            s.of("BEGIN").execute();
            return s.of("ROLLBACK").execute();
        });
        put(open, "stored");

        assertThat(keys(open)).containsExactly("stored");
    }

    @Test
    void commitsWhatHasQueuedUpAsOneGroup() throws Exception {
        var commits = new AtomicInteger();
        gate = new CountDownLatch(1);
        var open = store = SqliteStore.open(file(), 1_000, transaction -> {
            commits.incrementAndGet();
            atGate.countDown();
            awaitGate();
            transaction.execute("COMMIT");
        });
        var answers = new ArrayList<CompletableFuture<Integer>>();
        answers.add(open.submit(t -> insert(t, "the first is alone")));
        assertThat(atGate.await(LIMIT, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 50; i++) {
            var key = "key " + i;
            answers.add(open.submit(t -> insert(t, key)));
        }
        gate.countDown();

        for (var answer : answers) {
            assertThat(answer.get(LIMIT, TimeUnit.SECONDS)).isOne();
        }
        assertThat(commits).hasValue(2);
    }

    @Test
    void refusesWhatDoesNotFitIntoTheQueue() throws Exception {
        gate = new CountDownLatch(1);
        var open = open(2);
        var running = open.submit(t -> insert(t, "running"));
        assertThat(atGate.await(LIMIT, TimeUnit.SECONDS)).isTrue();
        var waiting = List.of(open.submit(t -> insert(t, "one")), open.submit(t -> insert(t, "two")));

        assertRefused(Reason.OVERLOADED, () -> open.submit(t -> insert(t, "three")));
        gate.countDown();

        running.get(LIMIT, TimeUnit.SECONDS);
        for (var change : waiting) {
            change.get(LIMIT, TimeUnit.SECONDS);
        }
        assertThat(keys(open)).containsExactly("one", "running", "two");
    }

    @Test
    void answersEveryCallerWhenItIsClosedUnderLoad() throws Exception {
        var open = open();
        var stored = new AtomicInteger();
        var refused = new AtomicInteger();
        var callers = new ArrayList<Thread>();
        for (int i = 0; i < 16; i++) {
            var name = "caller " + i;
            callers.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; ; n++) {
                    try {
                        put(open, name + " " + n);
                        stored.incrementAndGet();
                    } catch (EventStoreUnavailable closed) {
                        assertThat(closed.reason()).isEqualTo(Reason.CLOSED);
                        refused.incrementAndGet();
                        return;
                    }
                }
            }));
        }
        await().until(() -> stored.get() > 200);
        open.close();
        for (var caller : callers) {
            assertThat(caller.join(Duration.ofSeconds(LIMIT))).isTrue();
        }

        assertThat(refused).hasValue(16);
        assertThat(keys(open())).hasSize(stored.get());
    }

    @Test
    void letsAnInterruptedCallerWaitForTheTruth() throws Exception {
        gate = new CountDownLatch(1);
        var open = open();
        var outcome = new FutureTask<>(() -> {
            put(open, "interrupted");
            return Thread.currentThread().isInterrupted();
        });
        var caller = Thread.ofPlatform().start(outcome);
        assertThat(atGate.await(LIMIT, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();
        gate.countDown();

        assertThat(outcome.get(LIMIT, TimeUnit.SECONDS)).isTrue();
        assertThat(keys(open)).containsExactly("interrupted");
    }

    @Test
    void isHealthyWhileItWritesAndSaysWhyItIsNot() {
        var open = open();
        var health = new EventStoreHealth(open);
        open.probe().join(); // the first write of all may be slow

        await().untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
        open.close();

        assertThat(health.health())
                .isEqualTo(Health.down().withDetail("reason", Reason.CLOSED).build());
    }

    @Test
    void isDownWhileAWriteHangs() {
        gate = new CountDownLatch(1);
        var health = new EventStoreHealth(open());

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        gate.countDown();

        await().untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void bringsAFileOfAnEarlierVersionUpToDate() throws IOException, SQLException {
        try (var first = Objects.requireNonNull(SqliteStore.class.getResourceAsStream("schema-1.sql"))) {
            execute(new String(first.readAllBytes(), StandardCharsets.UTF_8));
        }
        execute("PRAGMA application_id=" + 0x41564131);
        execute("PRAGMA user_version=1");
        execute("INSERT INTO reservation VALUES ('slug', 'acme', 'org_1', 0)");

        var open = open();

        assertThat(open.<Integer>read(statements -> statements
                        .first("PRAGMA user_version", row -> row.getInt(1))
                        .orElseThrow()))
                .isEqualTo(SqliteStore.SCHEMA_VERSION);
        assertThat(open.<List<String>>read(statements -> statements.all(
                        "SELECT owner_id FROM reservation WHERE reserved_until IS NULL", row -> row.getString(1))))
                .containsExactly("org_1");
    }

    @Test
    void refusesAFileOfANewerVersion() throws SQLException {
        open().close();
        execute("PRAGMA user_version=" + (SqliteStore.SCHEMA_VERSION + 1));

        assertThatThrownBy(this::open)
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("written by a newer version");
    }

    @Test
    void refusesAFileThatIsNotItsOwn() throws SQLException {
        execute("PRAGMA user_version=1");

        assertThatThrownBy(this::open).hasMessageContaining("is not an event store of this suite");
    }

    @Test
    void syncsEveryCommitAndWritesAheadOfTheFile() {
        var open = open();

        var synchronous = open.write(t -> t.first("PRAGMA synchronous", row -> row.getInt(1)));
        var journal = open.write(t -> t.first("PRAGMA journal_mode", row -> row.getString(1)));

        assertThat(synchronous).hasValue(2); // FULL
        assertThat(journal).hasValue("wal");
    }

    @Test
    void readsOnConnectionsThatCannotWrite() {
        var open = open();

        assertThatThrownBy(() -> open.read(s -> {
                    s.bound("DELETE FROM probe").executeUpdate();
                    return 0;
                }))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("readonly");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void awaitGate() {
        try {
            assertThat(gate.await(LIMIT, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void put(SqliteStore open, String key) {
        open.write(transaction -> insert(transaction, key));
    }

    private static Integer insert(Transaction transaction, String key) throws SQLException {
        return insert(transaction, key, "");
    }

    private static Integer insert(Transaction transaction, String key, String state) throws SQLException {
        return transaction.update("INSERT INTO process_state VALUES ('test', ?, ?)", key, state);
    }

    private static List<String> keys(SqliteStore open) {
        return open.read(s -> s.all("SELECT key FROM process_state ORDER BY key", row -> row.getString(1)));
    }

    private static void assertRefused(Reason reason, ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        EventStoreUnavailable.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}

package com.avaone.command.kernel.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines happen when they are due, once, however often the process is started. */
@SuppressWarnings("NullAway.Init") // opened before each test
class DeadlinePollerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final OrganizationId ORG = new OrganizationId("org_01jd0000000000000000000001");
    private static final String NAME = "test.ring";

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(START);

    /** What was asked for, by subject and data, in order. */
    private final Queue<String> rung = new ConcurrentLinkedQueue<>();

    /** Before when what was asked for is not to be decided. */
    private final Queue<String> notBefore = new ConcurrentLinkedQueue<>();

    /** What is answered, one after another; then everything is accepted. */
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

    private SqliteStore file;
    private SqliteMemory memory;
    private DeadlinePoller poller;

    private record Ring(OrganizationId organizationId, String subjectId, String data) implements TenantCommand {}

    private static final class Bell implements DueDeadline {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String reason() {
            return "It is time.";
        }

        @Override
        public TenantCommand command(Deadline deadline) {
            return new Ring(
                    new OrganizationId(String.valueOf(deadline.organizationId())),
                    deadline.subjectId(),
                    deadline.data());
        }
    }

    /** Stands for the aggregate: writes down what it is asked, and answers what the test wants. */
    private Object ring(CommandMessage<?> message) {
        var ring = (Ring) message.getPayload();
        assertThat(message.getMetaData())
                .containsEntry(MetadataKey.TENANT, ORG.value())
                .containsEntry(MetadataKey.ACTOR_KIND, "AUTOMATION")
                .containsEntry(MetadataKey.ACTOR_ID, NAME)
                .containsEntry(MetadataKey.REASON, "It is time.");
        notBefore.add(String.valueOf(message.getMetaData().get(MetadataKey.NOT_BEFORE)));
        rung.add(ring.subjectId + " " + ring.data);
        var failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return new Receipt(ring.subjectId, 0, 1);
    }

    @BeforeEach
    void start() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
        memory = new SqliteMemory(file, clock);
        var bus = SimpleCommandBus.builder().build();
        bus.subscribe(Ring.class.getName(), this::ring);
        var gateway = DefaultCommandGateway.builder().commandBus(bus).build();
        poller = new DeadlinePoller(memory, List.of(new Bell()), new AutomaticCommands(gateway), clock);
        poller.start();
    }

    @AfterEach
    void stop() {
        poller.stop();
        file.close();
    }

    private void schedule(String key, Duration in, String data) {
        poller.schedule(key, START.plus(in), NAME, ORG, "subject", data);
    }

    private void awaitNothingLeft() {
        await().until(() -> memory.deadlines().nextDue().isEmpty());
    }

    @Test
    void happensOnceWhenTheClockReachesIt() {
        schedule("later", Duration.ofDays(30), "b");
        schedule("sooner", Duration.ofDays(1), "a");
        assertThat(rung).isEmpty();

        clock.advance(Duration.ofDays(1));
        await().until(() -> rung.size() == 1);
        clock.advance(Duration.ofDays(29));
        awaitNothingLeft();

        assertThat(rung).containsExactly("subject a", "subject b");
    }

    @Test
    void happensAtOnceWhenItIsPast() {
        schedule("past", Duration.ofDays(-1), "a");

        awaitNothingLeft();

        assertThat(rung).containsExactly("subject a");
    }

    @Test
    void survivesARestart() {
        schedule("key", Duration.ofDays(1), "a");
        stop();
        clock.advance(Duration.ofDays(2));
        start();

        awaitNothingLeft();
        stop();
        start();
        schedule("another", Duration.ZERO, "b");
        awaitNothingLeft();

        assertThat(rung).containsExactly("subject a", "subject b");
    }

    @Test
    void isReplacedUnderTheSameKey() {
        schedule("key", Duration.ofDays(1), "old");
        schedule("key", Duration.ofDays(2), "new");

        clock.advance(Duration.ofDays(3));
        awaitNothingLeft();

        assertThat(rung).containsExactly("subject new");
    }

    @Test
    void doesNotHappenOnceCancelled() {
        schedule("key", Duration.ofDays(1), "cancelled");
        schedule("other", Duration.ofDays(1), "kept");
        poller.cancel("key");

        clock.advance(Duration.ofDays(1));
        awaitNothingLeft();

        assertThat(rung).containsExactly("subject kept");
    }

    @Test
    void isForgottenWhenARuleRefusesIt() {
        failures.add(refusal(KernelRule.NOT_FOUND));
        schedule("key", Duration.ZERO, "a");

        awaitNothingLeft();

        assertThat(rung).hasSize(1);
    }

    @Test
    void comesAgainWhereTheClockOfTheNodeThatDecidesIsBehind() {
        failures.add(refusal(KernelRule.NOT_DUE));
        schedule("key", Duration.ofSeconds(-5), "a");

        awaitNothingLeft();

        assertThat(rung).containsExactly("subject a", "subject a");
        assertThat(notBefore).containsOnly("2025-12-31T23:59:55Z");
    }

    @Test
    void isTriedAgainAfterAnOutageWhileOthersGoOn() {
        failures.add(refusal(KernelRule.STORE_UNAVAILABLE));
        schedule("a", Duration.ZERO, "a");
        await().until(() -> rung.size() == 1);
        schedule("b", Duration.ZERO, "b");

        awaitNothingLeft();

        assertThat(rung).containsExactly("subject a", "subject b", "subject a");
    }

    @Test
    void waitsForItsHandlerWhileOthersGoOn() {
        poller.schedule("unknown", START, "test.nobody", ORG, "subject", "");
        schedule("key", Duration.ofSeconds(1), "a");
        clock.advance(Duration.ofSeconds(1));

        await().until(() -> rung.size() == 1);
        await().until(() -> memory.deadlines().due(clock.instant(), 10).size() == 1);

        assertThat(memory.deadlines().due(clock.instant(), 10))
                .extracting(Deadline::key)
                .containsExactly("unknown");
    }

    private static CommandExecutionException refusal(Rule rule) {
        return new CommandExecutionException("refused", null, new Rejected(rule, "refused").rejection());
    }
}

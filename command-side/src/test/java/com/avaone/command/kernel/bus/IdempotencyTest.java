package com.avaone.command.kernel.bus;

import static com.avaone.command.kernel.bus.CommandSide.ORG;
import static com.avaone.command.kernel.bus.CommandSide.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Receipt;
import com.avaone.command.kernel.bus.Counter.Count;
import com.avaone.command.kernel.bus.Counter.CountWhile;
import com.avaone.command.kernel.bus.Counter.Refuse;
import com.avaone.command.kernel.memory.IdempotencyOutcomes;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command with an idempotency key has one outcome. */
@SuppressWarnings("NullAway.Init") // filled by JUnit
class IdempotencyTest {

    @TempDir
    Path directory;

    private CommandSide open() {
        return CommandSide.open(directory.resolve("events.sqlite"));
    }

    private static Receipt send(CommandSide suite, String counterId, String digest) {
        return suite.send(
                new Count(counterId, ORG),
                MetadataKey.IDEMPOTENCY_KEY,
                "usr_1 POST /counters key",
                MetadataKey.REQUEST_DIGEST,
                digest);
    }

    @Test
    void answersTheFirstReceiptAgainEvenWithAnotherIdentifier() {
        try (var suite = open()) {
            var first = send(suite, "counter_1", "digest");

            // Who repeats a request to make something brings a new identifier.
            assertThat(send(suite, "counter_2", "digest")).isEqualTo(first);
            assertThat(suite.eventsOf("counter_1")).hasSize(1);
            assertThat(suite.events.lastSequenceNumberFor("counter_2")).isEmpty();
        }
    }

    @Test
    void answersTheFirstReceiptAgainAfterARestart() {
        Receipt first;
        try (var suite = open()) {
            first = send(suite, "counter_1", "digest");
        }
        try (var suite = open()) {
            assertThat(send(suite, "counter_1", "digest")).isEqualTo(first);
            assertThat(suite.eventsOf("counter_1")).hasSize(1);
        }
    }

    @Test
    void refusesAnotherRequestUnderTheSameKey() {
        try (var suite = open()) {
            send(suite, "counter_1", "digest");

            assertThat(rejection(catchThrowable(() -> send(suite, "counter_1", "another digest")))
                            .code())
                    .isEqualTo(KernelRule.IDEMPOTENCY_KEY_REUSED.code());
        }
    }

    @Test
    void refusesTheSameRequestWhileItRuns() {
        try (var suite = open()) {
            suite.send(new Count("counter_1", ORG));
            var meanwhile = new Throwable[1];

            suite.send(
                    new CountWhile("counter_1", ORG, () -> {
                        meanwhile[0] = catchThrowable(() -> send(suite, "counter_1", "digest"));
                    }),
                    MetadataKey.IDEMPOTENCY_KEY,
                    "usr_1 POST /counters key",
                    MetadataKey.REQUEST_DIGEST,
                    "digest");

            assertThat(rejection(meanwhile[0]).code()).isEqualTo(KernelRule.IDEMPOTENCY_KEY_IN_USE.code());
        }
    }

    @Test
    void countsOnceForManySendersAtOnce() throws InterruptedException, ExecutionException {
        try (var suite = open();
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> sender = () -> {
                try {
                    return send(suite, "counter_1", "digest").toString();
                } catch (RuntimeException refused) {
                    return rejection(refused).code();
                }
            };
            var answers = senders.invokeAll(
                    IntStream.range(0, 32).mapToObj(i -> sender).toList());

            for (var answer : answers) {
                assertThat(answer.get())
                        .isIn(new Receipt("counter_1", 0, 1).toString(), KernelRule.IDEMPOTENCY_KEY_IN_USE.code());
            }
            assertThat(suite.eventsOf("counter_1")).hasSize(1);
        }
    }

    @Test
    void givesTheKeyFreeAfterARefusal() {
        try (var suite = open()) {
            suite.send(new Count("counter_1", ORG));
            var refused = catchThrowable(() -> suite.send(
                    new Refuse("counter_1", ORG),
                    MetadataKey.IDEMPOTENCY_KEY,
                    "usr_1 POST /counters key",
                    MetadataKey.REQUEST_DIGEST,
                    "digest"));
            assertThat(rejection(refused).code()).isEqualTo(KernelRule.VALUE_TAKEN.code());

            assertThat(send(suite, "counter_1", "digest").version()).isEqualTo(1);
        }
    }

    @Test
    void findsTheOutcomeThatACrashKeptFromBeingRemembered() {
        var path = directory.resolve("events.sqlite");
        try (var suite = new CommandSide(path, Forgetful::new)) {
            send(suite, "counter_1", "digest");
            suite.send(new Count("counter_1", ORG));
        }
        try (var suite = open()) {
            assertThat(send(suite, "counter_2", "digest")).isEqualTo(new Receipt("counter_1", 0, 1));
            assertThat(send(suite, "counter_3", "digest")).isEqualTo(new Receipt("counter_1", 0, 1));
            assertThat(suite.eventsOf("counter_1")).hasSize(2);
        }
    }

    @Test
    void runsTheCommandThatACrashKeptFromRunning() {
        try (var suite = open()) {
            suite.memory.idempotencyOutcomes().claim("usr_1 POST /counters key", "digest", "counter_1");
        }
        try (var suite = open()) {
            assertThat(send(suite, "counter_2", "digest")).isEqualTo(new Receipt("counter_2", 0, 1));
        }
    }

    /** Loses every outcome, as a crash right after the append does. */
    private record Forgetful(IdempotencyOutcomes outcomes) implements IdempotencyOutcomes {

        @Override
        public Claim claim(String scopeKey, String digest, String aggregateId) {
            return outcomes.claim(scopeKey, digest, aggregateId);
        }

        @Override
        public void complete(String scopeKey, Receipt receipt) {
            throw new IllegalStateException("lost");
        }

        @Override
        public void abandon(String scopeKey) {
            throw new IllegalStateException("lost");
        }
    }
}

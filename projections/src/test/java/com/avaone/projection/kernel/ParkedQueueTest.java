package com.avaone.projection.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One queue as two nodes have it. */
class ParkedQueueTest {

    private static final String SEQUENCE = OrganizationId.random().value();

    private static final int LIMIT = 20;

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final ParkedQueue here = queue();
    private final ParkedQueue elsewhere = queue();

    @AfterEach
    void close() {
        readModels.close();
    }

    private ParkedQueue queue() {
        return new ParkedQueue(
                "count",
                readModels.databases().main().getCollection(ParkedEvents.COLLECTION),
                () -> {
                    throw new AssertionError("No event is read");
                },
                () -> {},
                Clock.systemUTC(),
                LIMIT);
    }

    private void park(long position) {
        EventMessage<?> event = new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                new GenericDomainEventMessage<>("thing", "a", position, "something"));
        here.enqueue(
                SEQUENCE,
                new GenericDeadLetter<>(SEQUENCE, event, ThrowableCause.asCause(new IllegalStateException("broken"))));
    }

    @Test
    void isWalkedByOneNodeAtATime() {
        park(0);
        park(1);
        park(2);
        var handled = new CopyOnWriteArrayList<String>();

        var done = here.process(_ -> true, letter -> {
            handled.add(((ParkedLetter) letter).id());
            assertThat(elsewhere.process(_ -> true, same -> {
                        handled.add(((ParkedLetter) same).id());
                        return Decisions.evict();
                    }))
                    .isFalse();
            return Decisions.evict();
        });

        assertThat(done).isTrue();
        assertThat(handled).hasSize(3).doesNotHaveDuplicates();
        assertThat(here.size()).isZero();
    }

    @Test
    void isLeftToTheNodeThatHasComeToTheNextEvent() {
        park(0);
        park(1);
        var handled = new CopyOnWriteArrayList<String>();

        var done = here.process(_ -> true, letter -> {
            handled.add(((ParkedLetter) letter).id());
            here.evict(letter);
            // Between two events of this walk another begins, and does not come to its end.
            assertThat(catchThrowable(() -> elsewhere.process(_ -> true, _ -> {
                        throw new StoppedNode();
                    })))
                    .isInstanceOf(StoppedNode.class);
            return Decisions.evict();
        });

        assertThat(done).isFalse();
        assertThat(handled).hasSize(1);
        assertThat(here.size()).isEqualTo(1);
    }

    private static final class StoppedNode extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void isLeftForTheNextTurnWhenOneTakesTooLong() throws Exception {
        park(0);
        park(1);

        assertThat(ParkedQueue.onlySequence(
                        SEQUENCE, Duration.ofNanos(-1), () -> here.process(_ -> true, _ -> Decisions.evict())))
                .isFalse();
        assertThat(here.size()).isEqualTo(1);
        assertThat(here.due(Instant.now().plusSeconds(2))).containsExactly(SEQUENCE);

        assertThat(ParkedQueue.onlySequence(
                        SEQUENCE, Duration.ofMinutes(1), () -> here.process(_ -> true, _ -> Decisions.evict())))
                .isTrue();
        assertThat(here.size()).isZero();
    }

    @Test
    void isDueWhenTheFirstOfASequenceIs() {
        park(0);
        park(1);
        park(2);
        var now = Instant.now();
        assertThat(here.due(now.minusSeconds(1))).isEmpty();
        assertThat(here.due(now.plusSeconds(2))).containsExactly(SEQUENCE);

        for (int attempt = 2; attempt <= 8; attempt++) { // then it waits two minutes
            here.process(_ -> true, _ -> Decisions.enqueue(new IllegalStateException("still broken")));
        }

        assertThat(here.due(now.plusSeconds(60))).isEmpty();
        assertThat(here.due(now.plusSeconds(150))).containsExactly(SEQUENCE);
    }

    @Test
    void takesNoMoreThanItsLimitUntilSomeAreHandled() {
        for (int position = 0; position < LIMIT; position++) {
            park(position);
        }
        assertThatThrownBy(() -> park(LIMIT)).isInstanceOf(DeadLetterQueueOverflowException.class);

        here.process(_ -> true, _ -> Decisions.evict());
        park(LIMIT);

        assertThat(here.size()).isEqualTo(1);
    }

    @Test
    void isClearedOnceWhatIsBeingHandledIs() throws InterruptedException {
        park(0);
        park(1);
        park(2);
        var order = new CopyOnWriteArrayList<String>();
        var clearing = Thread.ofVirtual().unstarted(() -> {
            elsewhere.clear();
            order.add("cleared");
        });

        here.process(_ -> true, _ -> {
            clearing.start();
            await().until(() -> here.size() == 1); // the others are gone at once
            order.add("handled");
            return Decisions.evict();
        });
        clearing.join();

        assertThat(order).isEqualTo(List.of("handled", "cleared"));
        assertThat(here.size()).isZero();
    }
}

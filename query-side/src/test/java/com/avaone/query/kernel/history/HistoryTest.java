package com.avaone.query.kernel.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Rejected;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final HistoryOnDisposal log = new HistoryOnDisposal();

    @Test
    void isEmptyBeforeTheFirstEvent() {
        assertThat(log.history().first("a")).isEmpty();
        assertThat(log.history().newest(10)).isEmpty();
        assertThat(log.history().at(5)).isEmpty();
    }

    @Test
    void tellsWhoDidWhatWhenAndWhy() {
        log.publish(List.of(new GenericDomainEventMessage<>(
                "Thing",
                "a",
                0,
                "happened",
                Map.of(
                        MetadataKey.ACTOR_KIND, "USER",
                        MetadataKey.ACTOR_ID, "usr_1",
                        MetadataKey.REASON, "a reason",
                        MetadataKey.COMMENT, "a comment",
                        MetadataKey.SOURCE_ADDRESS, "192.0.2.1"))));

        assertThat(log.history().first("a")).hasValueSatisfying(occurrence -> {
            assertThat(occurrence.aggregateId()).isEqualTo("a");
            assertThat(occurrence.number()).isZero();
            assertThat(occurrence.name()).isEqualTo("String");
            assertThat(occurrence.payload()).isEqualTo("happened");
            assertThat(occurrence.actorKind()).isEqualTo(ActorKind.USER);
            assertThat(occurrence.actorId()).isEqualTo("usr_1");
            assertThat(occurrence.reason()).isEqualTo("a reason");
            assertThat(occurrence.comment()).isEqualTo("a comment");
            assertThat(occurrence.sourceAddress()).isEqualTo("192.0.2.1");
        });
    }

    @Test
    void bearsAnEventWithoutAnAggregateAndAnActorOfAKindUnknownHere() {
        log.publish(List.of(new GenericEventMessage<>("alone", Map.of(MetadataKey.ACTOR_KIND, "ROBOT"))));

        assertThat(log.history().newest(1)).singleElement().satisfies(occurrence -> {
            assertThat(occurrence.aggregateId()).isNull();
            assertThat(occurrence.number()).isEqualTo(-1);
            assertThat(occurrence.actorKind()).isNull();
        });
    }

    @Test
    void stopsReadingWhenTheReaderHasEnough() {
        log.publish(List.of(event(0), event(1), event(2)));
        var seen = new java.util.ArrayList<Long>();

        log.history().read("a", occurrence -> {
            seen.add(occurrence.number());
            return seen.size() < 2;
        });

        assertThat(seen).containsExactly(0L, 1L);
    }

    @Test
    void refusesAsUnavailableWhileTheStoreDoesNotAnswer() {
        var engine = new InMemoryEventStorageEngine() {
            @Override
            public org.axonframework.eventsourcing.eventstore.DomainEventStream readEvents(
                    String aggregateId, long firstVersion) {
                throw new EventStoreException("away");
            }
        };
        var history =
                new History(EmbeddedEventStore.builder().storageEngine(engine).build());

        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> history.first("a"))
                .satisfies(refusal ->
                        assertThat(refusal.rejection().code()).isEqualTo(KernelRule.STORE_UNAVAILABLE.code()));
    }

    private static GenericDomainEventMessage<String> event(long number) {
        return new GenericDomainEventMessage<>("Thing", "a", number, "event " + number);
    }
}

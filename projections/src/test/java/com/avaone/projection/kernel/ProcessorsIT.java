package com.avaone.projection.kernel;

import static com.avaone.projection.kernel.Change.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.FromFirstEvent;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.operations.OperationsRule;
import com.avaone.api.operations.ParkedEventPage.ParkedEvent;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.api.operations.ProcessorsView.State;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessorsIT {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId OTHER = OrganizationId.random();

    record Counted(String thingId, OrganizationId organizationId, int total) implements TenantEvent {}

    @ReadModel(database = Database.MAIN, collection = "counts")
    record CountDocument(String id) {}

    @ProcessingGroup("count")
    static class CountProjector {

        private final TenantDocuments documents;
        /** Totals at which the handler fails. */
        private final Set<Integer> poison = ConcurrentHashMap.newKeySet();
        /** What happens in the midst of a reset. */
        private volatile Runnable whileResetting = () -> {};

        CountProjector(TenantDocuments documents) {
            this.documents = documents;
        }

        @EventHandler
        void on(Counted event, @SequenceNumber long sequence) {
            documents.apply(
                    CountDocument.class,
                    event.organizationId(),
                    event.thingId(),
                    "thing",
                    sequence,
                    update("total", event.total()));
            if (poison.contains(event.total())) {
                throw new IllegalStateException("cannot handle " + event.total());
            }
        }

        @ResetHandler
        void reset() {
            documents.clear(CountDocument.class);
            whileResetting.run();
        }
    }

    @ReadModel(database = Database.MAIN, collection = "steps")
    record StepDocument(String id) {}

    @ProcessingGroup("steps")
    static class StepProjector {

        private static final int FOR_ALL = 50;

        private final TenantDocuments documents;
        private final Set<Integer> poison = ConcurrentHashMap.newKeySet();
        /** Totals at which the surroundings do not answer once. */
        private final Set<Integer> away = ConcurrentHashMap.newKeySet();

        private volatile Pause whileHandling = _ -> {};

        interface Pause {
            void at(int total) throws InterruptedException;
        }

        StepProjector(TenantDocuments documents) {
            this.documents = documents;
        }

        @EventHandler
        void on(Counted event, @SequenceNumber long sequence) throws InterruptedException {
            whileHandling.at(event.total());
            if (away.remove(event.total())) {
                throw new EventStoreException("away");
            }
            if (poison.contains(event.total())) {
                throw new IllegalStateException("cannot handle " + event.total());
            }
            var step = update("step" + event.total(), true);
            if (event.total() == FOR_ALL) {
                documents.applyToAll(StepDocument.class, event.organizationId(), "thing", sequence, step);
            } else {
                documents.apply(StepDocument.class, event.organizationId(), event.thingId(), "thing", sequence, step);
            }
        }

        @ResetHandler
        void reset() {
            documents.clear(StepDocument.class);
        }
    }

    @ProcessingGroup("mailer")
    static class WhenCountedThenTellSomebody {

        private final List<Integer> told = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(Counted event) {
            told.add(event.total());
        }
    }

    @ProcessingGroup("notes")
    @FromFirstEvent
    static class WhenCountedThenNoteIt {

        private final List<Integer> noted = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(Counted event) {
            noted.add(event.total());
        }
    }

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final CountProjector projector = new CountProjector(readModels.documents());

    @AfterEach
    void close() {
        readModels.close();
    }

    private static UnaryOperator<String> through(List<Cable> cables) {
        return server -> {
            try {
                var cable = new Cable(server);
                cables.add(cable);
                return cable.connectionString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private ProcessorsOnDisposal start() {
        return new ProcessorsOnDisposal(readModels, projector);
    }

    private static Counted count(String thing, OrganizationId tenant, int total) {
        return new Counted(thing, tenant, total);
    }

    private List<String> counts() {
        return all("counts");
    }

    private List<String> all(String collection) {
        var all = new ArrayList<String>();
        readModels
                .databases()
                .main()
                .getCollection(collection)
                .find()
                .sort(new Document("_id", 1))
                .forEach(document -> all.add(document.toJson()));
        return all;
    }

    private static ProcessorView view(ProcessorsOnDisposal processors, String name) {
        return processors.progress().processors().items().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void buildTheReadModelFromTheFirstEvent() {
        try (var processors = start()) {
            processors.publish("a", count("a", ORG, 1), count("a", ORG, 2));
            processors.publish("b", count("b", OTHER, 7));
            processors.awaitHead("count");
            assertThat(counts()).hasSize(2).first().asString().contains("\"total\": 2", "\"thing\": 1");
            await().untilAsserted(() -> assertThat(view(processors, "count"))
                    .satisfies(view -> assertThat(view.state()).isEqualTo(State.RUNNING))
                    .satisfies(view -> assertThat(view.lag()).isZero())
                    .satisfies(view -> assertThat(view.lastAdvance()).isNotNull()));
        }
    }

    @Test
    void parkOnlyTheSequenceOfAnEventThatCannotBeHandledAndRetryItInOrder() {
        projector.poison.add(2);
        try (var processors = start()) {
            processors.publish("a", count("a", ORG, 1), count("a", ORG, 2), count("a", ORG, 3));
            processors.publish("a2", count("a2", ORG, 4));
            processors.publish("b", count("b", OTHER, 7));
            processors.awaitHead("count");

            assertThat(counts()).hasSize(2).first().asString().contains("\"total\": 1");
            var parked = processors.parked().list("count", null, null, 10).items();
            assertThat(parked).hasSize(3).allMatch(event -> event.sequence().equals(ORG.value()));
            assertThat(parked.getFirst().cause()).isEqualTo("cannot handle 2");
            assertThat(processors.parked().list(null, ORG.value(), null, 10).items())
                    .isEqualTo(parked);
            assertThat(processors.parked().list(null, OTHER.value(), null, 10).items())
                    .isEmpty();
            assertThat(processors
                            .parked()
                            .list(null, null, parked.getFirst().parkedEventId(), 1)
                            .items())
                    .containsExactly(parked.get(1));
            processors.parked().retry("count", ORG.value());
            assertThat(processors.parked().size("count")).isEqualTo(3);
            await().untilAsserted(
                            () -> assertThat(view(processors, "count").parked()).isEqualTo(3));

            projector.poison.clear();
            await("it is tried again by itself")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(processors.parked().size("count")).isZero());
            assertThat(counts()).hasSize(3);
            processors.publish("a", count("a", ORG, 5));
            processors.awaitHead("count");
            var repaired = counts();
            rebuild(processors);
            assertThat(counts()).isEqualTo(repaired);
        }
    }

    @Test
    void parkAnotherOrganizationsEventForAPresentDocument() {
        try (var processors = start()) {
            processors.publish("a", count("a", ORG, 1));
            processors.publish("intruder", count("a", OTHER, 99));
            processors.publish("c", count("c", ORG, 3));
            processors.awaitHead("count");
            assertThat(counts()).hasSize(2).allMatch(count -> count.contains(ORG.value()));
            assertThat(processors.parked().list("count", null, null, 10).items())
                    .singleElement()
                    .satisfies(event -> assertThat(event.sequence()).isEqualTo(OTHER.value()))
                    .satisfies(event -> assertThat(event.cause()).contains("another organization"));

            processors
                    .parked()
                    .discard(
                            "count",
                            processors
                                    .parked()
                                    .list("count", null, null, 1)
                                    .items()
                                    .getFirst()
                                    .parkedEventId(),
                            "an intruder");
            assertThat(processors.parked().size("count")).isZero();
            assertThatThrownBy(() -> processors.parked().discard("count", "no such", "x"))
                    .isInstanceOf(Rejected.class);
        }
    }

    @Test
    void loseNothingOfAnUnfinishedBatchWhenAnEventOfItIsTriedAgainBefore() {
        var steps = new StepProjector(readModels.documents());
        try (var processors = new ProcessorsOnDisposal(readModels, steps)) {
            processors.publish("a", count("a", ORG, 1), count("a", ORG, 2));
            processors.publish("b", count("b", OTHER, 3));
            processors.awaitHead("steps");
            var before = steps();
            var triedAgain = new CountDownLatch(1);
            steps.poison.add(2);
            steps.away.add(3);
            steps.whileHandling = total -> {
                if (total == 3) {
                    triedAgain.await();
                }
            };
            try {
                processors.operations().rebuild("steps"); // which has all three in one batch
                await().until(() -> processors.parked().size("steps") == 1);

                steps.poison.clear();
                processors.parked().retry("steps", ORG.value());
                await().until(() -> processors.parked().size("steps") == 0);
            } finally {
                triedAgain.countDown(); // and the batch fails, and comes again
            }
            processors.awaitHead("steps");

            assertThat(before).hasSize(2).first().asString().contains("step1", "step2");
            assertThat(steps()).isEqualTo(before);
        }
    }

    @Test
    void parkNoEventForTheFaultOfAnotherOfItsBatch() {
        var steps = new StepProjector(readModels.documents());
        try (var processors = new ProcessorsOnDisposal(readModels, steps)) {
            processors.publish("a", count("a", ORG, 1));
            processors.publish("b", count("a", OTHER, 99), count("b", ORG, StepProjector.FOR_ALL), count("c", ORG, 3));
            processors.awaitHead("steps");

            assertThat(processors.parked().list("steps", null, null, 10).items())
                    .extracting(ParkedEvent::sequence, ParkedEvent::attempts)
                    .containsExactly(tuple(OTHER.value(), 1));
            assertThat(steps()).first().asString().contains("step1", "step50");
        }
    }

    private List<String> steps() {
        return all("steps");
    }

    private static void rebuild(ProcessorsOnDisposal processors) {
        processors.operations().rebuild("count");
        await().until(() -> view(processors, "count").state() == State.REBUILDING
                || view(processors, "count").lag() == 0);
        processors.awaitHead("count");
        await().until(() -> view(processors, "count").replayUntil() == null
                && view(processors, "count").state() == State.RUNNING);
        processors.watchdog().health();
    }

    @Test
    void rebuildWhileEventsFlowAndNoDocumentIsEverMissing() throws Exception {
        try (var processors = start();
                var writer = Executors.newSingleThreadExecutor()) {
            for (int thing = 0; thing < 200; thing++) {
                processors.publish("t" + thing, count("t" + thing, ORG, 1), count("t" + thing, ORG, 2));
            }
            processors.awaitHead("count");
            var stop = new AtomicBoolean();
            var writing = writer.submit(() -> {
                for (int total = 3; !stop.get(); total++) {
                    processors.publish("t0", count("t0", ORG, total));
                }
            });

            processors.operations().rebuild("count");
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                assertThat(counts()).hasSize(200);
                return view(processors, "count").position() > 450;
            });
            stop.set(true);
            writing.get();
            processors.awaitHead("count");
            await().until(() -> view(processors, "count").replayUntil() == null
                    && counts().stream().noneMatch(count -> count.contains("stale")));
            var first = counts();

            rebuild(processors);
            assertThat(counts()).isEqualTo(first).hasSize(200);
        }
    }

    @Test
    void parkEveryEventOfARebuildThatCannotBeHandledUnderItsOwnPosition() {
        try (var processors = start()) {
            for (int total = 1; total <= 30; total++) {
                processors.publish("a" + total, count("a" + total, ORG, total));
                processors.publish("b" + total, count("b" + total, OTHER, 100 + total));
            }
            processors.awaitHead("count");
            var before = counts();
            projector.poison.add(3);

            processors.operations().rebuild("count");
            processors.awaitHead("count");

            assertThat(processors.parked().list("count", null, null, 100).items())
                    .as("the third of the organization and all after it")
                    .extracting(ParkedEvent::aggregateId)
                    .containsExactlyElementsOf(IntStream.rangeClosed(3, 30)
                            .mapToObj(total -> "a" + total)
                            .toList());
            projector.poison.clear();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(processors.parked().size("count")).isZero());
            assertThat(counts()).isEqualTo(before);
        }
    }

    @Test
    void goOnWithARebuildAfterARestart() {
        var engine = new InMemoryEventStorageEngine();
        List<String> before;
        try (var processors =
                new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector)) {
            for (int total = 1; total <= 3_000; total++) {
                processors.publish("t" + total % 300, count("t" + total % 300, ORG, total));
            }
            processors.awaitHead("count");
            before = counts();
            processors.operations().rebuild("count");
        }
        try (var processors =
                new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector)) {
            processors.awaitHead("count");
            await().until(() -> readModels.rebuilds().of("count").isEmpty());
            assertThat(counts()).isEqualTo(before);
        }
    }

    @Test
    void keepEveryDocumentWhenTheyAreLookedAtWhileARebuildBegins() {
        try (var processors = start()) {
            processors.publish("a", count("a", ORG, 1));
            processors.publish("b", count("b", OTHER, 7));
            processors.awaitHead("count");
            var seen = new ArrayList<Integer>();
            projector.whileResetting = () -> {
                processors.progress().look();
                seen.add(counts().size());
            };

            processors.operations().rebuild("count");

            assertThat(seen).containsOnly(2);
            processors.awaitHead("count");
            await().until(() -> readModels.rebuilds().of("count").isEmpty());
            assertThat(counts()).hasSize(2).noneMatch(count -> count.contains("stale"));
        }
    }

    @Test
    void areRebuiltAgainWhileTheyAreBeingRebuilt() {
        try (var processors = start()) {
            processors.publish("a", count("a", ORG, 1));
            processors.awaitHead("count");
            processors.operations().pause("count"); // so that they are where they were set back to
            for (int again = 0; again < 20; again++) {
                processors.operations().rebuild("count");
            }
            processors.operations().resume("count");

            processors.awaitHead("count");
            await().until(() -> readModels.rebuilds().of("count").isEmpty());
            assertThat(counts()).singleElement().asString().doesNotContain("stale");
        }
    }

    @Test
    void beginARebuildAgainThatWasCutOffWhileItBegan() {
        var engine = new InMemoryEventStorageEngine();
        List<String> before;
        try (var processors =
                new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector)) {
            processors.publish("a", count("a", ORG, 1));
            processors.awaitHead("count");
            before = counts();
            readModels
                    .databases()
                    .main()
                    .getCollection("counts")
                    .insertOne(new Document("_id", "left over").append("organizationId", ORG.value()));
            projector.whileResetting = () -> {
                throw new IllegalStateException("killed");
            };
            assertThatThrownBy(() -> processors.operations().rebuild("count")).hasStackTraceContaining("killed");
            processors.progress().look();
            assertThat(counts()).as("what is not built anew stays").hasSize(2);
        }
        projector.whileResetting = () -> {};
        try (var processors =
                new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector)) {
            processors.awaitHead("count");
            await().untilAsserted(() -> assertThat(counts()).isEqualTo(before));
            assertThat(readModels.rebuilds().isCutOff("count")).isFalse();
        }
    }

    @Test
    void touchNothingForARebuildUntilTheNodeThatRunsThemHasPausedThem() {
        var engine = new InMemoryEventStorageEngine();
        var elsewhere = new CountProjector(readModels.documents());
        projector.poison.add(7);
        elsewhere.poison.add(7);
        try (var processors =
                        new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector);
                var otherNode = new ProcessorsOnDisposal(
                        "other", readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, elsewhere)) {
            processors.publish("a", count("a", ORG, 1), count("a", ORG, 2));
            processors.publish("b", count("b", OTHER, 7));
            processors.awaitHead("count");
            var before = counts().getFirst();

            assertThatThrownBy(() -> otherNode.operations().rebuild("count"))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            refusal -> assertThat(refusal.rejection().code())
                                    .isEqualTo(OperationsRule.PROCESSOR_ELSEWHERE.code()));
            assertThat(counts()).first().isEqualTo(before);
            assertThat(processors.parked().size("count")).isEqualTo(1);
            assertThat(readModels.rebuilds().isCutOff("count")).isFalse();
            assertThat(readModels.rebuilds().of("count")).isEmpty();

            processors.operations().pause("count");
            otherNode.operations().rebuild("count");
            assertThat(counts()).isNotEmpty().allMatch(count -> count.contains("stale"));
            assertThat(processors.parked().size("count")).isZero();
            processors.operations().resume("count");
            await().untilAsserted(() -> assertThat(counts()).first().isEqualTo(before));
            await().until(() -> readModels.rebuilds().of("count").isEmpty());
            assertThat(processors.parked().size("count")).isEqualTo(1);
        }
    }

    @Test
    void neverRebuildWhatHasSideEffectsAndStartItAtTheHead() {
        var engine = new InMemoryEventStorageEngine();
        engine.appendEvents(List.of(new GenericDomainEventMessage<>("thing", "old", 0, count("old", ORG, 1))));
        var mailer = new WhenCountedThenTellSomebody();
        try (var processors =
                new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector, mailer)) {
            processors.publish("a", count("a", ORG, 2));
            processors.awaitHead("count", "mailer");
            assertThat(counts()).hasSize(2);
            assertThat(mailer.told).containsExactly(2, 2);
            assertThat(view(processors, "mailer").sideEffects()).isTrue();
            assertThatThrownBy(() -> processors.operations().rebuild("mailer")).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void startWhatOnlyNotesAtTheFirstEventAndRebuildItNeither() {
        var engine = new InMemoryEventStorageEngine();
        engine.appendEvents(List.of(new GenericDomainEventMessage<>("thing", "old", 0, count("old", ORG, 1))));
        var notes = new WhenCountedThenNoteIt();
        try (var processors =
                new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector, notes)) {
            processors.awaitHead("count", "notes");
            assertThat(notes.noted).containsOnly(1);
            assertThat(view(processors, "notes").sideEffects()).isTrue();
            assertThatThrownBy(() -> processors.operations().rebuild("notes")).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void standStillWhilePausedAndGoOnWhenResumed() {
        try (var processors = start()) {
            processors.operations().pause("count");
            processors.publish("a", count("a", ORG, 1));
            assertThat(view(processors, "count").state()).isEqualTo(State.PAUSED);
            assertThat(view(processors, "count").lag()).isEqualTo(1);
            assertThat(counts()).isEmpty();
            assertThat(processors.processors().isPaused("count")).isTrue();

            processors.operations().resume("count");
            processors.awaitHead("count");
            assertThat(counts()).hasSize(1);
        }
    }

    @Test
    void arePausedAndResumedByWayOfAnotherNode() {
        try (var processors = start()) {
            processors.processors().setPaused("count", true);
            await().until(() -> view(processors, "count").state() == State.PAUSED);
            processors.publish("a", count("a", ORG, 1));
            assertThat(counts()).isEmpty();

            processors.processors().setPaused("count", false);
            processors.awaitHead("count");
            assertThat(counts()).hasSize(1);
        }
    }

    @Test
    void areKnownOnANodeThatRunsOthers() {
        try (var otherNode = new ProcessorsOnDisposal(readModels, new WhenCountedThenTellSomebody())) {
            try (var processors = start()) {
                processors.publish("a", count("a", ORG, 1), count("a", ORG, 2));
                processors.awaitHead("count");
                await().ignoreExceptions()
                        .untilAsserted(() -> assertThat(view(otherNode, "count"))
                                .returns(State.RUNNING, ProcessorView::state)
                                .returns(1L, ProcessorView::position)
                                .returns(null, ProcessorView::problem));

                otherNode.operations().pause("count");
                await().until(() -> view(processors, "count").state() == State.PAUSED);
                await().until(() -> view(otherNode, "count").state() == State.PAUSED);
                otherNode.operations().resume("count");
                await().until(() -> view(processors, "count").state() == State.RUNNING);
            }
            await().untilAsserted(() -> assertThat(view(otherNode, "count"))
                    .returns(State.FAILING, ProcessorView::state)
                    .returns("No node runs it now.", ProcessorView::problem));
        }
    }

    @Test
    void letNoReaderOnAnotherNodeWaitForEventsThatDoNotConcernThem() throws InterruptedException {
        try (var otherNode = new ProcessorsOnDisposal(readModels, new WhenCountedThenTellSomebody());
                var processors = start()) {
            processors.publish("a", count("a", ORG, 1));
            processors.awaitHead("count");

            processors.publish("b", "of no concern", "nor this");

            // As long as a query waits at most.
            assertThat(otherNode.progress().await(List.of("count"), 2, Duration.ofSeconds(2)))
                    .isTrue();
        }
    }

    @Test
    void areGivenWhatIsParkedAgainByWayOfAnotherNode() {
        projector.poison.addAll(List.of(1, 7));
        try (var otherNode = new ProcessorsOnDisposal(readModels, new WhenCountedThenTellSomebody());
                var processors = start()) {
            processors.publish("a", count("a", ORG, 1), count("a", ORG, 2));
            processors.publish("b", count("b", OTHER, 7), count("b", OTHER, 8));
            processors.awaitHead("count");
            assertThat(otherNode.parked().size("count")).isEqualTo(4);
            await().ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(view(otherNode, "count").parked()).isEqualTo(4));
            tryNothingByItself();
            projector.poison.remove(1);

            otherNode.parked().retry("count", ORG.value());

            await().untilAsserted(() -> assertThat(otherNode
                            .parked()
                            .list("count", ORG.value(), null, 10)
                            .items())
                    .isEmpty());
            assertThat(counts()).singleElement().asString().contains("\"total\": 2");

            var poisoned = otherNode
                    .parked()
                    .list("count", OTHER.value(), null, 10)
                    .items()
                    .getFirst();
            otherNode.parked().discard("count", poisoned.parkedEventId(), "it never can be handled");

            await().untilAsserted(
                            () -> assertThat(processors.parked().size("count")).isZero());
            assertThat(counts()).hasSize(2).last().asString().contains("\"total\": 8");
        }
    }

    /** Whoever looks at what is parked now finds nothing due. */
    private void tryNothingByItself() {
        await().until(() -> parkedEvents()
                        .updateMany(
                                new Document(),
                                Updates.set(
                                        "nextAttempt", Date.from(Instant.now().plus(Duration.ofHours(1)))))
                        .getMatchedCount()
                == 4);
    }

    private MongoCollection<Document> parkedEvents() {
        return readModels.databases().main().getCollection(ParkedEvents.COLLECTION);
    }

    @Test
    void areKnownWhileTheEventStoreDoesNotAnswer() {
        var away = new AtomicBoolean();
        var engine = new InMemoryEventStorageEngine() {
            @Override
            public TrackingToken createHeadToken() {
                if (away.get()) {
                    throw new EventStoreException("away");
                }
                return super.createHeadToken();
            }
        };
        try (var processors =
                new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector)) {
            processors.publish("a", count("a", ORG, 1), count("a", ORG, 2));
            processors.awaitHead("count");
            away.set(true);
            assertThat(processors.progress().processors().head()).isEqualTo(1);
            assertThat(view(processors, "count").lag()).isZero();
        }
    }

    @Test
    void areRebuiltWhereTheyAreAheadOfTheLog() {
        try (var processors = start()) {
            for (int i = 0; i < 5; i++) {
                processors.publish("lost" + i, count("lost" + i, ORG, i));
            }
            processors.awaitHead("count");
        }
        // The log is restored from an older copy.
        var engine = new InMemoryEventStorageEngine();
        engine.appendEvents(List.of(new GenericDomainEventMessage<>("thing", "kept", 0, count("kept", ORG, 1))));
        try (var processors =
                new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector)) {
            processors.awaitHead("count");
            await().untilAsserted(() ->
                    assertThat(counts()).singleElement().asString().contains("kept"));
        }
    }

    @Test
    void goOnAfterARestartFromWhereTheyWere() {
        var engine = new InMemoryEventStorageEngine();
        try (var processors =
                new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector)) {
            processors.publish("a", count("a", ORG, 1));
            processors.awaitHead("count");
        }
        engine.appendEvents(List.of(new GenericDomainEventMessage<>("thing", "a", 1, count("a", ORG, 2))));
        try (var processors =
                new ProcessorsOnDisposal(readModels, engine, ProcessorSettings.DEFAULTS, _ -> {}, projector)) {
            processors.awaitHead("count");
            assertThat(counts()).singleElement().asString().contains("\"total\": 2");
        }
    }

    @Test
    void areNotStartedWithoutAQueueForParkedEvents() {
        assertThatThrownBy(() -> new ProcessorsOnDisposal(
                        readModels,
                        new InMemoryEventStorageEngine(),
                        ProcessorSettings.DEFAULTS,
                        configurer -> configurer.eventProcessing().registerSubscribingEventProcessor("count"),
                        projector))
                .hasStackTraceContaining("Processor count is of a kind of its own");
    }

    @Test
    void waitOutAnOutageOfTheDatabaseAndLoseNothing() throws Exception {
        var cables = new ArrayList<Cable>();
        try (var reached = new ReadModelsOnDisposal(through(cables))) {
            try (var cable = cables.getFirst();
                    var processors = new ProcessorsOnDisposal(reached, new CountProjector(reached.documents()))) {
                processors.publish("a", count("a", ORG, 1));
                processors.awaitHead("count");

                cable.cut();
                processors.publish("a", count("a", ORG, 2));
                processors.publish("b", count("b", OTHER, 3));
                await().atMost(Duration.ofSeconds(20))
                        .until(() ->
                                processors.processors().named("count").events().processingStatus().values().stream()
                                        .allMatch(EventTrackerStatus::isErrorState));
                cable.mend();

                await().atMost(Duration.ofSeconds(20))
                        .ignoreExceptions()
                        .until(() -> processors.progress().position("count")
                                >= processors.progress().head());
                assertThat(reached.databases().main().getCollection("counts").countDocuments())
                        .isEqualTo(2);
                assertThat(processors.parked().size("count"))
                        .as("an outage parks nothing")
                        .isZero();
            }
        }
    }

    @Test
    void startWithoutTheDatabaseAndBeginWhenItIsThere() throws Exception {
        var cables = new ArrayList<Cable>();
        try (var reached = new ReadModelsOnDisposal(through(cables))) {
            try (var cable = cables.getFirst()) {
                cable.cut();
                try (var processors = new ProcessorsOnDisposal(reached, new CountProjector(reached.documents()))) {
                    processors.publish("a", count("a", ORG, 1));
                    cable.mend();
                    await().atMost(Duration.ofSeconds(20))
                            .ignoreExceptions()
                            .until(() -> processors.progress().position("count")
                                    >= processors.progress().head());
                }
            }
        }
    }

    @Test
    void areLookedAfterWhileAParkedEventTakesLong() {
        var steps = new StepProjector(readModels.documents());
        steps.poison.add(1);
        try (var processors = new ProcessorsOnDisposal(readModels, steps, projector)) {
            processors.publish("a", count("a", ORG, 1));
            await().until(() -> processors.parked().size("steps") == 1);
            var retried = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            steps.whileHandling = _ -> {
                retried.countDown();
                goOn.await();
            };
            try {
                await().until(() -> retried.getCount() == 0);

                processors.processors().setPaused("count", true);

                await().until(() -> view(processors, "count").state() == State.PAUSED);
            } finally {
                goOn.countDown();
            }
        }
    }

    @Test
    void areNotTakenForStalledWhileNobodyLooks() {
        var impatient = new ProcessorSettings(1, 500, Duration.ZERO, Duration.ofMillis(500), 100, Set.of());
        try (var processors =
                new ProcessorsOnDisposal(readModels, new InMemoryEventStorageEngine(), impatient, _ -> {}, projector)) {
            processors.publish("a", count("a", ORG, 1));
            processors.awaitHead("count");
            processors.watchdog().stop();

            processors.progress().look();

            assertThat(processors.progress().stalled()).isEmpty();
        }
    }

    @Test
    void tellThatTheyStallWhenTheyAreBehindAndDoNotAdvance() {
        var impatient = new ProcessorSettings(1, 500, Duration.ofMillis(1), Duration.ofMillis(500), 1, Set.of());
        projector.poison.add(1);
        try (var processors =
                new ProcessorsOnDisposal(readModels, new InMemoryEventStorageEngine(), impatient, _ -> {}, projector)) {
            // The queue takes one event; the second must not be skipped, so the processor stands still.
            processors.publish("a", count("a", ORG, 1), count("a", ORG, 2));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(processors.progress().stalled()).containsExactly("count"));
            assertThat(processors.watchdog().health().getStatus().getCode()).isEqualTo("DOWN");
            assertThat(view(processors, "count").stalled()).isTrue();

            projector.poison.clear();
            processors.operations().recheck("count");
            processors.awaitHead("count");
            // The second may have come while the first was still parked, and waits for the next round.
            await().untilAsserted(() ->
                    assertThat(counts()).singleElement().asString().contains("\"total\": 2"));
        }
    }
}

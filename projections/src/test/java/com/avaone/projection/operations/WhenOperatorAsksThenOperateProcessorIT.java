package com.avaone.projection.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.operations.OperationsEvent;
import com.avaone.api.operations.OperationsEvent.ParkedDiscarded;
import com.avaone.api.operations.OperationsEvent.ParkedRetried;
import com.avaone.api.operations.OperationsEvent.ProcessorOperated;
import com.avaone.api.operations.ProcessorOperation;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.api.operations.ProcessorsView.State;
import com.avaone.projection.kernel.ProcessorsOnDisposal;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.organization.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WhenOperatorAsksThenOperateProcessorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    record Noted(String text) {}

    @ProcessingGroup("notes")
    static class NotesProjector {

        private final List<String> notes = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        @EventHandler
        void on(Noted event) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            notes.add(event.text());
        }

        @ResetHandler
        void reset() {
            notes.clear();
        }
    }

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final NotesProjector projector = new NotesProjector();
    private final ProcessorsOnDisposal processors = new ProcessorsOnDisposal(readModels, projector);
    private final Delivery operator =
            Delivery.to(new WhenOperatorAsksThenOperateProcessor(processors.operations(), processors.parked()));

    @AfterEach
    void close() {
        processors.close();
        readModels.close();
    }

    @Test
    void pausesAndResumes() {
        asks(new ProcessorOperated("notes", ProcessorOperation.PAUSE));
        processors.publish("a", new Noted("one"));
        assertThat(view().state()).isEqualTo(State.PAUSED);
        assertThat(projector.notes).isEmpty();

        asks(new ProcessorOperated("notes", ProcessorOperation.RESUME));

        processors.awaitHead("notes");
        assertThat(view().state()).isNotEqualTo(State.PAUSED);
        assertThat(projector.notes).contains("one");
    }

    @Test
    void rebuilds() {
        processors.publish("a", new Noted("one"));
        processors.awaitHead("notes");
        projector.notes.set(0, "damaged");

        asks(new ProcessorOperated("notes", ProcessorOperation.REBUILD));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(projector.notes).contains("one").doesNotContain("damaged"));
    }

    @Test
    void retriesWhatIsParkedOnceItCanBeHandled() {
        park();
        projector.broken = false;

        asks(new ParkedRetried("notes", null));

        assertThat(processors.parked().size("notes")).isZero();
        assertThat(projector.notes).contains("one");
    }

    @Test
    void rechecks() {
        park();
        projector.broken = false;

        asks(new ProcessorOperated("notes", ProcessorOperation.RECHECK));

        assertThat(processors.parked().size("notes")).isZero();
    }

    @Test
    void givesUpWhatIsParked() {
        park();
        var parked = processors.parked().list("notes", null, null, 10).items().getFirst();

        asks(new ParkedDiscarded("notes", parked.parkedEventId()));

        assertThat(processors.parked().size("notes")).isZero();
    }

    @Test
    void goesOnAfterAWishThatCannotBeCarriedOut() {
        asks(new ProcessorOperated("nothing", ProcessorOperation.PAUSE));
        asks(new ParkedRetried("nothing", "a"));
        asks(new ParkedDiscarded("notes", "not parked"));
        asks(new ProcessorOperated("operations", ProcessorOperation.PAUSE));

        asks(new ProcessorOperated("notes", ProcessorOperation.PAUSE));

        assertThat(view().state()).isEqualTo(State.PAUSED);
    }

    private void park() {
        projector.broken = true;
        processors.publish("a", new Noted("one"));
        processors.awaitHead("notes");
        assertThat(processors.parked().size("notes")).isEqualTo(1);
    }

    /** Hands the operator's wish over twice, as may happen. */
    private void asks(OperationsEvent event) {
        var message = new GenericEventMessage<>(event, Map.of(MetadataKey.REASON, "because"));
        operator.deliver(List.of(message, message), 1);
    }

    private ProcessorView view() {
        return processors.progress().processors().items().getFirst();
    }
}

package com.avaone.projection.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.operations.ProcessorsView.State;
import com.avaone.projection.kernel.ProcessorsOnDisposal;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrganizationRebuildIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void givesTheSameDocumentsAsAreThereAndAsHandlingTheEventsOnce() {
        var stories = new OrganizationStories(9).crowd(20, 300);
        stories.everything();
        var half = stories.events().size() / 2;
        try (var readModels = new ReadModelsOnDisposal();
                var processors =
                        new ProcessorsOnDisposal(readModels, new OrganizationProjector(readModels.documents()))) {
            processors.publish(stories.events().subList(0, half));
            processors.publish(stories.events().subList(half, stories.events().size()));
            processors.awaitHead("organization");
            var before = Contents.of(readModels);

            processors.operations().rebuild("organization");
            await().atMost(PATIENCE).until(() -> isRunningAgain(processors));

            assertThat(Contents.of(readModels)).isEqualTo(before).isEqualTo(handledOnce(stories));
        }
    }

    private static boolean isRunningAgain(ProcessorsOnDisposal processors) {
        var view = processors.progress().processors().items().getFirst();
        return view.state() == State.RUNNING && view.lag() == 0 && view.replayUntil() == null;
    }

    private static Map<String, String> handledOnce(OrganizationStories stories) {
        try (var readModels = new ReadModelsOnDisposal()) {
            Delivery.toOrganizations(readModels.documents()).deliver(stories.events(), 100);
            return Contents.of(readModels);
        }
    }
}

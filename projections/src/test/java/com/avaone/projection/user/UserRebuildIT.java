package com.avaone.projection.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.operations.ProcessorsView.State;
import com.avaone.projection.kernel.ProcessorsOnDisposal;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserRebuildIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void givesTheSameDocumentsAsAreThereAndAsHandlingTheEventsOnce() {
        var stories = new UserStories(9);
        for (int i = 0; i < 5; i++) {
            var organization = OrganizationId.random();
            stories.registered(organization, "Before");
            stories.crowd(organization, 20, 200);
            stories.renamed(organization, "After");
            stories.crowd(organization, 5, 100);
        }
        var half = stories.events().size() / 2;
        try (var readModels = new ReadModelsOnDisposal();
                var processors = new ProcessorsOnDisposal(readModels, new UserProjector(readModels.documents()))) {
            processors.publish(stories.events().subList(0, half));
            processors.publish(stories.events().subList(half, stories.events().size()));
            processors.awaitHead("user");
            var before = UserContents.of(readModels);

            processors.operations().rebuild("user");
            await().atMost(PATIENCE).until(() -> isRunningAgain(processors));

            assertThat(UserContents.of(readModels)).isEqualTo(before).isEqualTo(handledOnce(stories));
        }
    }

    private static boolean isRunningAgain(ProcessorsOnDisposal processors) {
        var view = processors.progress().processors().items().getFirst();
        return view.state() == State.RUNNING && view.lag() == 0 && view.replayUntil() == null;
    }

    private static Map<String, String> handledOnce(UserStories stories) {
        try (var readModels = new ReadModelsOnDisposal()) {
            UserDelivery.to(readModels.documents()).deliver(stories.events(), 100);
            return UserContents.of(readModels);
        }
    }
}

package com.avaone.command.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.StableName;
import com.avaone.command.kernel.MessageNames;
import java.util.Locale;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;

/** What is stored for ever has a name and a version that do not change with the code. */
class EventRegistryTest {

    @Test
    void everyEventHasAStableNameAndARevision() {
        assertThat(Events.all()).isNotEmpty().allSatisfy(event -> {
            assertThat(event).isRecord();
            assertThat(event.getAnnotation(StableName.class))
                    .as("@StableName of %s", event)
                    .isNotNull();
            assertThat(event.getAnnotation(Revision.class))
                    .as("@Revision of %s", event)
                    .isNotNull();
        });
    }

    @Test
    void everyNameSaysRoomOrKindOfAggregateAndFact() {
        assertThat(Events.interfaces()).allSatisfy(type -> {
            var room = type.getPackageName().substring("com.avaone.api.".length());
            var kind = type.getSimpleName().replace("Event", "").toLowerCase(Locale.ROOT);
            assertThat(Events.of(type).map(Events::name))
                    .allMatch(name -> name.matches("(%s|%s)\\.[a-z]+(-[a-z]+)*".formatted(room, kind)));
        });
    }

    @Test
    void theRegistryHoldsEveryEventAndNothingElse() {
        assertThat(MessageNames.scan("com.avaone.api").all().values())
                .containsExactlyInAnyOrderElementsOf(Events.all());
    }
}

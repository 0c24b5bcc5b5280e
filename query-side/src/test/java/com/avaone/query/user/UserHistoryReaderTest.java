package com.avaone.query.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.OwnHistory.Entry;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.PasswordReset;
import com.avaone.api.user.UserEvent.PasswordResetRequested;
import com.avaone.api.user.UserEvent.UnlockRequested;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import com.avaone.query.kernel.history.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class UserHistoryReaderTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final UserId ADA = UserId.random();
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void tellsAPersonNotFromWhereAStrangerAskedForALink() {
        var own = all(byAnybody(
                new PasswordResetRequested(ADA, ORG, "reset", LATER),
                new UnlockRequested(ADA, ORG, "unlock", LATER),
                new PasswordReset(ADA, ORG)));

        assertThat(own)
                .extracting(Entry::event, Entry::byYourself, Entry::sourceAddress)
                .containsExactly(
                        tuple("user.password-reset-requested", false, null),
                        tuple("user.unlock-requested", false, null),
                        tuple("user.password-reset", true, "203.0.113.7"));
    }

    private static List<Entry> all(List<DomainEventMessage<?>> events) {
        var log = new HistoryOnDisposal();
        log.publish(events);
        return new UserHistoryReader(log.history())
                .all(ORG, ADA, -1, 100, Wording.in(null))
                .orElseThrow()
                .items();
    }

    /** By somebody who has not signed in. */
    private static List<DomainEventMessage<?>> byAnybody(UserEvent... events) {
        var messages = new ArrayList<DomainEventMessage<?>>();
        for (var event : events) {
            messages.add(new GenericDomainEventMessage<>(
                    "user",
                    ADA.value(),
                    messages.size(),
                    event,
                    Map.of(
                            MetadataKey.ACTOR_KIND,
                            ActorKind.ANONYMOUS.name(),
                            MetadataKey.SOURCE_ADDRESS,
                            "203.0.113.7")));
        }
        return messages;
    }
}

package com.avaone.command.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.client.ClientCommand.ExpireClient;
import com.avaone.api.client.ClientEvent.ClientCreated;
import com.avaone.api.client.ClientEvent.ClientRevoked;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.command.client.WhenClientIsLimitedThenScheduleItsEnd.ClientOver;
import com.avaone.command.kernel.NotedDeadlines;
import com.avaone.command.kernel.Twice;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhenClientIsLimitedThenScheduleItsEndTest {

    private static final ClientId CLIENT = ClientId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant MONTH_LATER = NOW.plus(Duration.ofDays(30));

    private final NotedDeadlines schedule = new NotedDeadlines();
    private final Twice deliveries = new Twice(new WhenClientIsLimitedThenScheduleItsEnd(schedule));

    @Test
    void theClientEndsWhenItsTimeIsOver() {
        deliveries.deliver(created(MONTH_LATER), NOW);

        assertThat(schedule.all())
                .containsExactly(new Deadline(
                        "client.expire/" + CLIENT,
                        MONTH_LATER,
                        new ClientOver().name(),
                        ORG.value(),
                        CLIENT.value(),
                        ""));
        assertThat(new ClientOver().command(schedule.all().getFirst())).isEqualTo(new ExpireClient(CLIENT, ORG));
    }

    @Test
    void oneWithoutEndDoesNot() {
        deliveries.deliver(created(null), NOW);

        assertThat(schedule.all()).isEmpty();
    }

    @Test
    void oneThatIsRevokedEndsNoMore() {
        deliveries.deliver(created(MONTH_LATER), NOW);
        deliveries.deliver(new ClientRevoked(CLIENT, ORG), NOW);

        assertThat(schedule.all()).isEmpty();
    }

    private static ClientCreated created(@Nullable Instant expiresAt) {
        return new ClientCreated(CLIENT, ORG, "Portal", ClientKind.SERVICE, Set.of(ClientScope.READ_USERS), expiresAt);
    }
}

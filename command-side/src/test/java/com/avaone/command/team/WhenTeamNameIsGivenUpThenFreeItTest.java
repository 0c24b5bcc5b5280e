package com.avaone.command.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.team.TeamEvent;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamEvent.TeamCreated;
import com.avaone.api.team.TeamEvent.TeamRenamed;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamRule;
import com.avaone.command.kernel.HeldValues;
import com.avaone.command.kernel.Twice;
import com.avaone.command.kernel.UniqueValues;
import java.time.Instant;
import java.util.Arrays;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhenTeamNameIsGivenUpThenFreeItTest {

    private static final TeamId TEAM = TeamId.random();
    private static final TeamId OTHER = TeamId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final TeamCreated CREATED = new TeamCreated(TEAM, ORG, "Sales");
    private static final TeamRenamed RENAMED = new TeamRenamed(TEAM, ORG, "Support");

    private final EventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final HeldValues held = new HeldValues();
    private final UniqueValues uniqueValues = new UniqueValues(held, id -> true);
    private final Twice deliveries = new Twice(new WhenTeamNameIsGivenUpThenFreeIt(events, uniqueValues));
    private long sequence;

    @BeforeEach
    void holdAll() {
        hold(TEAM, "sales", "support");
        hold(OTHER, "research");
    }

    @Test
    void anotherNameFreesTheOneBefore() {
        happened(CREATED, RENAMED);

        deliveries.deliver(RENAMED, NOW);

        assertHeld("support", "research");
    }

    @Test
    void aNameThatWasTakenAgainMeanwhileIsKept() {
        happened(CREATED, RENAMED, new TeamRenamed(TEAM, ORG, "SALES"));

        deliveries.deliver(RENAMED, NOW);

        assertHeld("sales", "research");
    }

    @Test
    void anArchivedTeamHasNone() {
        var archived = new TeamArchived(TEAM, ORG);
        happened(CREATED, RENAMED, archived);

        deliveries.deliver(archived, NOW);

        assertHeld("research");
    }

    private void hold(TeamId team, String... names) {
        for (var name : names) {
            uniqueValues.takeWithin(ORG, Team.NAME, name, team.value(), null, TeamRule.TEAM_NAME_TAKEN, "name");
        }
    }

    private void happened(TeamEvent... payloads) {
        for (var payload : payloads) {
            events.publish(new GenericDomainEventMessage<>("team", TEAM.value(), sequence++, payload));
        }
    }

    private void assertHeld(String... names) {
        assertThat(held.all())
                .containsOnlyKeys(Arrays.stream(names)
                        .map(name -> "team.name " + ORG + " " + name)
                        .toList());
    }
}

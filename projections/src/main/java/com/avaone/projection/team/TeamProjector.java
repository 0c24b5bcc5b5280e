package com.avaone.projection.team;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.team.TeamEvent;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamEvent.TeamCreated;
import com.avaone.api.team.TeamEvent.TeamMemberAdded;
import com.avaone.api.team.TeamEvent.TeamMemberRemoved;
import com.avaone.api.team.TeamEvent.TeamRenamed;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.TenantDocuments;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Builds {@link TeamDocument}s and {@link TeamUserDocument}s. The operator has no teams, so its users are left out. */
@Component
@ProjectionRole
@ProcessingGroup("team")
class TeamProjector {

    private final TenantDocuments documents;

    TeamProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    @EventHandler
    void on(TeamEvent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        switch (event) {
            case TeamCreated e -> {
                index(e.organizationId());
                documents.apply(
                        TeamDocument.class,
                        e.organizationId(),
                        e.teamId().value(),
                        TeamDocument.SOURCE,
                        sequence,
                        TeamChanges.of(e, at));
            }
            case TeamRenamed e -> {
                change(e, sequence, TeamChanges.of(e, at));
                changeOfMembers(e, sequence, Change.update(ofUser(e) + "." + TeamUserDocument.NAME, e.name()));
            }
            case TeamMemberAdded e -> {
                change(e, sequence, TeamChanges.of(e, at));
                nameOf(e)
                        .ifPresent(name -> changeOfMember(
                                e,
                                e.userId(),
                                sequence,
                                Change.update(
                                        ofUser(e),
                                        Map.of(
                                                TeamUserDocument.NAME, name,
                                                TeamUserDocument.ROLE, e.role(),
                                                TeamUserDocument.SINCE, at))));
            }
            case TeamMemberRemoved e -> {
                change(e, sequence, TeamChanges.of(e, at));
                changeOfMember(e, e.userId(), sequence, Change.nothing().unset(ofUser(e)));
            }
            case TeamArchived e -> {
                changeOfMembers(e, sequence, Change.nothing().unset(ofUser(e)));
                change(e, sequence, TeamChanges.of(e, at));
            }
        }
    }

    private static String ofUser(TeamEvent event) {
        return TeamUserDocument.TEAMS + "." + event.teamId();
    }

    private Optional<String> nameOf(TeamEvent event) {
        return documents
                .read(TeamDocument.class, event.organizationId(), event.teamId().value())
                .map(team -> team.getString(TeamDocument.NAME));
    }

    private void change(TeamEvent event, long sequence, Change change) {
        documents.applyIfThere(
                TeamDocument.class,
                event.organizationId(),
                event.teamId().value(),
                TeamDocument.SOURCE,
                sequence,
                change);
    }

    private void changeOfMembers(TeamEvent event, long sequence, Change change) {
        documents
                .read(TeamDocument.class, event.organizationId(), event.teamId().value())
                .map(TeamDocument::memberIds)
                .orElse(Set.of())
                .forEach(userId -> changeOfMember(event, new UserId(userId), sequence, change));
    }

    /** Whoever was erased meanwhile has no document, and gets none. */
    private void changeOfMember(TeamEvent event, UserId userId, long sequence, Change change) {
        documents.applyIfThere(
                TeamUserDocument.class,
                event.organizationId(),
                userId.value(),
                event.teamId().value(),
                sequence,
                change);
    }

    @EventHandler
    void on(UserEvent event, @SequenceNumber long sequence) {
        if (event.organizationId().equals(OrganizationId.OPERATOR)) {
            return;
        }
        if (TeamUserChanges.ends(event)) {
            documents.delete(
                    TeamUserDocument.class,
                    event.organizationId(),
                    event.userId().value());
            if (event instanceof UserErased) {
                // Whoever else builds documents of the person may have been done long before.
                documents.forgetTraces();
            }
            return;
        }
        var change = TeamUserChanges.of(event);
        if (TeamUserChanges.begins(event)) {
            enter(event, sequence, change);
        } else if (!change.equals(Change.nothing())) {
            change(event, sequence, change);
        }
    }

    private void enter(UserEvent event, long sequence, Change change) {
        index(event.organizationId());
        documents.apply(
                TeamUserDocument.class,
                event.organizationId(),
                event.userId().value(),
                TeamUserDocument.SOURCE,
                sequence,
                change);
    }

    private void change(UserEvent event, long sequence, Change change) {
        documents.applyIfThere(
                TeamUserDocument.class,
                event.organizationId(),
                event.userId().value(),
                TeamUserDocument.SOURCE,
                sequence,
                change);
    }

    /** Whoever builds the organization's other documents may be ahead or behind: the last of them all leaves nothing. */
    @EventHandler
    void on(OrganizationDeleted event) {
        documents.drop(event.organizationId());
    }

    private void index(OrganizationId organizationId) {
        documents.provision(organizationId, TeamDocument.class, TeamUserDocument.class);
    }

    @ResetHandler
    void reset() {
        documents.clear(TeamDocument.class);
        documents.clear(TeamUserDocument.class);
    }
}

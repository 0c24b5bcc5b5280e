package com.avaone.projection.team;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.team.TeamEvent;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamEvent.TeamCreated;
import com.avaone.api.team.TeamEvent.TeamMemberAdded;
import com.avaone.api.team.TeamEvent.TeamMemberRemoved;
import com.avaone.api.team.TeamEvent.TeamRenamed;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.EmailChangeRequested;
import com.avaone.api.user.UserEvent.EmailChanged;
import com.avaone.api.user.UserEvent.InvitationExpired;
import com.avaone.api.user.UserEvent.InvitationResent;
import com.avaone.api.user.UserEvent.InvitationWithdrawn;
import com.avaone.api.user.UserEvent.PasskeyAdded;
import com.avaone.api.user.UserEvent.PasskeyRemoved;
import com.avaone.api.user.UserEvent.PasskeyUsed;
import com.avaone.api.user.UserEvent.PasswordChanged;
import com.avaone.api.user.UserEvent.PasswordReset;
import com.avaone.api.user.UserEvent.PasswordResetRequested;
import com.avaone.api.user.UserEvent.ProductAssigned;
import com.avaone.api.user.UserEvent.ProductWithdrawn;
import com.avaone.api.user.UserEvent.RecoveryCodeUsed;
import com.avaone.api.user.UserEvent.RoleChanged;
import com.avaone.api.user.UserEvent.SecondFactorEnrolled;
import com.avaone.api.user.UserEvent.SecondFactorRemoved;
import com.avaone.api.user.UserEvent.ServiceRolesChanged;
import com.avaone.api.user.UserEvent.SessionEnded;
import com.avaone.api.user.UserEvent.SignInRefused;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UnlockRequested;
import com.avaone.api.user.UserEvent.UserActivated;
import com.avaone.api.user.UserEvent.UserDeactivated;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.UserLocked;
import com.avaone.api.user.UserEvent.UserProfileChanged;
import com.avaone.api.user.UserEvent.UserRegistered;
import com.avaone.api.user.UserEvent.UserSignedIn;
import com.avaone.api.user.UserEvent.UserUnlocked;
import com.avaone.api.user.UserEvent.WorkspaceUserEnsured;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
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
        switch (event) {
            case UserInvited e -> enter(e, sequence, account(e.email(), e.profile(), UserState.INVITED, e.role()));
            case WorkspaceUserEnsured e ->
                enter(e, sequence, account(e.email(), e.profile(), UserState.ACTIVE, Role.WORKSPACE_USER));
            case UserRegistered e -> change(e, sequence, name(e.profile()).and(state(UserState.ACTIVE)));
            case UserProfileChanged e -> change(e, sequence, name(e.profile()));
            case EmailChanged e -> change(e, sequence, Change.update(TeamUserDocument.EMAIL, e.email()));
            case RoleChanged e -> change(e, sequence, Change.update(TeamUserDocument.ROLE, e.role()));
            case UserActivated e -> change(e, sequence, state(UserState.ACTIVE));
            case UserDeactivated e -> change(e, sequence, state(UserState.DEACTIVATED));
            case InvitationWithdrawn e -> leave(e);
            case InvitationExpired e -> leave(e);
            case UserErased e -> {
                leave(e);
                // Whoever else builds documents of the person may have been done long before.
                documents.forgetTraces();
            }
            case SystemAdminRegistered _,
                    InvitationResent _,
                    EmailChangeRequested _,
                    ServiceRolesChanged _,
                    ProductAssigned _,
                    ProductWithdrawn _,
                    PasswordChanged _,
                    PasswordResetRequested _,
                    PasswordReset _,
                    SecondFactorEnrolled _,
                    SecondFactorRemoved _,
                    RecoveryCodeUsed _,
                    PasskeyAdded _,
                    PasskeyRemoved _,
                    PasskeyUsed _,
                    UserSignedIn _,
                    SignInRefused _,
                    UserLocked _,
                    UnlockRequested _,
                    UserUnlocked _,
                    SessionEnded _ -> {}
        }
    }

    private static Change account(EmailAddress email, UserProfile profile, UserState state, Role role) {
        return name(profile)
                .and(state(state))
                .set(TeamUserDocument.EMAIL, email)
                .set(TeamUserDocument.ROLE, role);
    }

    private static Change state(UserState state) {
        return Change.update(TeamUserDocument.STATE, state);
    }

    private static Change name(UserProfile profile) {
        var name = profile.displayName("");
        return Change.update(TeamUserDocument.NAME, name.isEmpty() ? null : name);
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

    private void leave(UserEvent event) {
        documents.delete(
                TeamUserDocument.class, event.organizationId(), event.userId().value());
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

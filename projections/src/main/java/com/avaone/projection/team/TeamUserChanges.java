package com.avaone.projection.team;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Role;
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

/** What a user's events make of the {@link TeamUserDocument}, but for the teams. */
public final class TeamUserChanges {

    private TeamUserChanges() {}

    /** Whether the document begins with the event. */
    static boolean begins(UserEvent event) {
        return event instanceof UserInvited || event instanceof WorkspaceUserEnsured;
    }

    /** Whether there is none any more after the event. */
    public static boolean ends(UserEvent event) {
        return event instanceof InvitationWithdrawn
                || event instanceof InvitationExpired
                || event instanceof UserErased;
    }

    /** What the event changes; nothing where it is not about what a list of teams shows. */
    public static Change of(UserEvent event) {
        return switch (event) {
            case UserInvited e -> account(e.email(), e.profile(), UserState.INVITED, e.role());
            case WorkspaceUserEnsured e -> account(e.email(), e.profile(), UserState.ACTIVE, Role.WORKSPACE_USER);
            case UserRegistered e -> name(e.profile()).and(state(UserState.ACTIVE));
            case UserProfileChanged e -> name(e.profile());
            case EmailChanged e -> Change.update(TeamUserDocument.EMAIL, e.email());
            case RoleChanged e -> Change.update(TeamUserDocument.ROLE, e.role());
            case UserActivated _ -> state(UserState.ACTIVE);
            case UserDeactivated _ -> state(UserState.DEACTIVATED);
            case InvitationWithdrawn _,
                    InvitationExpired _,
                    UserErased _,
                    SystemAdminRegistered _,
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
                    SessionEnded _ -> Change.nothing();
        };
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
}

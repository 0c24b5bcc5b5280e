package com.avaone.projection.user;

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
import com.avaone.api.user.UserState;
import com.avaone.api.user.UserView;
import com.avaone.projection.kernel.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of the users of all organizations who have a place somewhere. It holds nothing that the users' own documents do not, but the
 * organization's name ({@link OrganizationNameDocument}): an entry is there while the user has the place, and is made of what the user is
 * after the event.
 *
 * @param document class of its entries
 * @param place what the user is there; null where the user has no place
 */
record UserList(Class<?> document, Function<UserView, @Nullable Object> place) {

    /** The index by which an organization's entries are found. */
    static final String BY_ORGANIZATION = UserDocument.ORGANIZATION_ID + "," + UserDocument.EMAIL;

    static final List<UserList> ALL = List.of(
            new UserList(WorkspaceUserDocument.class, user -> user.role() == Role.WORKSPACE_USER ? user.role() : null),
            new UserList(BillingUserDocument.class, user -> user.serviceRoles().billing() ? user.role() : null),
            new UserList(CrmUserDocument.class, user -> user.serviceRoles().crm()),
            new UserList(PingoraUserDocument.class, user -> user.serviceRoles().pingora()));

    /** What the list holds of a user after an event at {@code at}; empty where the user has no place in it. */
    Optional<Change> entry(UserView user, Instant at) {
        var role = user.state() == UserState.WITHDRAWN || user.state() == UserState.ERASED ? null : place.apply(user);
        return role == null ? Optional.empty() : Optional.of(entry(user, role, at));
    }

    private Change entry(UserView user, Object role, Instant at) {
        var entry = Change.update(UserDocument.EMAIL, user.email())
                .set("accountId", user.profile().accountId())
                .set("firstName", user.profile().firstName())
                .set("lastName", user.profile().lastName())
                .set("displayName", user.profile().displayName(user.email().value()))
                .set("role", role)
                .set("enabled", user.state() == UserState.ACTIVE)
                .set(UserDocument.CREATED_AT, user.createdAt())
                .set(UserDocument.UPDATED_AT, at);
        // The one list that is asked for by these.
        return document == WorkspaceUserDocument.class
                ? entry.set(UserDocument.STATE, user.state()).set(UserDocument.PLAN, user.plan())
                : entry;
    }

    /** Whether an event can change who is in a list or what it holds. */
    static boolean concerns(UserEvent event) {
        return switch (event) {
            case UserInvited _,
                    WorkspaceUserEnsured _,
                    InvitationWithdrawn _,
                    InvitationExpired _,
                    UserRegistered _,
                    UserProfileChanged _,
                    EmailChanged _,
                    RoleChanged _,
                    ServiceRolesChanged _,
                    UserActivated _,
                    UserDeactivated _,
                    UserErased _ -> true;
            case SystemAdminRegistered _,
                    InvitationResent _,
                    EmailChangeRequested _,
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
                    SessionEnded _ -> false;
        };
    }
}

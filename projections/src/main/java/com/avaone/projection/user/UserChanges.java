package com.avaone.projection.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.user.ServiceRoles;
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
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What each event makes of a {@link UserDocument}: of the read model, and of a state as of an earlier moment. */
public final class UserChanges {

    private UserChanges() {}

    /** What the event changes. */
    public static Change of(UserEvent event, Instant at) {
        return switch (event) {
            case SystemAdminRegistered e ->
                account(
                                e.email(),
                                new UserProfile(e.displayName(), null, null, null, null),
                                UserState.ACTIVE,
                                Role.SYSTEM_ADMIN,
                                Set.of(),
                                at)
                        .set(UserDocument.UPDATED_AT, at);
            case UserInvited e ->
                account(e.email(), e.profile(), UserState.INVITED, e.role(), e.products(), at)
                        .set(UserDocument.ACCESS_UNTIL, e.accessUntil())
                        .set(UserDocument.INVITATION_EXPIRES_AT, e.expiresAt())
                        .set(UserDocument.UPDATED_AT, at);
            case WorkspaceUserEnsured e ->
                account(e.email(), e.profile(), UserState.ACTIVE, Role.WORKSPACE_USER, Set.of(), at)
                        .set(UserDocument.PLAN, e.plan())
                        .set(UserDocument.UPDATED_AT, at);
            case InvitationResent e -> updated(at).set(UserDocument.INVITATION_EXPIRES_AT, e.expiresAt());
            case InvitationWithdrawn _, InvitationExpired _ ->
                updated(at).set(UserDocument.STATE, UserState.WITHDRAWN).unset(UserDocument.INVITATION_EXPIRES_AT);
            case UserRegistered e ->
                updated(at)
                        .and(profile(e.profile()))
                        .set(UserDocument.STATE, UserState.ACTIVE)
                        .unset(UserDocument.INVITATION_EXPIRES_AT);
            case UserProfileChanged e -> updated(at).and(profile(e.profile()));
            case EmailChanged e -> updated(at).set(UserDocument.EMAIL, e.email());
            case RoleChanged e -> updated(at).set(UserDocument.ROLE, e.role());
            case ServiceRolesChanged e -> updated(at).set(UserDocument.SERVICE_ROLES, e.serviceRoles());
            case ProductAssigned e -> updated(at).include(UserDocument.PRODUCTS, e.productId());
            case ProductWithdrawn e -> updated(at).exclude(UserDocument.PRODUCTS, e.productId());
            case UserActivated _ -> updated(at).set(UserDocument.STATE, UserState.ACTIVE);
            case UserDeactivated _ -> updated(at).set(UserDocument.STATE, UserState.DEACTIVATED);
            case PasswordReset _, UserUnlocked _ -> updated(at).and(unlocked());
            case SecondFactorEnrolled _ -> updated(at).set(UserDocument.SECOND_FACTOR, true);
            case SecondFactorRemoved _ -> updated(at).set(UserDocument.SECOND_FACTOR, false);
            case PasskeyAdded e -> updated(at).set(passkey(e.passkeyId()), Map.of("name", e.name(), "addedAt", at));
            case PasskeyRemoved e -> updated(at).unset(passkey(e.passkeyId()));
            case UserLocked _ -> updated(at).set(UserDocument.SHUT, true);
            case EmailChangeRequested _,
                    PasswordChanged _,
                    PasswordResetRequested _,
                    UnlockRequested _,
                    RecoveryCodeUsed _ -> updated(at);
            // Whoever comes and goes changes nothing of the account.
            case PasskeyUsed e -> Change.update(passkey(e.passkeyId()) + ".lastUsedAt", at);
            case UserSignedIn _ ->
                Change.update(UserDocument.LAST_SIGN_IN_AT, at).and(unlocked());
            case SignInRefused e -> Change.update(UserDocument.LOCKED_UNTIL, e.lockedUntil());
            case SessionEnded _ -> Change.nothing();
            case UserErased _ -> erased(at);
        };
    }

    private static Change updated(Instant at) {
        return Change.update(UserDocument.UPDATED_AT, at);
    }

    private static Change account(
            EmailAddress email, UserProfile profile, UserState state, Role role, Set<ProductId> products, Instant at) {
        return profile(profile)
                .set(UserDocument.EMAIL, email)
                .set(UserDocument.STATE, state)
                .set(UserDocument.ROLE, role)
                .set(UserDocument.SERVICE_ROLES, ServiceRoles.NONE)
                .set(UserDocument.PRODUCTS, products)
                .set(UserDocument.SECOND_FACTOR, false)
                .set(UserDocument.CREATED_AT, at);
    }

    private static Change profile(UserProfile profile) {
        var name = profile.displayName("").toLowerCase(Locale.ROOT);
        return Change.update(UserDocument.PROFILE, profile).set(UserDocument.NAME_LOWER, name.isEmpty() ? null : name);
    }

    private static Change unlocked() {
        return Change.nothing().unset(UserDocument.LOCKED_UNTIL).unset(UserDocument.SHUT);
    }

    private static String passkey(String passkeyId) {
        return UserDocument.PASSKEYS + "." + passkeyId;
    }

    /** What tells who the person was goes; what was decided about the account stays. */
    private static Change erased(Instant at) {
        return updated(at)
                .and(unlocked())
                .set(UserDocument.STATE, UserState.ERASED)
                .set(UserDocument.SERVICE_ROLES, ServiceRoles.NONE)
                .set(UserDocument.SECOND_FACTOR, false)
                .unset(UserDocument.EMAIL)
                .unset(UserDocument.PROFILE)
                .unset(UserDocument.NAME_LOWER)
                .unset(UserDocument.PASSKEYS)
                .unset(UserDocument.INVITATION_EXPIRES_AT)
                .unset(UserDocument.LAST_SIGN_IN_AT);
    }
}

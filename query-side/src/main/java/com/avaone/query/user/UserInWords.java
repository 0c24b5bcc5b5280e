package com.avaone.query.user;

import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.SessionEnd;
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
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what happened to a user as people say it, and nothing that tells who the user is. */
final class UserInWords {

    private UserInWords() {}

    static String what(UserEvent event) {
        return switch (event) {
            case SystemAdminRegistered _ -> "System admin made";
            case UserInvited invited ->
                "Invited as " + words(invited.role())
                        + (invited.accessUntil() == null ? "" : ", with access until " + invited.accessUntil());
            case WorkspaceUserEnsured ensured ->
                "Made a workspace user by a program" + (ensured.plan() == null ? "" : ", on plan " + ensured.plan());
            case InvitationResent _ -> "Invitation sent again";
            case InvitationWithdrawn _ -> "Invitation withdrawn";
            case InvitationExpired _ -> "Invitation ran out";
            case UserRegistered _ -> "Invitation accepted";
            case UserProfileChanged _ -> "Profile changed";
            case EmailChangeRequested _ -> "Another address asked for";
            case EmailChanged _ -> "Address changed";
            case RoleChanged changed -> "Role is now " + words(changed.role());
            case ServiceRolesChanged changed -> "Place in the services is now: " + places(changed.serviceRoles());
            case ProductAssigned assigned -> "Product " + assigned.productId() + " assigned";
            case ProductWithdrawn withdrawn -> "Product " + withdrawn.productId() + " withdrawn";
            case UserActivated _ -> "Account activated";
            case UserDeactivated _ -> "Account deactivated";
            case PasswordChanged _ -> "Password changed";
            case PasswordResetRequested _ -> "Link for a new password asked for";
            case PasswordReset _ -> "New password set by a link";
            case SecondFactorEnrolled _ -> "Second factor set up";
            case SecondFactorRemoved _ -> "Second factor removed";
            case RecoveryCodeUsed used -> "Recovery code used; " + used.codesLeft() + " left";
            case PasskeyAdded _ -> "Passkey added";
            case PasskeyRemoved _ -> "Passkey removed";
            case PasskeyUsed _ -> "Passkey used";
            case UserSignedIn _ -> "Signed in";
            case SignInRefused refused ->
                "Sign-in refused, " + refused.consecutiveFailures() + " in a row"
                        + (refused.lockedUntil() == null ? "" : "; locked until " + refused.lockedUntil());
            case UserLocked _ -> "Account locked until it is opened by mail";
            case UnlockRequested _ -> "Link that opens the account asked for";
            case UserUnlocked _ -> "Account unlocked";
            case SessionEnded ended -> "Session ended: " + cause(ended.cause());
            case UserErased _ -> "Person erased";
        };
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String places(ServiceRoles roles) {
        var places = Stream.of(
                        roles.billing() ? "billing" : "",
                        roles.crm() == null ? "" : "CRM as " + words(roles.crm()),
                        roles.pingora() == null ? "" : "Pingora as " + words(roles.pingora()))
                .filter(place -> !place.isEmpty())
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? "none" : places;
    }

    private static String cause(SessionEnd cause) {
        return switch (cause) {
            case SIGNED_OUT -> "signed out";
            case REVOKED -> "ended from the list of sessions";
            case TIMED_OUT -> "its time was over";
            case TOO_MANY -> "too many were open";
        };
    }
}

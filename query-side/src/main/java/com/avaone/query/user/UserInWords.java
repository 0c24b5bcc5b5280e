package com.avaone.query.user;

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
import com.avaone.query.kernel.history.Wording;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in one language what happened to a user as people say it, and nothing that tells who the user is. */
record UserInWords(Wording wording) {

    String what(UserEvent event) {
        return switch (event) {
            case UserInvited invited ->
                invited.accessUntil() == null
                        ? wording.happened(event, wording.ofKind("role", invited.role()))
                        : wording.happenedWith(
                                "until",
                                event,
                                wording.ofKind("role", invited.role()),
                                invited.accessUntil().toString());
            case WorkspaceUserEnsured ensured ->
                ensured.plan() == null
                        ? wording.happened(event)
                        : wording.happenedWith("plan", event, ensured.plan().value());
            case RoleChanged changed -> wording.happened(event, wording.ofKind("role", changed.role()));
            case ServiceRolesChanged changed -> wording.happened(event, places(changed.serviceRoles()));
            case ProductAssigned assigned ->
                wording.happened(event, assigned.productId().value());
            case ProductWithdrawn withdrawn ->
                wording.happened(event, withdrawn.productId().value());
            case RecoveryCodeUsed used -> wording.happened(event, used.codesLeft());
            case SignInRefused refused ->
                refused.lockedUntil() == null
                        ? wording.happened(event, refused.consecutiveFailures())
                        : wording.happenedWith(
                                "locked",
                                event,
                                refused.consecutiveFailures(),
                                refused.lockedUntil().toString());
            case SessionEnded ended -> wording.happened(event, wording.ofKind("session", ended.cause()));
            case SystemAdminRegistered _,
                    InvitationResent _,
                    InvitationWithdrawn _,
                    InvitationExpired _,
                    UserRegistered _,
                    UserProfileChanged _,
                    EmailChangeRequested _,
                    EmailChanged _,
                    UserActivated _,
                    UserDeactivated _,
                    PasswordChanged _,
                    PasswordResetRequested _,
                    PasswordReset _,
                    SecondFactorEnrolled _,
                    SecondFactorRemoved _,
                    PasskeyAdded _,
                    PasskeyRemoved _,
                    PasskeyUsed _,
                    UserSignedIn _,
                    UserLocked _,
                    UnlockRequested _,
                    UserUnlocked _,
                    UserErased _ -> wording.happened(event);
        };
    }

    private String places(ServiceRoles roles) {
        var places = Stream.of(
                        roles.billing() ? wording.of("place.billing") : "",
                        roles.crm() == null ? "" : wording.of("place.crm", wording.ofKind("crm", roles.crm())),
                        roles.pingora() == null
                                ? ""
                                : wording.of("place.pingora", wording.ofKind("pingora", roles.pingora())))
                .filter(place -> !place.isEmpty())
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? wording.of("place.none") : places;
    }
}

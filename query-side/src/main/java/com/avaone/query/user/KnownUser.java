package com.avaone.query.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.SignInUser.Invitation;
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
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user and how much of its stream was seen: an event with a number that was seen changes nothing.
 *
 * @param number of the user's last event
 */
record KnownUser(SignInUser user, long number) {

    /** The user that an event begins with; empty where the event is none that a user begins with. */
    static Optional<KnownUser> of(UserEvent event, long number) {
        return switch (event) {
            case SystemAdminRegistered e ->
                Optional.of(new KnownUser(SignInUser.systemAdmin(e.userId(), e.email(), e.displayName()), number));
            case UserInvited e ->
                Optional.of(new KnownUser(
                        new SignInUser(
                                e.userId(),
                                e.organizationId(),
                                e.email(),
                                e.profile().displayName(e.email().value()),
                                UserState.INVITED,
                                e.role(),
                                ServiceRoles.NONE,
                                Set.copyOf(e.products()),
                                false,
                                null,
                                e.accessUntil(),
                                new Invitation(e.invitationId(), e.expiresAt())),
                        number));
            case WorkspaceUserEnsured e ->
                Optional.of(new KnownUser(
                        new SignInUser(
                                e.userId(),
                                e.organizationId(),
                                e.email(),
                                e.profile().displayName(e.email().value()),
                                UserState.ACTIVE,
                                Role.WORKSPACE_USER,
                                ServiceRoles.NONE,
                                Set.of(),
                                false,
                                null,
                                null,
                                null),
                        number));
            default -> Optional.empty();
        };
    }

    /** What the event makes of the user. */
    KnownUser after(UserEvent event, long eventNumber) {
        return eventNumber <= number ? this : new KnownUser(new Change(user).by(event), eventNumber);
    }

    /** What is left of the user when the person is erased. */
    KnownUser erased() {
        return new KnownUser(
                new Change(user).by(new UserErased(user.userId(), user.organizationId(), user.state())), number);
    }

    /** By which address the user is found; none where it is free for another. */
    @Nullable
    EmailAddress address() {
        return switch (user.state()) {
            case INVITED, ACTIVE, DEACTIVATED -> user.email();
            case WITHDRAWN, ERASED -> null;
        };
    }

    /** A user while an event changes it. */
    private static final class Change {

        private final UserId userId;
        private final OrganizationId organizationId;
        private EmailAddress email;
        private String displayName;
        private UserState state;
        private Role role;
        private ServiceRoles serviceRoles;
        private Set<ProductId> products;
        private boolean secondFactor;
        private @Nullable Instant lockedUntil;
        private final @Nullable Instant accessUntil;
        private @Nullable Invitation invitation;

        Change(SignInUser before) {
            userId = before.userId();
            organizationId = before.organizationId();
            email = before.email();
            displayName = before.displayName();
            state = before.state();
            role = before.role();
            serviceRoles = before.serviceRoles();
            products = before.products();
            secondFactor = before.secondFactor();
            lockedUntil = before.lockedUntil();
            accessUntil = before.accessUntil();
            invitation = before.invitation();
        }

        SignInUser by(UserEvent event) {
            switch (event) {
                case InvitationResent e -> invitation = new Invitation(e.invitationId(), e.expiresAt());
                case InvitationWithdrawn _, InvitationExpired _ -> {
                    state = UserState.WITHDRAWN;
                    invitation = null;
                }
                case UserRegistered e -> {
                    state = UserState.ACTIVE;
                    invitation = null;
                    displayName = e.profile().displayName(email.value());
                }
                case UserProfileChanged e -> displayName = e.profile().displayName(email.value());
                case EmailChanged e -> {
                    if (displayName.equals(email.value())) {
                        displayName = e.email().value();
                    }
                    email = e.email();
                }
                case RoleChanged e -> role = e.role();
                case ServiceRolesChanged e -> serviceRoles = e.serviceRoles();
                case ProductAssigned e -> product(e.productId(), true);
                case ProductWithdrawn e -> product(e.productId(), false);
                case UserActivated _ -> state = UserState.ACTIVE;
                case UserDeactivated _ -> state = UserState.DEACTIVATED;
                case SecondFactorEnrolled _ -> secondFactor = true;
                case SecondFactorRemoved _ -> secondFactor = false;
                case SignInRefused e -> {
                    // A lock that only mail opens is not made shorter by one more failure.
                    if (!Instant.MAX.equals(lockedUntil)) {
                        lockedUntil = e.lockedUntil();
                    }
                }
                case UserLocked _ -> lockedUntil = Instant.MAX;
                case UserSignedIn _, UserUnlocked _, PasswordReset _ -> lockedUntil = null;
                case UserErased _ -> {
                    state = UserState.ERASED;
                    email = EmailAddress.ERASED;
                    displayName = "";
                    invitation = null;
                }
                case SystemAdminRegistered _,
                        UserInvited _,
                        WorkspaceUserEnsured _,
                        EmailChangeRequested _,
                        PasswordChanged _,
                        PasswordResetRequested _,
                        UnlockRequested _,
                        RecoveryCodeUsed _,
                        PasskeyAdded _,
                        PasskeyRemoved _,
                        PasskeyUsed _,
                        SessionEnded _ -> {}
            }
            return new SignInUser(
                    userId,
                    organizationId,
                    email,
                    displayName,
                    state,
                    role,
                    serviceRoles,
                    products,
                    secondFactor,
                    lockedUntil,
                    accessUntil,
                    invitation);
        }

        private void product(ProductId productId, boolean assigned) {
            var now = new HashSet<>(products);
            if (assigned) {
                now.add(productId);
            } else {
                now.remove(productId);
            }
            products = Set.copyOf(now);
        }
    }
}

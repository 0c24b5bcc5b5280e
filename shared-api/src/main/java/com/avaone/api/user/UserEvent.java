package com.avaone.api.user;

import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.ConcernsUser;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Personal;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.util.Set;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a user. */
public sealed interface UserEvent extends TenantEvent, ConcernsUser, ConcernsPerson {

    @Override
    default String personId() {
        return userId().value();
    }

    /** A user of the suite's operator exists. */
    @StableName("user.system-admin-registered")
    @Revision("1")
    record SystemAdminRegistered(
            UserId userId,
            OrganizationId organizationId,
            @Personal EmailAddress email,
            @Personal String displayName) implements UserEvent {}

    /**
     * Somebody is invited; a link goes to the address.
     *
     * @param licenseId whose seat the user holds; absent where the role takes none
     * @param accessUntil when the access ends by itself
     * @param invitationId names the link
     * @param expiresAt until when the link is good
     */
    @StableName("user.invited")
    @Revision("1")
    record UserInvited(
            UserId userId,
            OrganizationId organizationId,
            @Nullable LicenseId licenseId,
            @Personal EmailAddress email,
            UserProfile profile,
            Role role,
            Set<ProductId> products,
            @Nullable Instant accessUntil,
            String invitationId,
            Instant expiresAt)
            implements UserEvent {}

    /**
     * Somebody who signed up at another program is a workspace user now, without an invitation.
     *
     * @param licenseId whose seat the user holds
     * @param plan that the person chose
     */
    @StableName("user.workspace-user-ensured")
    @Revision("1")
    record WorkspaceUserEnsured(
            UserId userId,
            OrganizationId organizationId,
            LicenseId licenseId,
            @Personal EmailAddress email,
            UserProfile profile,
            @Nullable PlanId plan)
            implements UserEvent {}

    /** The invitation has a new link. */
    @StableName("user.invitation-resent")
    @Revision("1")
    record InvitationResent(UserId userId, OrganizationId organizationId, String invitationId, Instant expiresAt)
            implements UserEvent {}

    /** The invitation was taken back; the address is free. */
    @StableName("user.invitation-withdrawn")
    @Revision("1")
    record InvitationWithdrawn(UserId userId, OrganizationId organizationId) implements UserEvent {}

    /** Nobody accepted the invitation in time; the address is free. */
    @StableName("user.invitation-expired")
    @Revision("1")
    record InvitationExpired(UserId userId, OrganizationId organizationId) implements UserEvent {}

    /** The invited person is a user now and can sign in. */
    @StableName("user.registered")
    @Revision("1")
    record UserRegistered(UserId userId, OrganizationId organizationId, UserProfile profile) implements UserEvent {}

    /** The profile is now this. */
    @StableName("user.profile-changed")
    @Revision("1")
    record UserProfileChanged(UserId userId, OrganizationId organizationId, UserProfile profile) implements UserEvent {}

    /**
     * The user wants another address; a link goes to it.
     *
     * @param changeId names the link
     * @param expiresAt until when the link is good
     */
    @StableName("user.email-change-requested")
    @Revision("1")
    record EmailChangeRequested(
            UserId userId,
            OrganizationId organizationId,
            @Personal EmailAddress email,
            String changeId,
            Instant expiresAt)
            implements UserEvent {}

    /** The user has another address now; the one before is free. */
    @StableName("user.email-changed")
    @Revision("1")
    record EmailChanged(
            UserId userId,
            OrganizationId organizationId,
            @Personal EmailAddress email,
            @Personal EmailAddress before) implements UserEvent {}

    /** The user has another role now. */
    @StableName("user.role-changed")
    @Revision("1")
    record RoleChanged(UserId userId, OrganizationId organizationId, Role role) implements UserEvent {}

    /** The user is now this in the services. */
    @StableName("user.service-roles-changed")
    @Revision("1")
    record ServiceRolesChanged(UserId userId, OrganizationId organizationId, ServiceRoles serviceRoles)
            implements UserEvent {}

    /** The user may use the product. */
    @StableName("user.product-assigned")
    @Revision("1")
    record ProductAssigned(UserId userId, OrganizationId organizationId, ProductId productId) implements UserEvent {}

    /** The user may not use the product any more. */
    @StableName("user.product-withdrawn")
    @Revision("1")
    record ProductWithdrawn(UserId userId, OrganizationId organizationId, ProductId productId) implements UserEvent {}

    /** The user can sign in again. */
    @StableName("user.activated")
    @Revision("1")
    record UserActivated(UserId userId, OrganizationId organizationId) implements UserEvent {}

    /** The user cannot sign in any more; every session is over. */
    @StableName("user.deactivated")
    @Revision("1")
    record UserDeactivated(UserId userId, OrganizationId organizationId) implements UserEvent {}

    /** There is another password; every session but {@code sessionId} is over. */
    @StableName("user.password-changed")
    @Revision("1")
    record PasswordChanged(UserId userId, OrganizationId organizationId, SessionId sessionId) implements UserEvent {}

    /** A link for a new password goes to the address. */
    @StableName("user.password-reset-requested")
    @Revision("1")
    record PasswordResetRequested(UserId userId, OrganizationId organizationId, String resetId, Instant expiresAt)
            implements UserEvent {}

    /** A new password was set by the link; every session is over, no lock is left. */
    @StableName("user.password-reset")
    @Revision("1")
    record PasswordReset(UserId userId, OrganizationId organizationId) implements UserEvent {}

    /** Signing in needs a code from the second factor from now on. */
    @StableName("user.second-factor-enrolled")
    @Revision("1")
    record SecondFactorEnrolled(UserId userId, OrganizationId organizationId) implements UserEvent {}

    /** Signing in needs no second factor any more. */
    @StableName("user.second-factor-removed")
    @Revision("1")
    record SecondFactorRemoved(UserId userId, OrganizationId organizationId) implements UserEvent {}

    /** A code kept for the loss of the second factor was used. */
    @StableName("user.recovery-code-used")
    @Revision("1")
    record RecoveryCodeUsed(UserId userId, OrganizationId organizationId, int codesLeft) implements UserEvent {}

    /** The user can sign in by this passkey. */
    @StableName("user.passkey-added")
    @Revision("1")
    record PasskeyAdded(
            UserId userId,
            OrganizationId organizationId,
            String passkeyId,
            @Personal String name) implements UserEvent {}

    /** The user cannot sign in by this passkey any more. */
    @StableName("user.passkey-removed")
    @Revision("1")
    record PasskeyRemoved(UserId userId, OrganizationId organizationId, String passkeyId) implements UserEvent {}

    /** The user signs in by this passkey and not by the password; the session follows. */
    @StableName("user.passkey-used")
    @Revision("1")
    record PasskeyUsed(UserId userId, OrganizationId organizationId, String passkeyId) implements UserEvent {}

    /**
     * A session is open; earlier failures are forgotten.
     *
     * @param expiresAt when it ends however busy it is
     */
    @StableName("user.signed-in")
    @Revision("1")
    record UserSignedIn(UserId userId, OrganizationId organizationId, SessionId sessionId, Instant expiresAt)
            implements UserEvent {}

    /**
     * Somebody failed to sign in as this user; from which address stands in the metadata.
     *
     * @param consecutiveFailures since the last success
     * @param lockedUntil until when nobody can sign in as this user; absent where they still can
     */
    @StableName("user.sign-in-refused")
    @Revision("1")
    record SignInRefused(
            UserId userId,
            OrganizationId organizationId,
            int consecutiveFailures,
            @Nullable Instant lockedUntil) implements UserEvent {}

    /** So many sign-ins failed in a row that nobody can sign in before the account is unlocked. */
    @StableName("user.locked")
    @Revision("1")
    record UserLocked(UserId userId, OrganizationId organizationId) implements UserEvent {}

    /**
     * A link that opens the locked account goes to the address; the one before is worth nothing.
     *
     * @param unlockId names the link; version 1 has none, and its link is worth nothing
     * @param expiresAt until when the link is good; version 1 does not say
     */
    @StableName("user.unlock-requested")
    @Revision("2")
    record UnlockRequested(
            UserId userId,
            OrganizationId organizationId,
            @Nullable String unlockId,
            @Nullable Instant expiresAt) implements UserEvent {}

    /** The user can sign in again; earlier failures are forgotten. */
    @StableName("user.unlocked")
    @Revision("1")
    record UserUnlocked(UserId userId, OrganizationId organizationId) implements UserEvent {}

    /** A session is over. */
    @StableName("user.session-ended")
    @Revision("1")
    record SessionEnded(UserId userId, OrganizationId organizationId, SessionId sessionId, SessionEnd cause)
            implements UserEvent {}

    /**
     * The person is erased: the key of the personal data is to be destroyed. This event is the certificate.
     *
     * @param state what the account was before
     */
    @StableName("user.erased")
    @Revision("1")
    record UserErased(UserId userId, OrganizationId organizationId, UserState state) implements UserEvent {}
}

package com.avaone.api.user;

import static com.avaone.api.kernel.Permission.AUTOMATION;
import static com.avaone.api.kernel.Permission.ENSURE_USERS;
import static com.avaone.api.kernel.Permission.MANAGE_OWN_ACCOUNT;
import static com.avaone.api.kernel.Permission.MANAGE_USERS;
import static com.avaone.api.kernel.Permission.SIGN_IN;

import com.avaone.api.kernel.ConcernsUser;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a user. No command carries a password or a code: credentials are checked and kept beside the messages. */
public sealed interface UserCommand extends TenantCommand, ConcernsUser {

    /** Makes a user of the suite's operator. */
    @Needs(AUTOMATION)
    record RegisterSystemAdmin(
            @TargetAggregateIdentifier UserId userId,
            OrganizationId organizationId,
            EmailAddress email,
            String displayName)
            implements UserCommand {}

    /**
     * Invites somebody by mail. The address must be free in the organization, and a seat of the license is taken in the same decision
     * where the role takes one.
     *
     * @param licenseId the organization's license; absent for the operator's own users
     * @param accessUntil when the access ends by itself; only for auditors, and needed for them
     * @param allowedDomain if given, the address must be of this domain
     */
    @Needs(MANAGE_USERS)
    record InviteUser(
            @TargetAggregateIdentifier UserId userId,
            OrganizationId organizationId,
            @Nullable LicenseId licenseId,
            EmailAddress email,
            UserProfile profile,
            Role role,
            Set<ProductId> products,
            @Nullable Instant accessUntil,
            @Nullable String allowedDomain)
            implements UserCommand {}

    /**
     * Makes somebody who signed up at another program a workspace user, without an invitation; a seat of the license is taken in the same
     * decision. Changes nothing where the account exists, whatever it is otherwise. A password is set by the link for a new one.
     *
     * @param email must be free in the organization, or this account's
     * @param plan that the person chose
     */
    @Needs(ENSURE_USERS)
    record EnsureWorkspaceUser(
            @TargetAggregateIdentifier UserId userId,
            OrganizationId organizationId,
            LicenseId licenseId,
            EmailAddress email,
            UserProfile profile,
            @Nullable PlanId plan)
            implements UserCommand {}

    /** Sends the invitation again under a new link; the one before is worth nothing then. */
    @Needs(MANAGE_USERS)
    record ResendInvitation(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId)
            implements UserCommand {}

    /** Takes an invitation back: the link is worth nothing, the seat and the address are free. */
    @Needs(MANAGE_USERS)
    record WithdrawInvitation(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId)
            implements UserCommand {}

    /** Ends an invitation whose time is over. Sent by a deadline; changes nothing when it comes too early or for an older link. */
    @Needs(AUTOMATION)
    record ExpireInvitation(
            @TargetAggregateIdentifier UserId userId, OrganizationId organizationId, String invitationId)
            implements UserCommand {}

    /** Makes an invited person a user. Who sends it has shown the link of the invitation. */
    @Needs(SIGN_IN)
    record AcceptInvitation(
            @TargetAggregateIdentifier UserId userId,
            OrganizationId organizationId,
            String invitationId,
            UserProfile profile)
            implements UserCommand {}

    /** Replaces the profile. An equal one changes nothing. */
    @Needs({MANAGE_OWN_ACCOUNT, MANAGE_USERS})
    record ChangeUserProfile(
            @TargetAggregateIdentifier UserId userId, OrganizationId organizationId, UserProfile profile)
            implements UserCommand {}

    /** Asks for another address, which counts once it is confirmed by the link sent to it. */
    @Needs({MANAGE_OWN_ACCOUNT, MANAGE_USERS})
    record RequestEmailChange(
            @TargetAggregateIdentifier UserId userId, OrganizationId organizationId, EmailAddress email)
            implements UserCommand {}

    /** Confirms the other address. Who sends it has shown the link. */
    @Needs(SIGN_IN)
    record ConfirmEmailChange(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId, String changeId)
            implements UserCommand {}

    /** Gives another role in the organization. */
    @Needs(MANAGE_USERS)
    record ChangeRole(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId, Role role)
            implements UserCommand {}

    /** Says anew what the user is in the services. */
    @Needs(MANAGE_USERS)
    record ChangeServiceRoles(
            @TargetAggregateIdentifier UserId userId, OrganizationId organizationId, ServiceRoles serviceRoles)
            implements UserCommand {}

    /** Lets the user use a product, as far as the license has it. */
    @Needs(MANAGE_USERS)
    record AssignProduct(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId, ProductId productId)
            implements UserCommand {}

    /** Takes a product away from the user. */
    @Needs(MANAGE_USERS)
    record WithdrawProduct(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId, ProductId productId)
            implements UserCommand {}

    /** Lets a deactivated user in again; takes a seat. */
    @Needs(MANAGE_USERS)
    @NeedsReason
    record ActivateUser(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId)
            implements UserCommand {}

    /** Shuts the account: every session ends, the seat is free. */
    @Needs(MANAGE_USERS)
    @NeedsReason
    record DeactivateUser(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId)
            implements UserCommand {}

    /** Ends an access whose time is over. Sent by a deadline; changes nothing when it comes too early. */
    @Needs(AUTOMATION)
    record EndAccess(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId) implements UserCommand {}

    /**
     * Notes that the user has another password now; every other session ends.
     *
     * @param sessionId the session in which it was changed, which goes on
     */
    @Needs(MANAGE_OWN_ACCOUNT)
    record ChangePassword(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId, SessionId sessionId)
            implements UserCommand {}

    /** Asks for a link by which a new password can be set. */
    @Needs(SIGN_IN)
    record RequestPasswordReset(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId)
            implements UserCommand {}

    /** Notes that a new password was set by a link; every session ends and a lock is gone. Who sends it has shown the link. */
    @Needs(SIGN_IN)
    record ResetPassword(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId, String resetId)
            implements UserCommand {}

    /** Notes that the user has a second factor now, proved by a code from it. */
    @Needs(MANAGE_OWN_ACCOUNT)
    record EnrollSecondFactor(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId)
            implements UserCommand {}

    /** Takes the second factor away: by the user, or by an administrator for somebody who lost it. */
    @Needs({MANAGE_OWN_ACCOUNT, MANAGE_USERS})
    record RemoveSecondFactor(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId)
            implements UserCommand {}

    /** Notes, in the name of the user who signs in, that a code kept for the loss of the second factor was used; the vault has forgotten it. */
    @Needs(MANAGE_OWN_ACCOUNT)
    record UseRecoveryCode(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId, int codesLeft)
            implements UserCommand {}

    /**
     * Notes that the user can sign in by a passkey, whose public key the vault has.
     *
     * @param name by which the user knows it, for example "Blue key"
     */
    @Needs(MANAGE_OWN_ACCOUNT)
    record AddPasskey(
            @TargetAggregateIdentifier UserId userId, OrganizationId organizationId, String passkeyId, String name)
            implements UserCommand {}

    /** Takes a passkey away. */
    @Needs({MANAGE_OWN_ACCOUNT, MANAGE_USERS})
    record RemovePasskey(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId, String passkeyId)
            implements UserCommand {}

    /**
     * Opens a session for a user whose credentials were found right; refused while the user is locked or not active.
     *
     * @param passkeyId by which the user signs in, which must still be one of the user's; absent for a password
     */
    @Needs(MANAGE_OWN_ACCOUNT)
    record OpenSession(
            @TargetAggregateIdentifier UserId userId,
            OrganizationId organizationId,
            SessionId sessionId,
            @Nullable String passkeyId)
            implements UserCommand {}

    /**
     * Notes that somebody failed to sign in as this user; enough of them lock the user for a while, and many for good. Sent by the door that
     * has looked at the credentials, and by nobody else: it could lock people out.
     */
    @Needs(AUTOMATION)
    record RefuseSignIn(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId)
            implements UserCommand {}

    /** Asks for another link by which the account can be opened; changes nothing where it is not locked. */
    @Needs(SIGN_IN)
    record RequestUnlock(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId)
            implements UserCommand {}

    /** Opens an account that was locked. Who sends it has shown the link. */
    @Needs(SIGN_IN)
    record UnlockUserByLink(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId, String unlockId)
            implements UserCommand {}

    /** Opens an account that was locked, by an administrator. */
    @Needs(MANAGE_USERS)
    record UnlockUser(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId) implements UserCommand {}

    /** Ends a session. A session that is not open any more stays so and nothing changes. */
    @Needs({MANAGE_OWN_ACCOUNT, MANAGE_USERS})
    record EndSession(
            @TargetAggregateIdentifier UserId userId,
            OrganizationId organizationId,
            SessionId sessionId,
            SessionEnd cause)
            implements UserCommand {}

    /** Erases the person: the key of the personal data is destroyed, sessions and credentials end, the seat and the address are free. */
    @Needs(MANAGE_USERS)
    @NeedsReason
    record EraseUser(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId) implements UserCommand {}

    /** As {@link EraseUser}, when the organization is gone: nobody has to remain who administers it. */
    @Needs(AUTOMATION)
    record EraseUserWithOrganization(
            @TargetAggregateIdentifier UserId userId, OrganizationId organizationId) implements UserCommand {}
}

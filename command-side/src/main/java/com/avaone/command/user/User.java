package com.avaone.command.user;

import static com.avaone.api.user.UserState.ACTIVE;
import static com.avaone.api.user.UserState.DEACTIVATED;
import static com.avaone.api.user.UserState.ERASED;
import static com.avaone.api.user.UserState.INVITED;
import static com.avaone.api.user.UserState.WITHDRAWN;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Personal;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Lockout;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.UserCommand;
import com.avaone.api.user.UserCommand.AcceptInvitation;
import com.avaone.api.user.UserCommand.ActivateUser;
import com.avaone.api.user.UserCommand.AddPasskey;
import com.avaone.api.user.UserCommand.AssignProduct;
import com.avaone.api.user.UserCommand.ChangePassword;
import com.avaone.api.user.UserCommand.ChangeRole;
import com.avaone.api.user.UserCommand.ChangeServiceRoles;
import com.avaone.api.user.UserCommand.ChangeUserProfile;
import com.avaone.api.user.UserCommand.ConfirmEmailChange;
import com.avaone.api.user.UserCommand.DeactivateUser;
import com.avaone.api.user.UserCommand.EndAccess;
import com.avaone.api.user.UserCommand.EndSession;
import com.avaone.api.user.UserCommand.EnrollSecondFactor;
import com.avaone.api.user.UserCommand.EnsureWorkspaceUser;
import com.avaone.api.user.UserCommand.EraseUser;
import com.avaone.api.user.UserCommand.EraseUserWithOrganization;
import com.avaone.api.user.UserCommand.ExpireInvitation;
import com.avaone.api.user.UserCommand.InviteUser;
import com.avaone.api.user.UserCommand.OpenSession;
import com.avaone.api.user.UserCommand.RefuseSignIn;
import com.avaone.api.user.UserCommand.RegisterSystemAdmin;
import com.avaone.api.user.UserCommand.RemovePasskey;
import com.avaone.api.user.UserCommand.RemoveSecondFactor;
import com.avaone.api.user.UserCommand.RequestEmailChange;
import com.avaone.api.user.UserCommand.RequestPasswordReset;
import com.avaone.api.user.UserCommand.RequestUnlock;
import com.avaone.api.user.UserCommand.ResendInvitation;
import com.avaone.api.user.UserCommand.ResetPassword;
import com.avaone.api.user.UserCommand.UnlockUser;
import com.avaone.api.user.UserCommand.UnlockUserByLink;
import com.avaone.api.user.UserCommand.UseRecoveryCode;
import com.avaone.api.user.UserCommand.WithdrawInvitation;
import com.avaone.api.user.UserCommand.WithdrawProduct;
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
import com.avaone.api.user.UserRule;
import com.avaone.api.user.UserState;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import com.avaone.command.kernel.ProductRange;
import com.avaone.command.kernel.Seating;
import com.avaone.command.kernel.UniqueValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A person's account in one organization, from the invitation to the erasure. Its states and what each allows are the table in {@code
 * docs/users.md}, which the tests read. Credentials are none of its business: it notes what was done with them.
 */
@EventSourced(type = "user")
@StableName("user")
@Revision("6")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class User implements ConcernsPerson {

    /** What an address is called among the unique values. */
    static final String EMAIL = "user.email";

    private static final Duration EMAIL_CHANGE_GOOD_FOR = Duration.ofHours(24);
    private static final Duration RESET_GOOD_FOR = Duration.ofHours(1);
    private static final Duration UNLOCK_GOOD_FOR = Duration.ofHours(24);
    private static final Duration BETWEEN_LINKS = Duration.ofMinutes(1);
    private static final int MAX_NAME = 100;

    /** A credential's id has at most 1,023 bytes (WebAuthn), in base64url. */
    private static final int MAX_PASSKEYS = 20;

    private static final int MAX_PASSKEY_ID = 1_364;

    /** Nothing but the signs of base64url: read models keep a passkey in a field of this name, where a full stop would part it. */
    private static final Pattern PASSKEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,%d}".formatted(MAX_PASSKEY_ID));

    @AggregateIdentifier
    private UserId userId;

    private OrganizationId organizationId;
    private UserState state;
    private Role role;

    /** Whose seat the user holds while invited and active; absent where the role takes none. */
    private @Nullable LicenseId licenseId;

    private @Nullable Instant accessUntil;

    /** Gone with the person. */
    @Personal
    private @Nullable EmailAddress email;

    private UserProfile profile = UserProfile.EMPTY;
    private ServiceRoles serviceRoles = ServiceRoles.NONE;
    private Set<ProductId> products = new HashSet<>();

    private @Nullable SentLink invitation;
    private @Nullable EmailChange emailChange;
    private @Nullable SentLink passwordReset;
    private @Nullable SentLink unlock;

    private boolean secondFactor;
    private Set<String> passkeys = new HashSet<>();
    private Lockout lockout = Lockout.NONE;

    private Sessions sessions = Sessions.NONE;

    /** Another address that was asked for, and the link sent to it. */
    private record EmailChange(@Personal EmailAddress email, SentLink link) {}

    /** Axon makes an instance without state before it hands over the first command or the history. */
    User() {}

    @Override
    public String personId() {
        return userId.value();
    }

    @CommandHandlerInterceptor
    void guard(UserCommand command) {
        Guard.check(command, organizationId);
        if (state == ERASED) {
            throw new Rejected(UserRule.USER_ERASED, "The person was erased; nothing of the account can be changed.");
        }
    }

    // ---- how an account begins

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterSystemAdmin command, UniqueValues uniqueValues, Administration administration) {
        if (userId != null) {
            return;
        }
        if (!command.organizationId().equals(OrganizationId.OPERATOR)) {
            throw new Rejected(UserRule.NOT_ALLOWED, "System admins belong to the suite's operator.");
        }
        takeEmail(uniqueValues, command.organizationId(), command.email(), command.userId(), null);
        administration.add(command.organizationId(), command.userId());
        apply(new SystemAdminRegistered(
                command.userId(), command.organizationId(), command.email(), command.displayName()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(InviteUser command, Clock clock, UniqueValues uniqueValues, Seating seating, ProductRange range) {
        if (userId != null) {
            throw new Rejected(UserRule.USER_EXISTS, "%s was invited before.".formatted(userId));
        }
        var invited = Invitation.judged(command, now(clock));
        range.judge("products", invited.products(), now(clock));
        takeEmail(uniqueValues, invited.organizationId(), invited.email(), invited.userId(), null);
        if (invited.licenseId() != null) {
            seating.take(invited.licenseId(), invited.organizationId(), invited.userId());
        }
        apply(invited);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(EnsureWorkspaceUser command, UniqueValues uniqueValues, Seating seating) {
        if (userId != null) {
            refuseIfWithdrawn();
            if (!command.email().equals(email)) {
                throw new Rejected(UserRule.USER_EXISTS, "%s has another address.".formatted(userId));
            }
            return;
        }
        if (command.organizationId().equals(OrganizationId.OPERATOR)) {
            throw new Rejected(UserRule.ROLE_NOT_POSSIBLE, "The suite's own operator has no workspace users.");
        }
        var wanted = EmailAddress.parse("email", command.email().value());
        var plan = command.plan() == null
                ? null
                : PlanId.parse("plan", command.plan().value());
        takeEmail(uniqueValues, command.organizationId(), wanted, command.userId(), null);
        seating.take(command.licenseId(), command.organizationId(), command.userId());
        apply(new WorkspaceUserEnsured(
                command.userId(),
                command.organizationId(),
                command.licenseId(),
                wanted,
                command.profile().judged(),
                plan));
    }

    @CommandHandler
    void handle(ResendInvitation command, Clock clock) {
        refuseUnlessInvited();
        apply(new InvitationResent(
                userId, organizationId, TimeOrderedId.next(), Invitation.expiresAt(now(clock), accessUntil)));
    }

    @CommandHandler
    void handle(WithdrawInvitation command, Seating seating) {
        refuseUnlessInvited();
        giveSeatBack(seating);
        apply(new InvitationWithdrawn(userId, organizationId));
    }

    @CommandHandler
    void handle(ExpireInvitation command, Clock clock, Seating seating) {
        var isOver = invitation != null
                && invitation.id().equals(command.invitationId())
                && !now(clock).isBefore(invitation.expiresAt());
        if (state == INVITED && isOver) {
            giveSeatBack(seating);
            apply(new InvitationExpired(userId, organizationId));
        }
    }

    @CommandHandler
    void handle(AcceptInvitation command, Clock clock, Administration administration) {
        refuseUnlessInvited();
        SentLink.check(invitation, command.invitationId(), now(clock));
        var profileNow = command.profile().judged().orElse(profile);
        if (administers(role)) {
            administration.add(organizationId, userId);
        }
        apply(new UserRegistered(userId, organizationId, profileNow));
    }

    // ---- who the user is

    @CommandHandler
    void handle(ChangeUserProfile command) {
        refuseIfWithdrawn();
        var judged = command.profile().judged();
        if (!judged.equals(profile)) {
            apply(new UserProfileChanged(userId, organizationId, judged));
        }
    }

    @CommandHandler
    void handle(RequestEmailChange command, Clock clock, UniqueValues uniqueValues) {
        refuseUnlessActive();
        var wanted = EmailAddress.parse("email", command.email().value());
        if (wanted.equals(email)) {
            return;
        }
        var expiresAt = now(clock).plus(EMAIL_CHANGE_GOOD_FOR);
        if (emailChange != null && wanted.equals(emailChange.email) && isJustSent(emailChange.link, expiresAt)) {
            return;
        }
        takeEmail(uniqueValues, organizationId, wanted, userId, expiresAt);
        apply(new EmailChangeRequested(userId, organizationId, wanted, TimeOrderedId.next(), expiresAt));
    }

    @CommandHandler
    void handle(ConfirmEmailChange command, Clock clock, UniqueValues uniqueValues) {
        refuseUnlessActive();
        SentLink.check(emailChange == null ? null : emailChange.link, command.changeId(), now(clock));
        var wanted = Objects.requireNonNull(emailChange).email;
        // For good now; and surely the user's, should anything have gone wrong since it was asked for.
        takeEmail(uniqueValues, organizationId, wanted, userId, null);
        apply(new EmailChanged(userId, organizationId, wanted, Objects.requireNonNull(email)));
    }

    // ---- what the user may do

    @CommandHandler
    void handle(ChangeRole command, Administration administration) {
        refuseIfWithdrawn();
        if (command.role() == role) {
            return;
        }
        if (!role.takesSeat() || !command.role().takesSeat()) {
            throw new Rejected(
                    UserRule.ROLE_NOT_POSSIBLE,
                    "Auditors and the operator's own users are invited as such; their role is not changed.",
                    "role",
                    Map.of());
        }
        if (state == ACTIVE && administers(role)) {
            administration.remove(organizationId, userId);
        }
        if (state == ACTIVE && administers(command.role())) {
            administration.add(organizationId, userId);
        }
        apply(new RoleChanged(userId, organizationId, command.role()));
    }

    @CommandHandler
    void handle(ChangeServiceRoles command) {
        refuseIfWithdrawn();
        if (command.serviceRoles().equals(serviceRoles)) {
            return;
        }
        if (!role.takesSeat()) {
            throw new Rejected(
                    UserRule.ROLE_NOT_POSSIBLE,
                    "Only somebody who works in the organization has a place in its services.",
                    "serviceRoles",
                    Map.of());
        }
        apply(new ServiceRolesChanged(userId, organizationId, command.serviceRoles()));
    }

    @CommandHandler
    void handle(AssignProduct command, Clock clock, ProductRange range) {
        refuseIfWithdrawn();
        var product = ProductId.parse("productId", command.productId().value());
        if (!products.contains(product)) {
            range.judge("productId", List.of(product), now(clock));
            apply(new ProductAssigned(userId, organizationId, product));
        }
    }

    @CommandHandler
    void handle(WithdrawProduct command) {
        refuseIfWithdrawn();
        if (products.contains(command.productId())) {
            apply(new ProductWithdrawn(userId, organizationId, command.productId()));
        }
    }

    // ---- whether the user may enter

    @CommandHandler
    void handle(ActivateUser command, Clock clock, Administration administration, Seating seating) {
        if (state == ACTIVE) {
            throw new Rejected(UserRule.USER_ACTIVE, "The account is active.");
        }
        if (state != DEACTIVATED) {
            throw notActive();
        }
        refuseIfAccessIsOver(now(clock));
        if (administers(role)) {
            administration.add(organizationId, userId);
        }
        if (licenseId != null) {
            seating.take(licenseId, organizationId, userId);
        }
        apply(new UserActivated(userId, organizationId));
    }

    @CommandHandler
    void handle(DeactivateUser command, Administration administration, Seating seating) {
        refuseUnlessActive();
        giveUp(administration, seating);
        apply(new UserDeactivated(userId, organizationId));
    }

    @CommandHandler
    void handle(EndAccess command, Clock clock, Administration administration, Seating seating) {
        if (state == ACTIVE && accessIsOver(now(clock))) {
            giveUp(administration, seating);
            apply(new UserDeactivated(userId, organizationId));
        }
    }

    @CommandHandler
    void handle(EraseUser command, Administration administration, Seating seating) {
        giveUp(administration, seating);
        apply(new UserErased(userId, organizationId, state));
    }

    @CommandHandler
    void handle(EraseUserWithOrganization command, Seating seating) {
        giveSeatBack(seating);
        apply(new UserErased(userId, organizationId, state));
    }

    // ---- what is noted of credentials

    @CommandHandler
    void handle(ChangePassword command) {
        refuseUnlessActive();
        apply(new PasswordChanged(userId, organizationId, command.sessionId()));
    }

    @CommandHandler
    void handle(RequestPasswordReset command, Clock clock) {
        refuseUnlessActive();
        var now = now(clock);
        var expiresAt = now.plus(RESET_GOOD_FOR);
        if (!isJustSent(passwordReset, expiresAt)) {
            apply(new PasswordResetRequested(userId, organizationId, TimeOrderedId.next(), expiresAt));
        }
    }

    @CommandHandler
    void handle(ResetPassword command, Clock clock) {
        refuseUnlessActive();
        SentLink.check(passwordReset, command.resetId(), now(clock));
        apply(new PasswordReset(userId, organizationId));
    }

    @CommandHandler
    void handle(EnrollSecondFactor command) {
        refuseUnlessActive();
        if (secondFactor) {
            throw new Rejected(UserRule.SECOND_FACTOR_ENROLLED, "Remove the second factor that there is first.");
        }
        apply(new SecondFactorEnrolled(userId, organizationId));
    }

    @CommandHandler
    void handle(RemoveSecondFactor command) {
        refuseIfWithdrawn();
        refuseUnlessSecondFactor();
        apply(new SecondFactorRemoved(userId, organizationId));
    }

    @CommandHandler
    void handle(UseRecoveryCode command) {
        refuseUnlessActive();
        refuseUnlessSecondFactor();
        apply(new RecoveryCodeUsed(userId, organizationId, command.codesLeft()));
    }

    @CommandHandler
    void handle(AddPasskey command) {
        refuseUnlessActive();
        if (!PASSKEY_ID.matcher(command.passkeyId()).matches()) {
            throw new InvalidValue("passkeyId", "must be 1 to %d characters of base64url".formatted(MAX_PASSKEY_ID));
        }
        judge("name", command.name(), MAX_NAME);
        if (!passkeys.contains(command.passkeyId())) {
            if (passkeys.size() >= MAX_PASSKEYS) {
                throw new Rejected(
                        UserRule.PASSKEY_LIMIT, "The account has %d passkeys. Remove one.".formatted(MAX_PASSKEYS));
            }
            apply(new PasskeyAdded(userId, organizationId, command.passkeyId(), command.name()));
        }
    }

    @CommandHandler
    void handle(RemovePasskey command) {
        if (!passkeys.contains(command.passkeyId())) {
            throw new Rejected(UserRule.PASSKEY_UNKNOWN, "The account has no such passkey.");
        }
        apply(new PasskeyRemoved(userId, organizationId, command.passkeyId()));
    }

    // ---- signing in

    @CommandHandler
    void handle(OpenSession command, SessionPolicy policy, Clock clock) {
        var now = now(clock);
        refuseUnlessActive();
        refuseIfAccessIsOver(now);
        lockout.refuseWhileLocked(now);
        if (sessions.contains(command.sessionId())) {
            return;
        }
        var passkeyId = command.passkeyId();
        if (passkeyId != null) {
            if (!passkeys.contains(passkeyId)) {
                throw new Rejected(UserRule.PASSKEY_REFUSED, "The account has no such passkey.");
            }
            apply(new PasskeyUsed(userId, organizationId, passkeyId));
        }
        sessions.tooManyFor(policy, now)
                .forEach(oldest -> apply(new SessionEnded(userId, organizationId, oldest, SessionEnd.TOO_MANY)));
        apply(new UserSignedIn(userId, organizationId, command.sessionId(), now.plus(policy.absolute())));
    }

    @CommandHandler
    void handle(RefuseSignIn command, Clock clock) {
        refuseUnlessActive();
        var now = now(clock);
        // Counted also while a lock runs: the password was looked at, or one guess at a time would count of many sent
        // at once.
        lockout.refuseWhileShut();
        var failures = lockout.consecutiveFailures() + 1;
        apply(new SignInRefused(
                userId, organizationId, failures, Lockout.after(failures, now).orElse(null)));
        if (failures >= Lockout.LOCKING_FAILURES) {
            apply(new UserLocked(userId, organizationId));
            apply(new UnlockRequested(userId, organizationId, TimeOrderedId.next(), now.plus(UNLOCK_GOOD_FOR)));
        }
    }

    @CommandHandler
    void handle(RequestUnlock command, Clock clock) {
        refuseUnlessActive();
        var expiresAt = now(clock).plus(UNLOCK_GOOD_FOR);
        if (lockout.untilUnlocked() && !isJustSent(unlock, expiresAt)) {
            apply(new UnlockRequested(userId, organizationId, TimeOrderedId.next(), expiresAt));
        }
    }

    @CommandHandler
    void handle(UnlockUserByLink command, Clock clock) {
        refuseUnlessActive();
        SentLink.check(unlock, command.unlockId(), now(clock));
        apply(new UserUnlocked(userId, organizationId));
    }

    @CommandHandler
    void handle(UnlockUser command) {
        if (lockout.untilUnlocked() || lockout.until() != null) {
            apply(new UserUnlocked(userId, organizationId));
        }
    }

    @CommandHandler
    void handle(EndSession command) {
        if (sessions.contains(command.sessionId())) {
            apply(new SessionEnded(userId, organizationId, command.sessionId(), command.cause()));
        }
    }

    @EventSourcingHandler
    void on(UserEvent event, @Timestamp Instant at) {
        switch (event) {
            case SystemAdminRegistered e -> {
                begin(e.userId(), e.organizationId(), e.email(), Role.SYSTEM_ADMIN);
                state = ACTIVE;
            }
            case UserInvited e -> {
                begin(e.userId(), e.organizationId(), e.email(), e.role());
                state = INVITED;
                licenseId = e.licenseId();
                accessUntil = e.accessUntil();
                profile = e.profile();
                products.addAll(e.products());
                invitation = new SentLink(e.invitationId(), e.expiresAt());
            }
            case WorkspaceUserEnsured e -> {
                begin(e.userId(), e.organizationId(), e.email(), Role.WORKSPACE_USER);
                state = ACTIVE;
                licenseId = e.licenseId();
                profile = e.profile();
            }
            case InvitationResent e -> invitation = new SentLink(e.invitationId(), e.expiresAt());
            case InvitationWithdrawn _, InvitationExpired _ -> {
                state = WITHDRAWN;
                invitation = null;
            }
            case UserRegistered e -> {
                state = ACTIVE;
                invitation = null;
                profile = e.profile();
            }
            case UserProfileChanged e -> profile = e.profile();
            case EmailChangeRequested e ->
                emailChange = new EmailChange(e.email(), new SentLink(e.changeId(), e.expiresAt()));
            case EmailChanged e -> {
                email = e.email();
                emailChange = null;
                // Sent to an address that is not the user's any more.
                passwordReset = null;
                unlock = null;
            }
            case RoleChanged e -> role = e.role();
            case ServiceRolesChanged e -> serviceRoles = e.serviceRoles();
            case ProductAssigned e -> products.add(e.productId());
            case ProductWithdrawn e -> products.remove(e.productId());
            case UserActivated _ -> state = ACTIVE;
            case UserDeactivated _ -> {
                state = DEACTIVATED;
                sessions = Sessions.NONE;
                emailChange = null;
                passwordReset = null;
                unlock = null;
            }
            case PasswordChanged e -> {
                sessions = sessions.only(e.sessionId());
                passwordReset = null;
                // Perhaps asked for by whoever knew the password before.
                emailChange = null;
            }
            case PasswordResetRequested e -> passwordReset = new SentLink(e.resetId(), e.expiresAt());
            case PasswordReset _ -> {
                sessions = Sessions.NONE;
                passwordReset = null;
                emailChange = null;
                open();
            }
            case SecondFactorEnrolled _ -> secondFactor = true;
            case SecondFactorRemoved _ -> secondFactor = false;
            case RecoveryCodeUsed _, PasskeyUsed _ -> {}
            case PasskeyAdded e -> passkeys.add(e.passkeyId());
            case PasskeyRemoved e -> passkeys.remove(e.passkeyId());
            case UserSignedIn e -> {
                lockout = Lockout.NONE;
                sessions = sessions.with(e.sessionId(), e.expiresAt(), at);
            }
            case SignInRefused e -> lockout = new Lockout(e.consecutiveFailures(), e.lockedUntil(), false);
            case UserLocked _ -> lockout = lockout.locked();
            case UnlockRequested e ->
                unlock = e.unlockId() == null || e.expiresAt() == null
                        ? null
                        : new SentLink(e.unlockId(), e.expiresAt());
            case UserUnlocked _ -> open();
            case SessionEnded e -> sessions = sessions.without(e.sessionId());
            case UserErased _ -> {
                state = ERASED;
                email = null;
                emailChange = null;
                profile = UserProfile.EMPTY;
                sessions = Sessions.NONE;
            }
        }
    }

    private void begin(UserId userId, OrganizationId organizationId, EmailAddress email, Role role) {
        this.userId = userId;
        this.organizationId = organizationId;
        this.email = email;
        this.role = role;
    }

    /** Whatever locked the account is forgotten, and the link that opens it is used up. */
    private void open() {
        lockout = Lockout.NONE;
        unlock = null;
    }

    /** Gives up what is counted for the whole organization. */
    private void giveUp(Administration administration, Seating seating) {
        if (state == ACTIVE && administers(role)) {
            administration.remove(organizationId, userId);
        }
        giveSeatBack(seating);
    }

    private void giveSeatBack(Seating seating) {
        if (licenseId != null && (state == INVITED || state == ACTIVE)) {
            seating.giveBack(licenseId, organizationId, userId);
        }
    }

    private static void takeEmail(
            UniqueValues uniqueValues,
            OrganizationId organizationId,
            EmailAddress email,
            UserId userId,
            @Nullable Instant until) {
        uniqueValues.takeWithin(
                organizationId, EMAIL, email.value(), userId.value(), until, UserRule.EMAIL_TAKEN, "email");
    }

    private static boolean administers(Role role) {
        return role == Role.ADMIN || role == Role.SYSTEM_ADMIN;
    }

    /** Whether a link that is good as long as one until {@code expiresAt} went out a moment ago. */
    private static boolean isJustSent(@Nullable SentLink link, Instant expiresAt) {
        return link != null && link.expiresAt().isAfter(expiresAt.minus(BETWEEN_LINKS));
    }

    private boolean accessIsOver(Instant now) {
        return accessUntil != null && !now.isBefore(accessUntil);
    }

    /** To the millisecond, as the event store keeps time. */
    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void judge(String field, String text, int maxLength) {
        if (text.isBlank() || text.length() > maxLength) {
            throw new InvalidValue(field, "must be 1 to %d characters".formatted(maxLength));
        }
    }

    private void refuseUnlessInvited() {
        if (state != INVITED) {
            throw new Rejected(UserRule.NOT_INVITED, "The invitation was accepted, withdrawn or ran out.");
        }
    }

    private void refuseUnlessActive() {
        if (state != ACTIVE) {
            throw notActive();
        }
    }

    private void refuseIfWithdrawn() {
        if (state == WITHDRAWN) {
            throw notActive();
        }
    }

    private void refuseIfAccessIsOver(Instant now) {
        if (accessIsOver(now)) {
            throw new Rejected(
                    UserRule.USER_NOT_ACTIVE,
                    "The access ended at %s. Erase the account before the person is invited anew."
                            .formatted(accessUntil));
        }
    }

    private void refuseUnlessSecondFactor() {
        if (!secondFactor) {
            throw new Rejected(UserRule.SECOND_FACTOR_NOT_ENROLLED, "The account has no second factor.");
        }
    }

    private Rejected notActive() {
        return new Rejected(
                UserRule.USER_NOT_ACTIVE,
                switch (state) {
                    case INVITED -> "The invitation was not accepted yet.";
                    case DEACTIVATED -> "The account is deactivated. Activate it first.";
                    case WITHDRAWN -> "The invitation was withdrawn or ran out. Invite the person anew.";
                    case ACTIVE, ERASED -> "The account is not active.";
                });
    }
}

package com.avaone.projection.user;

import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PingoraRole;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
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
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.projection.organization.OrganizationStories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;

/** Events of made-up users, the same for the same seed, identifiers excepted. */
public final class UserStories {

    /** What everybody in these stories can have. */
    public static final List<ProductId> PRODUCTS =
            List.of(new ProductId("ava-cx"), new ProductId("ava-flow"), new ProductId("ava-pingora"));

    private static final List<Role> ROLES =
            List.of(Role.ADMIN, Role.USER, Role.EMPLOYEE, Role.WORKSPACE_USER, Role.AUDITOR);
    private static final List<String> NAMES = List.of("Ada", "Björn", "चंदा", "Dmitri", "Éowyn", "O'Neil");

    private final Random random;
    private final OrganizationStories log;

    /** One whose events depend on nothing but {@code seed}, identifiers excepted. */
    public UserStories(long seed) {
        random = new Random(seed);
        log = new OrganizationStories(seed);
    }

    /** Everything that happened, in order. */
    public List<DomainEventMessage<?>> events() {
        return log.events();
    }

    /** When the last event happened. */
    public Instant now() {
        return log.now();
    }

    /** Lets an event happen to a user some time after the last. */
    public void add(UserEvent event) {
        log.add(event.userId(), event);
    }

    /** Lets something else happen. */
    public void add(Object aggregateId, Object event) {
        log.add(aggregateId, event);
    }

    /** An organization that is registered under this name. */
    public void registered(OrganizationId organization, String name) {
        log.register(
                organization,
                LicenseId.random(),
                name,
                "slug-" + random.nextInt(1000),
                OrganizationStories.bareProfile(name, "admin@example.com"));
    }

    /** Another name of an organization. */
    public void renamed(OrganizationId organization, String name) {
        add(organization, new ProfileChanged(organization, OrganizationStories.bareProfile(name, "admin@example.com")));
    }

    /** A user of the suite's operator. */
    public UserId systemAdmin(String email) {
        var user = UserId.random();
        add(new SystemAdminRegistered(user, OrganizationId.OPERATOR, new EmailAddress(email), "Grace"));
        return user;
    }

    /** Somebody who is invited and has not accepted. */
    public UserId invited(OrganizationId organization, String email, UserProfile profile, Role role) {
        var user = UserId.random();
        add(new UserInvited(
                user,
                organization,
                role.takesSeat() ? LicenseId.random() : null,
                new EmailAddress(email),
                profile,
                role,
                Set.of(PRODUCTS.getFirst()),
                role == Role.AUDITOR ? now().plus(Duration.ofDays(30)) : null,
                "invitation-" + random.nextInt(),
                now().plus(Duration.ofDays(7))));
        return user;
    }

    /** Somebody who has accepted. */
    public UserId registered(OrganizationId organization, String email, UserProfile profile, Role role) {
        var user = invited(organization, email, profile, role);
        add(new UserRegistered(user, organization, profile));
        return user;
    }

    /** A profile with everything in it. */
    public static UserProfile profile(String firstName, String lastName) {
        return new UserProfile(firstName, lastName, "Logistics", "Head of Crates", "acc-4711");
    }

    /** A user that every kind of event happens to that can happen to an invited person who accepts; at the end the person is erased. */
    public UserId everything(OrganizationId organization) {
        var user = invited(organization, "ada@example.com", UserProfile.EMPTY, Role.EMPLOYEE);
        everythingOf(user, organization).forEach(this::add);
        return user;
    }

    private List<UserEvent> everythingOf(UserId user, OrganizationId organization) {
        var session = SessionId.random();
        var later = now().plus(Duration.ofDays(1));
        var other = new EmailAddress("lovelace@example.com");
        return List.of(
                new InvitationResent(user, organization, "invitation-2", later),
                new UserRegistered(user, organization, profile("Ada", "Byron")),
                new UserSignedIn(user, organization, session, later),
                new SessionEnded(user, organization, session, SessionEnd.SIGNED_OUT),
                new UserProfileChanged(user, organization, profile("Ada", "Lovelace")),
                new EmailChangeRequested(user, organization, other, "change-1", later),
                new EmailChanged(user, organization, other, new EmailAddress("ada@example.com")),
                new ServiceRolesChanged(
                        user, organization, new ServiceRoles(true, CrmRole.ACCOUNT_OWNER, PingoraRole.HR)),
                new RoleChanged(user, organization, Role.WORKSPACE_USER),
                new ServiceRolesChanged(user, organization, new ServiceRoles(false, CrmRole.READ_ONLY, null)),
                new RoleChanged(user, organization, Role.USER),
                new ProductAssigned(user, organization, PRODUCTS.get(2)),
                new ProductAssigned(user, organization, PRODUCTS.get(1)),
                new ProductWithdrawn(user, organization, PRODUCTS.get(0)),
                new SecondFactorEnrolled(user, organization),
                new RecoveryCodeUsed(user, organization, 9),
                new SecondFactorRemoved(user, organization),
                new PasskeyAdded(user, organization, "z-key_1", "Blue key"),
                new PasskeyAdded(user, organization, "a-key_2", "Red key"),
                new PasskeyAdded(user, organization, "m-key_3", "Lost key"),
                new PasskeyUsed(user, organization, "a-key_2"),
                new PasskeyRemoved(user, organization, "m-key_3"),
                new PasswordChanged(user, organization, session),
                new SignInRefused(user, organization, 5, later),
                new PasswordResetRequested(user, organization, "reset-1", later),
                new PasswordReset(user, organization),
                new SignInRefused(user, organization, 5, later),
                new SignInRefused(user, organization, 99, later),
                new UserLocked(user, organization),
                new UnlockRequested(user, organization, "unlock", later),
                new UserUnlocked(user, organization),
                new UserDeactivated(user, organization),
                new UserActivated(user, organization),
                new UserErased(user, organization, UserState.ACTIVE));
    }

    /** Lets {@code users} be invited, and {@code happenings} more things happen to one or another. */
    public UserStories crowd(OrganizationId organization, int users, int happenings) {
        var crowd = new ArrayList<UserId>();
        for (int i = 0; i < users; i++) {
            var email = "%s.%d@%s.example".formatted((char) ('a' + random.nextInt(26)), i, random.nextInt(9));
            var role = ROLES.get(random.nextInt(ROLES.size()));
            crowd.add(
                    random.nextInt(5) == 0
                            ? invited(organization, email, anyProfile(), role)
                            : registered(organization, email, anyProfile(), role));
        }
        for (int i = 0; i < happenings && !crowd.isEmpty(); i++) {
            var one = crowd.get(random.nextInt(crowd.size()));
            if (happen(organization, one)) {
                crowd.remove(one);
            }
        }
        return this;
    }

    private UserProfile anyProfile() {
        return switch (random.nextInt(3)) {
            case 0 -> UserProfile.EMPTY;
            case 1 -> profile(anyName(), "Müller");
            default -> new UserProfile(anyName(), null, null, null, null);
        };
    }

    private String anyName() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** Whether nothing can happen to the user any more. */
    private boolean happen(OrganizationId organization, UserId user) {
        switch (random.nextInt(40)) {
            case 0 -> add(lastOf(user, organization));
            case 1, 2, 3, 4, 5 -> add(new UserProfileChanged(user, organization, anyProfile()));
            case 6, 7 -> {
                var email = new EmailAddress("new-" + random.nextInt(1000) + "@example.com");
                add(new EmailChanged(user, organization, email, new EmailAddress("old@example.com")));
            }
            case 8, 9, 10 -> add(new RoleChanged(user, organization, ROLES.get(random.nextInt(ROLES.size()))));
            case 11, 12, 13, 14, 15 -> add(new ServiceRolesChanged(user, organization, anyPlaces()));
            case 16, 17 -> add(new ProductAssigned(user, organization, PRODUCTS.get(random.nextInt(3))));
            case 18, 19 -> add(new ProductWithdrawn(user, organization, PRODUCTS.get(random.nextInt(3))));
            case 20, 21 -> add(new UserDeactivated(user, organization));
            case 22, 23 -> add(new UserActivated(user, organization));
            case 24 -> add(new PasskeyAdded(user, organization, "key" + random.nextInt(3), anyName()));
            case 25 -> add(new PasskeyRemoved(user, organization, "key" + random.nextInt(3)));
            case 26 -> add(new UserLocked(user, organization));
            case 27 -> add(new PasswordReset(user, organization));
            case 28, 29 -> add(new SignInRefused(user, organization, 1, random.nextBoolean() ? now() : null));
            default -> add(new UserSignedIn(user, organization, SessionId.random(), now()));
        }
        return isLast(events().getLast().getPayload());
    }

    private UserEvent lastOf(UserId user, OrganizationId organization) {
        return switch (random.nextInt(3)) {
            case 0 -> new UserErased(user, organization, UserState.ACTIVE);
            case 1 -> new InvitationWithdrawn(user, organization);
            default -> new InvitationExpired(user, organization);
        };
    }

    private static boolean isLast(Object event) {
        return event instanceof UserErased
                || event instanceof InvitationWithdrawn
                || event instanceof InvitationExpired;
    }

    private ServiceRoles anyPlaces() {
        return new ServiceRoles(
                random.nextBoolean(),
                random.nextBoolean() ? null : CrmRole.values()[random.nextInt(CrmRole.values().length)],
                random.nextBoolean() ? null : PingoraRole.values()[random.nextInt(PingoraRole.values().length)]);
    }
}

package com.avaone.command.user;

import static com.avaone.command.kernel.Refusals.invalid;
import static com.avaone.command.kernel.Refusals.refusedBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseRule;
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
import com.avaone.command.kernel.HeldValues;
import com.avaone.command.kernel.HeldValues.Holder;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.ProductRange;
import com.avaone.command.kernel.Seating;
import com.avaone.command.kernel.StateTable;
import com.avaone.command.kernel.UniqueValues;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's account allows. */
class UserTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant WEEK_LATER = NOW.plus(Duration.ofDays(7));
    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final OrganizationId ORG = new OrganizationId("org_01jd0000000000000000000001");
    private static final OrganizationId RIVAL = new OrganizationId("org_01jd0000000000000000000002");
    private static final LicenseId LICENSE = new LicenseId("lic_01jd0000000000000000000001");
    private static final UserId USER = new UserId("usr_01jd0000000000000000000001");
    private static final UserId OTHER = new UserId("usr_01jd0000000000000000000002");
    private static final EmailAddress EMAIL = new EmailAddress("ada@example.com");
    private static final EmailAddress NEW_EMAIL = new EmailAddress("ada@example.org");
    private static final UserProfile PROFILE = new UserProfile("Ada", "Lovelace", null, null, null);
    private static final UserProfile OTHER_PROFILE = new UserProfile("Ada", "King", "Engines", "Countess", "0815");
    private static final ProductId CX = new ProductId("ava-cx");
    private static final ProductId FLOW = new ProductId("ava-flow");
    private static final ServiceRoles CRM = new ServiceRoles(false, CrmRole.MANAGER, null);
    private static final Duration ABSOLUTE = Duration.ofHours(12);

    private static final SystemAdminRegistered SYSTEM_ADMIN = new SystemAdminRegistered(USER, OPERATOR, EMAIL, "Ada");
    private static final UserInvited INVITED = invited(Role.USER, LICENSE, null, WEEK_LATER);
    private static final UserRegistered ACCEPTED = new UserRegistered(USER, ORG, PROFILE);
    private static final UserDeactivated DEACTIVATED = new UserDeactivated(USER, ORG);

    private static final ProductId GONE = new ProductId("ava-gone");

    private final FixtureConfiguration<User> user = new AggregateTestFixture<>(User.class);
    private final MovableClock clock = new MovableClock(NOW);
    private final HeldValues emails = new HeldValues();
    private final NotedAdministration administration = new NotedAdministration();
    private final NotedSeats seats = new NotedSeats();

    @BeforeEach
    void giveWhatHandlersAskFor() {
        user.registerInjectableResource(new UniqueValues(emails, id -> false));
        user.registerInjectableResource(new SessionPolicy(ABSOLUTE, 3));
        user.registerInjectableResource((Clock) clock);
        user.registerInjectableResource(administration);
        user.registerInjectableResource(seats);
        user.registerInjectableResource((ProductRange) (product, _) -> !product.equals(GONE));
        user.registerIgnoredField(UserInvited.class, "invitationId");
        user.registerIgnoredField(InvitationResent.class, "invitationId");
        user.registerIgnoredField(EmailChangeRequested.class, "changeId");
        user.registerIgnoredField(PasswordResetRequested.class, "resetId");
        user.registerIgnoredField(UnlockRequested.class, "unlockId");
    }

    /** Notes what is asked of the administrators; refuses to remove where nobody else remains. */
    private static final class NotedAdministration implements Administration {

        private final List<String> asked = new ArrayList<>();
        private boolean othersRemain = true;

        @Override
        public void add(OrganizationId organizationId, UserId userId) {
            asked.add("add %s %s".formatted(organizationId, userId));
        }

        @Override
        public void remove(OrganizationId organizationId, UserId userId) {
            if (!othersRemain) {
                throw new Rejected(UserRule.LAST_ADMIN, "Nobody else.");
            }
            asked.add("remove %s %s".formatted(organizationId, userId));
        }
    }

    /** Notes what is asked of the license; refuses where no seat is left. */
    private static final class NotedSeats implements Seating {

        private final List<String> asked = new ArrayList<>();
        private boolean full;

        @Override
        public void take(LicenseId licenseId, OrganizationId organizationId, UserId userId) {
            if (full) {
                throw new Rejected(LicenseRule.SEAT_LIMIT, "Full.");
            }
            asked.add("take %s %s %s".formatted(licenseId, organizationId, userId));
        }

        @Override
        public void giveBack(LicenseId licenseId, OrganizationId organizationId, UserId userId) {
            asked.add("give back %s %s %s".formatted(licenseId, organizationId, userId));
        }
    }

    private static final String SEAT_TAKEN = "take %s %s %s".formatted(LICENSE, ORG, USER);
    private static final String SEAT_GIVEN_BACK = "give back %s %s %s".formatted(LICENSE, ORG, USER);
    private static final String ADMIN_ADDED = "add %s %s".formatted(ORG, USER);
    private static final String ADMIN_REMOVED = "remove %s %s".formatted(ORG, USER);

    /** Events have the fixture's time, by which the user knows what is over. */
    private TestExecutor<User> given(Object... events) {
        return user.givenCurrentTime(NOW).andGiven(events);
    }

    private static UserInvited invited(
            Role role, @Nullable LicenseId licenseId, @Nullable Instant accessUntil, Instant expiresAt) {
        return new UserInvited(
                USER, ORG, licenseId, EMAIL, PROFILE, role, Set.of(CX), accessUntil, "invitation", expiresAt);
    }

    private static InviteUser invite(Role role, @Nullable Instant accessUntil) {
        return new InviteUser(USER, ORG, LICENSE, EMAIL, PROFILE, role, Set.of(CX), accessUntil, null);
    }

    private static Object[] active(Role role) {
        return new Object[] {invited(role, LICENSE, null, WEEK_LATER), ACCEPTED};
    }

    private static UserInvited auditor(Instant accessUntil) {
        return invited(Role.AUDITOR, null, accessUntil, accessUntil);
    }

    private static SessionId session(int number) {
        return new SessionId("ses_%026d".formatted(number));
    }

    private static UserSignedIn signedIn(int session, Instant expiresAt) {
        return new UserSignedIn(USER, OPERATOR, session(session), expiresAt);
    }

    private static SignInRefused refused(int failures, @Nullable Instant lockedUntil) {
        return new SignInRefused(USER, OPERATOR, failures, lockedUntil);
    }

    private static Instant later(int hours) {
        return NOW.plus(Duration.ofHours(hours));
    }

    // ---- every state and command

    private static final StateTable TABLE = StateTable.of("users");

    static Stream<Arguments> cells() {
        return TABLE.arguments();
    }

    @ParameterizedTest(name = "{0} in state {1}: {2}")
    @MethodSource("cells")
    void doesInEveryStateWhatTheTableSays(String command, String state, String expected) {
        StateTable.assertIs(expected, given(history(state)).when(sensible(command, ORG)));
    }

    @Test
    void hasARowForEveryCommandAndAColumnForEveryState() {
        TABLE.assertHas(
                Arrays.stream(UserCommand.class.getPermittedSubclasses()).map(Class::getSimpleName),
                Arrays.stream(UserState.values()).map(state -> state.name().toLowerCase(Locale.ROOT)));
    }

    private static Object[] history(String state) {
        var active = List.of(
                INVITED,
                ACCEPTED,
                new PasskeyAdded(USER, ORG, "passkey", "Blue key"),
                new SecondFactorEnrolled(USER, ORG),
                new UserSignedIn(USER, ORG, session(1), later(1)),
                new PasswordResetRequested(USER, ORG, "reset", NOW.plus(Duration.ofMinutes(30))),
                new EmailChangeRequested(USER, ORG, NEW_EMAIL, "change", later(1)));
        return switch (state) {
            case "invited" -> new Object[] {INVITED};
            case "active" -> active.toArray();
            case "deactivated" -> and(active, DEACTIVATED);
            case "withdrawn" -> new Object[] {INVITED, new InvitationWithdrawn(USER, ORG)};
            case "erased" -> and(active, new UserErased(USER, ORG, UserState.ACTIVE));
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static Object[] and(List<?> events, Object last) {
        return Stream.concat(events.stream(), Stream.of(last)).toArray();
    }

    private static UserCommand sensible(String command, OrganizationId org) {
        return switch (command) {
            case "RegisterSystemAdmin" -> new RegisterSystemAdmin(USER, org, EMAIL, "Ada");
            case "InviteUser" -> new InviteUser(USER, org, LICENSE, EMAIL, PROFILE, Role.USER, Set.of(), null, null);
            case "EnsureWorkspaceUser" -> new EnsureWorkspaceUser(USER, org, LICENSE, EMAIL, PROFILE, null);
            case "ResendInvitation" -> new ResendInvitation(USER, org);
            case "WithdrawInvitation" -> new WithdrawInvitation(USER, org);
            case "ExpireInvitation" -> new ExpireInvitation(USER, org, "invitation");
            case "AcceptInvitation" -> new AcceptInvitation(USER, org, "invitation", PROFILE);
            case "ChangeUserProfile" -> new ChangeUserProfile(USER, org, OTHER_PROFILE);
            case "RequestEmailChange" -> new RequestEmailChange(USER, org, new EmailAddress("ada@example.net"));
            case "ConfirmEmailChange" -> new ConfirmEmailChange(USER, org, "change");
            case "ChangeRole" -> new ChangeRole(USER, org, Role.EMPLOYEE);
            case "ChangeServiceRoles" -> new ChangeServiceRoles(USER, org, CRM);
            case "AssignProduct" -> new AssignProduct(USER, org, FLOW);
            case "WithdrawProduct" -> new WithdrawProduct(USER, org, CX);
            case "ActivateUser" -> new ActivateUser(USER, org);
            case "DeactivateUser" -> new DeactivateUser(USER, org);
            case "EndAccess" -> new EndAccess(USER, org);
            case "ChangePassword" -> new ChangePassword(USER, org, session(1));
            case "RequestPasswordReset" -> new RequestPasswordReset(USER, org);
            case "ResetPassword" -> new ResetPassword(USER, org, "reset");
            case "EnrollSecondFactor" -> new EnrollSecondFactor(USER, org);
            case "RemoveSecondFactor" -> new RemoveSecondFactor(USER, org);
            case "UseRecoveryCode" -> new UseRecoveryCode(USER, org, 9);
            case "AddPasskey" -> new AddPasskey(USER, org, "other", "Red key");
            case "RemovePasskey" -> new RemovePasskey(USER, org, "passkey");
            case "OpenSession" -> new OpenSession(USER, org, session(2), null);
            case "RefuseSignIn" -> new RefuseSignIn(USER, org);
            case "RequestUnlock" -> new RequestUnlock(USER, org);
            case "UnlockUserByLink" -> new UnlockUserByLink(USER, org, "unlock");
            case "UnlockUser" -> new UnlockUser(USER, org);
            case "EndSession" -> new EndSession(USER, org, session(1), SessionEnd.REVOKED);
            case "EraseUser" -> new EraseUser(USER, org);
            case "EraseUserWithOrganization" -> new EraseUserWithOrganization(USER, org);
            default -> throw new IllegalArgumentException(command);
        };
    }

    // ---- organization and version

    @ParameterizedTest
    @EnumSource(UserState.class)
    void isOutOfReachOfAnotherOrganizationInEveryState(UserState state) {
        for (var command : UserCommand.class.getPermittedSubclasses()) {
            given(history(state.name().toLowerCase(Locale.ROOT)))
                    .when(sensible(command.getSimpleName(), RIVAL))
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
    }

    @Test
    void isNotChangedByWhoSawAnOlderVersion() {
        given(SYSTEM_ADMIN, signedIn(1, later(1)))
                .when(
                        new EndSession(USER, OPERATOR, session(1), SessionEnd.REVOKED),
                        Map.of(MetadataKey.EXPECTED_VERSION, "0"))
                .expectException(refusedBy(KernelRule.STALE_VERSION))
                .expectNoEvents();
    }

    // ---- the first system admin

    @Test
    void isRegisteredForTheOperator() {
        user.givenNoPriorActivity()
                .when(new RegisterSystemAdmin(USER, OPERATOR, EMAIL, "Ada"))
                .expectEvents(SYSTEM_ADMIN);
        assertThat(emails.all()).containsOnly(held(OPERATOR, EMAIL, null));
        assertThat(administration.asked).containsExactly("add %s %s".formatted(OPERATOR, USER));
    }

    @Test
    void isRegisteredOnceHoweverOftenAsked() {
        given(SYSTEM_ADMIN)
                .when(new RegisterSystemAdmin(USER, OPERATOR, EMAIL, "Ada"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void cannotBeASystemAdminOfACustomer() {
        user.givenNoPriorActivity()
                .when(new RegisterSystemAdmin(USER, ORG, EMAIL, "Ada"))
                .expectException(refusedBy(UserRule.NOT_ALLOWED))
                .expectNoEvents();
    }

    // ---- invitation

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "USER", "EMPLOYEE", "WORKSPACE_USER"})
    void isInvitedForAWeekAndTakesASeat(Role role) {
        user.givenNoPriorActivity().when(invite(role, null)).expectEvents(invited(role, LICENSE, null, WEEK_LATER));
        assertThat(seats.asked).containsExactly(SEAT_TAKEN);
        assertThat(emails.all()).containsOnly(held(ORG, EMAIL, null));
        assertThat(administration.asked).isEmpty();
    }

    @Test
    void isInvitedAsAnAuditorForATimeWithoutASeat() {
        user.givenNoPriorActivity()
                .when(invite(Role.AUDITOR, WEEK_LATER.plusSeconds(1)))
                .expectEvents(invited(Role.AUDITOR, null, WEEK_LATER.plusSeconds(1), WEEK_LATER));
        assertThat(seats.asked).isEmpty();
    }

    @Test
    void isNotInvitedForLongerThanAnAuditorHasAccess() {
        user.givenNoPriorActivity()
                .when(invite(Role.AUDITOR, later(5).plusNanos(1)))
                .expectEvents(invited(Role.AUDITOR, null, later(5), later(5)));
    }

    @Test
    void getsAnotherLinkWithEveryInvitation() {
        assertThat(Invitation.judged(invite(Role.USER, null), NOW).invitationId())
                .isNotEqualTo(Invitation.judged(invite(Role.USER, null), NOW).invitationId());
    }

    private static EnsureWorkspaceUser ensure(OrganizationId org, @Nullable PlanId plan) {
        return new EnsureWorkspaceUser(USER, org, LICENSE, EMAIL, PROFILE, plan);
    }

    @Test
    void isAWorkspaceUserOfAProgramAtOnceAndTakesASeat() {
        var plan = new PlanId("starter");
        user.givenNoPriorActivity()
                .when(ensure(ORG, plan))
                .expectEvents(new WorkspaceUserEnsured(USER, ORG, LICENSE, EMAIL, PROFILE, plan));
        assertThat(seats.asked).containsExactly(SEAT_TAKEN);
        assertThat(emails.all()).containsOnly(held(ORG, EMAIL, null));
        assertThat(administration.asked).isEmpty();
    }

    @Test
    void canAskForAPasswordWhenAProgramHasMadeIt() {
        given(new WorkspaceUserEnsured(USER, ORG, LICENSE, EMAIL, PROFILE, null))
                .when(new RequestPasswordReset(USER, ORG))
                .expectEvents(new PasswordResetRequested(USER, ORG, "", later(1)));
    }

    @Test
    void isNoWorkspaceUserWhereNoSeatIsLeft() {
        seats.full = true;

        user.givenNoPriorActivity()
                .when(ensure(ORG, null))
                .expectException(refusedBy(LicenseRule.SEAT_LIMIT))
                .expectNoEvents();
    }

    @Test
    void isNoWorkspaceUserOfTheOperator() {
        user.givenNoPriorActivity()
                .when(ensure(OPERATOR, null))
                .expectException(refusedBy(UserRule.ROLE_NOT_POSSIBLE))
                .expectNoEvents();
    }

    @Test
    void isNotTakenForSomebodyElseByAProgram() {
        given(INVITED)
                .when(new EnsureWorkspaceUser(USER, ORG, LICENSE, NEW_EMAIL, PROFILE, null))
                .expectException(refusedBy(UserRule.USER_EXISTS))
                .expectNoEvents();
    }

    @Test
    void isNotInvitedWhereNoSeatIsLeft() {
        seats.full = true;

        user.givenNoPriorActivity()
                .when(invite(Role.USER, null))
                .expectException(refusedBy(LicenseRule.SEAT_LIMIT))
                .expectNoEvents();
    }

    @Test
    void isNotInvitedUnderTheAddressOfAnotherInTheOrganization() {
        hold(ORG, EMAIL);

        user.givenNoPriorActivity()
                .when(invite(Role.USER, null))
                .expectException(refusedBy(UserRule.EMAIL_TAKEN, Map.of("value", EMAIL.value())))
                .expectNoEvents();
        assertThat(seats.asked).isEmpty();
    }

    @Test
    void isInvitedUnderTheAddressOfSomebodyInAnotherOrganization() {
        hold(RIVAL, EMAIL);

        user.givenNoPriorActivity().when(invite(Role.USER, null)).expectEvents(INVITED);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYSTEM_ADMIN", "SUITE_AUDITOR"})
    void isNotInvitedAsTheOperatorsByACustomer(Role role) {
        user.givenNoPriorActivity()
                .when(invite(role, WEEK_LATER))
                .expectException(refusedBy(UserRule.ROLE_NOT_POSSIBLE))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "USER", "EMPLOYEE", "WORKSPACE_USER", "AUDITOR"})
    void isNotInvitedByTheOperatorAsACustomers(Role role) {
        user.givenNoPriorActivity()
                .when(new InviteUser(USER, OPERATOR, LICENSE, EMAIL, PROFILE, role, Set.of(), null, null))
                .expectException(refusedBy(UserRule.ROLE_NOT_POSSIBLE))
                .expectNoEvents();
    }

    @Test
    void isInvitedByTheOperatorWithoutALicense() {
        user.givenNoPriorActivity()
                .when(new InviteUser(USER, OPERATOR, null, EMAIL, PROFILE, Role.SYSTEM_ADMIN, Set.of(), null, null))
                .expectEvents(new UserInvited(
                        USER, OPERATOR, null, EMAIL, PROFILE, Role.SYSTEM_ADMIN, Set.of(), null, "", WEEK_LATER));
        assertThat(seats.asked).isEmpty();
    }

    @Test
    void isNotInvitedAsAnAuditorWithoutEnd() {
        refusesToInvite(invite(Role.AUDITOR, null), refusedBy(UserRule.ROLE_NOT_POSSIBLE));
        refusesToInvite(
                new InviteUser(USER, OPERATOR, null, EMAIL, PROFILE, Role.SUITE_AUDITOR, Set.of(), null, null),
                refusedBy(UserRule.ROLE_NOT_POSSIBLE));
        refusesToInvite(invite(Role.AUDITOR, NOW), invalid("accessUntil"));
    }

    @Test
    void isNotInvitedWithAnEndUnlessAsAnAuditor() {
        refusesToInvite(invite(Role.ADMIN, WEEK_LATER), refusedBy(UserRule.ROLE_NOT_POSSIBLE));
    }

    @Test
    void isInvitedFromTheAllowedDomainOnly() {
        refusesToInvite(ofDomain("example.org"), refusedBy(UserRule.DOMAIN_NOT_ALLOWED));
        refusesToInvite(ofDomain("ample.com"), refusedBy(UserRule.DOMAIN_NOT_ALLOWED));

        user.givenNoPriorActivity().when(ofDomain("Example.com")).expectEvents(INVITED);
    }

    private static InviteUser ofDomain(String domain) {
        return new InviteUser(USER, ORG, LICENSE, EMAIL, PROFILE, Role.USER, Set.of(CX), null, domain);
    }

    @Test
    void isNotInvitedWithWhatIsNoValue() {
        var blank = new UserProfile(" ", null, null, null, null);
        refusesToInvite(
                new InviteUser(USER, ORG, null, EMAIL, PROFILE, Role.USER, Set.of(), null, null), invalid("licenseId"));
        refusesToInvite(
                new InviteUser(USER, ORG, LICENSE, new EmailAddress("ada"), PROFILE, Role.USER, Set.of(), null, null),
                invalid("email"));
        refusesToInvite(
                new InviteUser(USER, ORG, LICENSE, EMAIL, blank, Role.USER, Set.of(), null, null),
                invalid("firstName"));
        refusesToInvite(
                new InviteUser(USER, ORG, LICENSE, EMAIL, PROFILE, Role.USER, Set.of(new ProductId("A B")), null, null),
                invalid("products"));
    }

    private void refusesToInvite(InviteUser command, Matcher<?> refusal) {
        user.givenNoPriorActivity().when(command).expectException(refusal).expectNoEvents();
        assertThat(emails.all()).isEmpty();
        assertThat(seats.asked).isEmpty();
    }

    @Test
    void getsALinkForAnotherWeekWhenTheInvitationIsSentAgain() {
        clock.advance(Duration.ofDays(3));

        given(INVITED)
                .when(new ResendInvitation(USER, ORG))
                .expectEvents(new InvitationResent(USER, ORG, "", WEEK_LATER.plus(Duration.ofDays(3))));
    }

    @Test
    void isFreeOfAnInvitationThatIsTakenBack() {
        given(INVITED).when(new WithdrawInvitation(USER, ORG)).expectEvents(new InvitationWithdrawn(USER, ORG));
        assertThat(seats.asked).containsExactly(SEAT_GIVEN_BACK);
    }

    @Test
    void isNotInvitedAnyMoreWhenTheTimeIsOver() {
        clock.advance(Duration.ofDays(7));

        given(INVITED)
                .when(new ExpireInvitation(USER, ORG, "invitation"))
                .expectEvents(new InvitationExpired(USER, ORG));
        assertThat(seats.asked).containsExactly(SEAT_GIVEN_BACK);
    }

    @Test
    void staysInvitedWhenTheTimeOfAnOlderLinkIsOver() {
        clock.advance(Duration.ofDays(7));

        given(INVITED, new InvitationResent(USER, ORG, "newer", WEEK_LATER.plusSeconds(1)))
                .when(new ExpireInvitation(USER, ORG, "invitation"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(INVITED, new InvitationResent(USER, ORG, "newer", WEEK_LATER.plusSeconds(1)))
                .when(new ExpireInvitation(USER, ORG, "newer"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void acceptsByThePresentLinkOnly() {
        var resent = new InvitationResent(USER, ORG, "newer", WEEK_LATER);

        given(INVITED, resent)
                .when(new AcceptInvitation(USER, ORG, "invitation", PROFILE))
                .expectException(refusedBy(UserRule.LINK_NOT_VALID))
                .expectNoEvents();
        given(INVITED, resent)
                .when(new AcceptInvitation(USER, ORG, "newer", OTHER_PROFILE))
                .expectEvents(new UserRegistered(USER, ORG, OTHER_PROFILE));
        assertThat(administration.asked).isEmpty();
    }

    @Test
    void keepsOfTheInvitationWhatThePersonSaysNothingAbout() {
        given(INVITED)
                .when(new AcceptInvitation(
                        USER, ORG, "invitation", new UserProfile(null, "King", null, "Countess", null)))
                .expectEvents(new UserRegistered(
                        USER, ORG, new UserProfile(PROFILE.firstName(), "King", null, "Countess", null)));
    }

    @Test
    void acceptsInTimeOnly() {
        clock.advance(Duration.ofDays(7));

        given(INVITED)
                .when(new AcceptInvitation(USER, ORG, "invitation", PROFILE))
                .expectException(refusedBy(UserRule.LINK_NOT_VALID))
                .expectNoEvents();
    }

    @Test
    void administersTheOrganizationOnceTheInvitationIsAccepted() {
        given(invited(Role.ADMIN, LICENSE, null, WEEK_LATER))
                .when(new AcceptInvitation(USER, ORG, "invitation", PROFILE))
                .expectEvents(ACCEPTED);
        assertThat(administration.asked).containsExactly(ADMIN_ADDED);
    }

    // ---- profile and address

    @Test
    void hasItsProfileAlready() {
        given(active(Role.USER))
                .when(new ChangeUserProfile(USER, ORG, PROFILE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(active(Role.USER))
                .when(new ChangeUserProfile(USER, ORG, OTHER_PROFILE))
                .expectEvents(new UserProfileChanged(USER, ORG, OTHER_PROFILE));
        given(active(Role.USER))
                .when(new ChangeUserProfile(USER, ORG, new UserProfile(null, "x".repeat(101), null, null, null)))
                .expectException(invalid("lastName"))
                .expectNoEvents();
    }

    @Test
    void takesAnotherAddressForADayUntilItIsConfirmed() {
        given(active(Role.USER))
                .when(new RequestEmailChange(USER, ORG, NEW_EMAIL))
                .expectEvents(new EmailChangeRequested(USER, ORG, NEW_EMAIL, "", later(24)));
        assertThat(emails.all()).containsOnly(held(ORG, NEW_EMAIL, later(24)));
    }

    @Test
    void getsOneLinkForTheSameOtherAddressAMinute() {
        given(INVITED, ACCEPTED, wants(NEW_EMAIL, "change", later(24).minusSeconds(59)))
                .when(new RequestEmailChange(USER, ORG, NEW_EMAIL))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(INVITED, ACCEPTED, wants(NEW_EMAIL, "change", later(24).minusSeconds(60)))
                .when(new RequestEmailChange(USER, ORG, NEW_EMAIL))
                .expectEvents(wants(NEW_EMAIL, "", later(24)));
        given(INVITED, ACCEPTED, wants(new EmailAddress("a@b.example"), "change", later(24)))
                .when(new RequestEmailChange(USER, ORG, NEW_EMAIL))
                .expectEvents(wants(NEW_EMAIL, "", later(24)));
    }

    @Test
    void hasItsAddressAlready() {
        given(active(Role.USER))
                .when(new RequestEmailChange(USER, ORG, EMAIL))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(emails.all()).isEmpty();
    }

    @Test
    void cannotHaveTheAddressOfAnother() {
        hold(ORG, NEW_EMAIL);

        given(active(Role.USER))
                .when(new RequestEmailChange(USER, ORG, NEW_EMAIL))
                .expectException(refusedBy(UserRule.EMAIL_TAKEN))
                .expectNoEvents();
        given(active(Role.USER))
                .when(new RequestEmailChange(USER, ORG, new EmailAddress("ada")))
                .expectException(invalid("email"))
                .expectNoEvents();
    }

    @Test
    void hasTheOtherAddressForGoodOnceItIsConfirmed() {
        given(INVITED, ACCEPTED, wants(NEW_EMAIL, "change", later(1)))
                .when(new ConfirmEmailChange(USER, ORG, "change"))
                .expectEvents(new EmailChanged(USER, ORG, NEW_EMAIL, EMAIL));
        assertThat(emails.all()).containsOnly(held(ORG, NEW_EMAIL, null));
    }

    @Test
    void confirmsByThePresentLinkInTimeAndOnce() {
        var older = wants(NEW_EMAIL, "change", later(1));
        for (var history : List.of(
                List.of(INVITED, ACCEPTED),
                List.of(INVITED, ACCEPTED, older, wants(new EmailAddress("a@b.example"), "newer", later(1))),
                List.of(INVITED, ACCEPTED, wants(NEW_EMAIL, "change", NOW)),
                List.of(INVITED, ACCEPTED, older, new EmailChanged(USER, ORG, NEW_EMAIL, EMAIL)),
                List.of(INVITED, ACCEPTED, older, DEACTIVATED, new UserActivated(USER, ORG)),
                List.of(INVITED, ACCEPTED, older, new PasswordReset(USER, ORG)),
                List.of(INVITED, ACCEPTED, older, new PasswordChanged(USER, ORG, session(1))))) {
            given(history.toArray())
                    .when(new ConfirmEmailChange(USER, ORG, "change"))
                    .expectException(refusedBy(UserRule.LINK_NOT_VALID))
                    .expectNoEvents();
        }
    }

    @Test
    void doesNotGetAnAddressThatAnotherTookMeanwhile() {
        hold(ORG, NEW_EMAIL);

        given(INVITED, ACCEPTED, wants(NEW_EMAIL, "change", later(1)))
                .when(new ConfirmEmailChange(USER, ORG, "change"))
                .expectException(refusedBy(UserRule.EMAIL_TAKEN))
                .expectNoEvents();
    }

    private static EmailChangeRequested wants(EmailAddress email, String changeId, Instant expiresAt) {
        return new EmailChangeRequested(USER, ORG, email, changeId, expiresAt);
    }

    private void hold(OrganizationId organizationId, EmailAddress email) {
        assertThat(emails.reserve(User.EMAIL, organizationId + " " + email, OTHER.value(), null, id -> true))
                .isTrue();
    }

    private static Map.Entry<String, Holder> held(
            OrganizationId organizationId, EmailAddress email, @Nullable Instant until) {
        return Map.entry("%s %s %s".formatted(User.EMAIL, organizationId, email), new Holder(USER.value(), until));
    }

    // ---- roles

    @Test
    void administersTheOrganizationWithTheRoleForIt() {
        given(active(Role.USER))
                .when(new ChangeRole(USER, ORG, Role.ADMIN))
                .expectEvents(new RoleChanged(USER, ORG, Role.ADMIN));
        assertThat(administration.asked).containsExactly(ADMIN_ADDED);
    }

    @Test
    void administersTheOrganizationNoMoreWithAnotherRole() {
        given(active(Role.ADMIN))
                .when(new ChangeRole(USER, ORG, Role.USER))
                .expectEvents(new RoleChanged(USER, ORG, Role.USER));
        assertThat(administration.asked).containsExactly(ADMIN_REMOVED);
    }

    @Test
    void isNotCountedAmongTheAdministratorsWhileNotActive() {
        given(invited(Role.ADMIN, LICENSE, null, WEEK_LATER))
                .when(new ChangeRole(USER, ORG, Role.USER))
                .expectEvents(new RoleChanged(USER, ORG, Role.USER));
        given(INVITED, ACCEPTED, DEACTIVATED)
                .when(new ChangeRole(USER, ORG, Role.ADMIN))
                .expectEvents(new RoleChanged(USER, ORG, Role.ADMIN));
        assertThat(administration.asked).isEmpty();
    }

    @Test
    void staysTheLastWhoAdministersTheOrganization() {
        administration.othersRemain = false;
        for (var command : List.of(
                new ChangeRole(USER, ORG, Role.USER), new DeactivateUser(USER, ORG), new EraseUser(USER, ORG))) {
            given(active(Role.ADMIN))
                    .when(command)
                    .expectException(refusedBy(UserRule.LAST_ADMIN))
                    .expectNoEvents();
        }
        assertThat(seats.asked).isEmpty();
    }

    @Test
    void staysTheLastSystemAdmin() {
        administration.othersRemain = false;

        given(SYSTEM_ADMIN)
                .when(new DeactivateUser(USER, OPERATOR))
                .expectException(refusedBy(UserRule.LAST_ADMIN))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(names = {"SYSTEM_ADMIN", "SUITE_AUDITOR", "AUDITOR"})
    void isNotMadeWhatOneIsInvitedAs(Role role) {
        given(active(Role.USER))
                .when(new ChangeRole(USER, ORG, role))
                .expectException(refusedBy(UserRule.ROLE_NOT_POSSIBLE))
                .expectNoEvents();
    }

    @Test
    void staysAnAuditor() {
        given(auditor(WEEK_LATER), ACCEPTED)
                .when(new ChangeRole(USER, ORG, Role.ADMIN))
                .expectException(refusedBy(UserRule.ROLE_NOT_POSSIBLE))
                .expectNoEvents();
        given(auditor(WEEK_LATER), ACCEPTED)
                .when(new ChangeServiceRoles(USER, ORG, CRM))
                .expectException(refusedBy(UserRule.ROLE_NOT_POSSIBLE))
                .expectNoEvents();
    }

    @Test
    void changesNothingWhereItIsSoAlready() {
        for (var command : List.of(
                new ChangeRole(USER, ORG, Role.USER),
                new ChangeServiceRoles(USER, ORG, CRM),
                new AssignProduct(USER, ORG, CX),
                new AssignProduct(USER, ORG, FLOW),
                new WithdrawProduct(USER, ORG, new ProductId("ava-smartbill")))) {
            given(INVITED, ACCEPTED, new ServiceRolesChanged(USER, ORG, CRM), new ProductAssigned(USER, ORG, FLOW))
                    .when(command)
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    @Test
    void getsNoProductThatIsNotInTheCatalogue() {
        refusesToInvite(
                new InviteUser(USER, ORG, LICENSE, EMAIL, PROFILE, Role.USER, Set.of(GONE), null, null),
                refusedBy(CatalogueRule.NOT_IN_CATALOGUE, Map.of("product", "ava-gone")));
        given(active(Role.USER))
                .when(new AssignProduct(USER, ORG, GONE))
                .expectException(refusedBy(CatalogueRule.NOT_IN_CATALOGUE, Map.of("product", "ava-gone")))
                .expectNoEvents();
    }

    @Test
    void keepsAndLosesAProductThatIsNotInTheCatalogueAnyMore() {
        var had = new ProductAssigned(USER, ORG, GONE);

        given(INVITED, ACCEPTED, had).when(new AssignProduct(USER, ORG, GONE)).expectNoEvents();
        given(INVITED, ACCEPTED, had)
                .when(new WithdrawProduct(USER, ORG, GONE))
                .expectEvents(new ProductWithdrawn(USER, ORG, GONE));
    }

    @Test
    void isAssignedNothingThatIsNoProduct() {
        given(active(Role.USER))
                .when(new AssignProduct(USER, ORG, new ProductId("A B")))
                .expectException(invalid("productId"))
                .expectNoEvents();
    }

    // ---- active or not

    @Test
    void givesTheSeatBackWhenDeactivatedAndTakesOneWhenActivated() {
        given(active(Role.ADMIN)).when(new DeactivateUser(USER, ORG)).expectEvents(DEACTIVATED);
        assertThat(seats.asked).containsExactly(SEAT_GIVEN_BACK);
        assertThat(administration.asked).containsExactly(ADMIN_REMOVED);

        given(invited(Role.ADMIN, LICENSE, null, WEEK_LATER), ACCEPTED, DEACTIVATED)
                .when(new ActivateUser(USER, ORG))
                .expectEvents(new UserActivated(USER, ORG));
        assertThat(seats.asked).containsExactly(SEAT_GIVEN_BACK, SEAT_TAKEN);
        assertThat(administration.asked).containsExactly(ADMIN_REMOVED, ADMIN_ADDED);
    }

    @Test
    void isNotActivatedWhereNoSeatIsLeft() {
        seats.full = true;

        given(INVITED, ACCEPTED, DEACTIVATED)
                .when(new ActivateUser(USER, ORG))
                .expectException(refusedBy(LicenseRule.SEAT_LIMIT))
                .expectNoEvents();
    }

    @Test
    void hasNoSessionAnyMoreWhenDeactivated() {
        given(INVITED, ACCEPTED, new UserSignedIn(USER, ORG, session(1), later(1)), DEACTIVATED)
                .when(new EndSession(USER, ORG, session(1), SessionEnd.REVOKED))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void losesAnAuditorsAccessWhenItsTimeIsOver() {
        given(auditor(NOW), ACCEPTED).when(new EndAccess(USER, ORG)).expectEvents(DEACTIVATED);
        assertThat(seats.asked).isEmpty();
        given(auditor(NOW.plusMillis(1)), ACCEPTED)
                .when(new EndAccess(USER, ORG))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(auditor(NOW), ACCEPTED, DEACTIVATED)
                .when(new EndAccess(USER, ORG))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void doesNotEnterWhenTheAccessIsOverEvenBeforeItWasEnded() {
        given(auditor(NOW), ACCEPTED)
                .when(new OpenSession(USER, ORG, session(1), null))
                .expectException(refusedBy(UserRule.USER_NOT_ACTIVE))
                .expectNoEvents();
        given(auditor(NOW), ACCEPTED, DEACTIVATED)
                .when(new ActivateUser(USER, ORG))
                .expectException(refusedBy(UserRule.USER_NOT_ACTIVE))
                .expectNoEvents();
    }

    @Test
    void givesUpWhatItHadWhenErased() {
        given(active(Role.ADMIN))
                .when(new EraseUser(USER, ORG))
                .expectEvents(new UserErased(USER, ORG, UserState.ACTIVE));
        assertThat(seats.asked).containsExactly(SEAT_GIVEN_BACK);
        assertThat(administration.asked).containsExactly(ADMIN_REMOVED);
    }

    @Test
    void givesNothingUpTwiceWhenErased() {
        given(invited(Role.ADMIN, LICENSE, null, WEEK_LATER), ACCEPTED, DEACTIVATED)
                .when(new EraseUser(USER, ORG))
                .expectEvents(new UserErased(USER, ORG, UserState.DEACTIVATED));
        given(INVITED, new InvitationExpired(USER, ORG))
                .when(new EraseUser(USER, ORG))
                .expectEvents(new UserErased(USER, ORG, UserState.WITHDRAWN));
        assertThat(seats.asked).isEmpty();
        assertThat(administration.asked).isEmpty();

        given(INVITED).when(new EraseUser(USER, ORG)).expectEvents(new UserErased(USER, ORG, UserState.INVITED));
        assertThat(seats.asked).containsExactly(SEAT_GIVEN_BACK);
    }

    @Test
    void isErasedWithTheOrganizationThoughNobodyElseAdministersIt() {
        administration.othersRemain = false;

        given(active(Role.ADMIN))
                .when(new EraseUserWithOrganization(USER, ORG))
                .expectEvents(new UserErased(USER, ORG, UserState.ACTIVE));

        assertThat(seats.asked).containsExactly(SEAT_GIVEN_BACK);
        assertThat(administration.asked).isEmpty();
    }

    // ---- credentials

    @Test
    void keepsOnlyTheSessionInWhichThePasswordWasChanged() {
        Object[] history = {
            SYSTEM_ADMIN, signedIn(1, later(1)), signedIn(2, later(1)), new PasswordChanged(USER, OPERATOR, session(2))
        };

        given(history)
                .when(new EndSession(USER, OPERATOR, session(1), SessionEnd.REVOKED))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(history)
                .when(new EndSession(USER, OPERATOR, session(2), SessionEnd.REVOKED))
                .expectEvents(new SessionEnded(USER, OPERATOR, session(2), SessionEnd.REVOKED));
    }

    @Test
    void getsALinkForANewPasswordForAnHour() {
        given(SYSTEM_ADMIN)
                .when(new RequestPasswordReset(USER, OPERATOR))
                .expectEvents(new PasswordResetRequested(USER, OPERATOR, "", later(1)));
    }

    @Test
    void getsOneLinkForANewPasswordAMinute() {
        given(SYSTEM_ADMIN, resetRequested("reset", later(1).minusSeconds(59)))
                .when(new RequestPasswordReset(USER, OPERATOR))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(SYSTEM_ADMIN, resetRequested("reset", later(1).minusSeconds(60)))
                .when(new RequestPasswordReset(USER, OPERATOR))
                .expectEvents(resetRequested("", later(1)));
        given(SYSTEM_ADMIN, resetRequested("reset", later(1)), new PasswordReset(USER, OPERATOR))
                .when(new RequestPasswordReset(USER, OPERATOR))
                .expectEvents(resetRequested("", later(1)));
    }

    @Test
    void setsANewPasswordByThePresentLinkInTimeAndOnce() {
        given(SYSTEM_ADMIN, resetRequested("reset", NOW.plusMillis(1)))
                .when(new ResetPassword(USER, OPERATOR, "reset"))
                .expectEvents(new PasswordReset(USER, OPERATOR));
        for (var history : List.of(
                List.of(SYSTEM_ADMIN),
                List.of(SYSTEM_ADMIN, resetRequested("reset", NOW)),
                List.of(SYSTEM_ADMIN, resetRequested("reset", later(1)), resetRequested("newer", later(1))),
                List.of(SYSTEM_ADMIN, resetRequested("reset", later(1)), new PasswordReset(USER, OPERATOR)),
                List.of(
                        SYSTEM_ADMIN,
                        resetRequested("reset", later(1)),
                        new PasswordChanged(USER, OPERATOR, session(1))),
                List.of(
                        SYSTEM_ADMIN,
                        resetRequested("reset", later(1)),
                        new EmailChanged(USER, OPERATOR, NEW_EMAIL, EMAIL)))) {
            given(history.toArray())
                    .when(new ResetPassword(USER, OPERATOR, "reset"))
                    .expectException(refusedBy(UserRule.LINK_NOT_VALID))
                    .expectNoEvents();
        }
    }

    @Test
    void hasNoSessionAndNoLockAfterANewPasswordByLink() {
        Object[] history = {
            SYSTEM_ADMIN,
            signedIn(1, later(1)),
            refused(100, later(1)),
            new UserLocked(USER, OPERATOR),
            new PasswordReset(USER, OPERATOR)
        };

        given(history)
                .when(new EndSession(USER, OPERATOR, session(1), SessionEnd.REVOKED))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(history).when(new RefuseSignIn(USER, OPERATOR)).expectEvents(refused(1, null));
    }

    private static PasswordResetRequested resetRequested(String resetId, Instant expiresAt) {
        return new PasswordResetRequested(USER, OPERATOR, resetId, expiresAt);
    }

    @Test
    void hasOneSecondFactor() {
        given(SYSTEM_ADMIN)
                .when(new EnrollSecondFactor(USER, OPERATOR))
                .expectEvents(new SecondFactorEnrolled(USER, OPERATOR));
        given(SYSTEM_ADMIN, new SecondFactorEnrolled(USER, OPERATOR), new SecondFactorRemoved(USER, OPERATOR))
                .when(new EnrollSecondFactor(USER, OPERATOR))
                .expectEvents(new SecondFactorEnrolled(USER, OPERATOR));
        for (var command : List.of(new RemoveSecondFactor(USER, OPERATOR), new UseRecoveryCode(USER, OPERATOR, 9))) {
            given(SYSTEM_ADMIN)
                    .when(command)
                    .expectException(refusedBy(UserRule.SECOND_FACTOR_NOT_ENROLLED))
                    .expectNoEvents();
        }
    }

    @Test
    void hasAPasskeyOnce() {
        given(SYSTEM_ADMIN, new PasskeyAdded(USER, OPERATOR, "passkey", "Blue key"))
                .when(new AddPasskey(USER, OPERATOR, "passkey", "Blue key"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(SYSTEM_ADMIN)
                .when(new AddPasskey(USER, OPERATOR, "passkey", " "))
                .expectException(invalid("name"))
                .expectNoEvents();
    }

    @Test
    void hasNoMorePasskeysThanAnAccountCanHave() {
        var added = IntStream.range(0, 20)
                .mapToObj(number -> (Object) new PasskeyAdded(USER, OPERATOR, "passkey" + number, "Key " + number))
                .toArray();
        var history = Stream.concat(Stream.of(SYSTEM_ADMIN), Stream.of(added)).toArray();
        given(history)
                .when(new AddPasskey(USER, OPERATOR, "another", "Key 21"))
                .expectException(refusedBy(UserRule.PASSKEY_LIMIT))
                .expectNoEvents();
        given(history)
                .when(new AddPasskey(USER, OPERATOR, "passkey7", "Key 7"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with.stop", "$key", "two words"})
    void hasNoPasskeyWhoseIdIsNotBase64Url(String passkeyId) {
        given(SYSTEM_ADMIN)
                .when(new AddPasskey(USER, OPERATOR, passkeyId, "Blue key"))
                .expectException(invalid("passkeyId"))
                .expectNoEvents();
    }

    // ---- signing in

    @Test
    void opensASessionThatEndsHoweverBusyItIs() {
        given(SYSTEM_ADMIN)
                .when(new OpenSession(USER, OPERATOR, session(1), null))
                .expectEvents(signedIn(1, NOW.plus(ABSOLUTE)));
    }

    @Test
    void opensASessionOnce() {
        given(SYSTEM_ADMIN, signedIn(1, NOW.plus(ABSOLUTE)))
                .when(new OpenSession(USER, OPERATOR, session(1), null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void signsInByAPasskeyOfTheUsersOnly() {
        given(SYSTEM_ADMIN, new PasskeyAdded(USER, OPERATOR, "blue", "Blue key"))
                .when(new OpenSession(USER, OPERATOR, session(1), "blue"))
                .expectEvents(new PasskeyUsed(USER, OPERATOR, "blue"), signedIn(1, NOW.plus(ABSOLUTE)));
        given(
                        SYSTEM_ADMIN,
                        new PasskeyAdded(USER, OPERATOR, "blue", "Blue key"),
                        new PasskeyRemoved(USER, OPERATOR, "blue"))
                .when(new OpenSession(USER, OPERATOR, session(1), "blue"))
                .expectException(refusedBy(UserRule.PASSKEY_REFUSED))
                .expectNoEvents();
    }

    @Test
    void endsTheOldestSessionWhenTooManyAreOpen() {
        given(SYSTEM_ADMIN, signedIn(1, later(1)), signedIn(2, later(2)), signedIn(3, later(3)))
                .when(new OpenSession(USER, OPERATOR, session(4), null))
                .expectEvents(
                        new SessionEnded(USER, OPERATOR, session(1), SessionEnd.TOO_MANY),
                        signedIn(4, NOW.plus(ABSOLUTE)));
    }

    @Test
    void doesNotCountSessionsThatAreOver() {
        given(SYSTEM_ADMIN, signedIn(1, NOW), signedIn(2, later(2)), signedIn(3, later(3)))
                .when(new OpenSession(USER, OPERATOR, session(4), null))
                .expectEvents(signedIn(4, NOW.plus(ABSOLUTE)));
    }

    @Test
    void forgetsSessionsThatAreOver() {
        given(SYSTEM_ADMIN, signedIn(1, NOW.minusSeconds(1)), signedIn(2, later(1)))
                .when(new EndSession(USER, OPERATOR, session(1), SessionEnd.TIMED_OUT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void endsASessionOnce() {
        given(SYSTEM_ADMIN, signedIn(1, later(1)))
                .when(new EndSession(USER, OPERATOR, session(1), SessionEnd.REVOKED))
                .expectEvents(new SessionEnded(USER, OPERATOR, session(1), SessionEnd.REVOKED));
        given(SYSTEM_ADMIN, signedIn(1, later(1)), new SessionEnded(USER, OPERATOR, session(1), SessionEnd.REVOKED))
                .when(new EndSession(USER, OPERATOR, session(1), SessionEnd.SIGNED_OUT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void toleratesFourFailures() {
        given(SYSTEM_ADMIN, refused(3, null))
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectEvents(refused(4, null));
    }

    @Test
    void isLockedForHalfAMinuteFromTheFifthFailure() {
        given(SYSTEM_ADMIN, refused(4, null))
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectEvents(refused(5, NOW.plusSeconds(30)));
    }

    @Test
    void isLockedForTwiceAsLongAfterEachFurtherFailure() {
        assertThat(IntStream.rangeClosed(5, 12)
                        .mapToObj(failures -> Lockout.after(failures, NOW).orElseThrow())
                        .map(until -> Duration.between(NOW, until).toSeconds()))
                .containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
        assertThat(Lockout.after(Integer.MAX_VALUE, NOW)).contains(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void isShutByTheHundredthFailure() {
        given(SYSTEM_ADMIN, refused(98, NOW))
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectEvents(refused(99, NOW.plus(Duration.ofMinutes(15))));
        given(SYSTEM_ADMIN, refused(99, NOW))
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectEvents(
                        refused(100, NOW.plus(Duration.ofMinutes(15))),
                        new UserLocked(USER, OPERATOR),
                        unlockLink("", later(24)));
    }

    @Test
    void opensNoSessionWhileLocked() {
        var until = NOW.plusSeconds(1);

        given(SYSTEM_ADMIN, refused(5, until))
                .when(new OpenSession(USER, OPERATOR, session(1), null))
                .expectException(refusedBy(UserRule.ACCOUNT_LOCKED, Map.of("lockedUntil", until.toString())))
                .expectNoEvents();
    }

    @Test
    void isLockedForLongerByAGuessThatWasLookedAtWhenTheLockBegan() {
        given(SYSTEM_ADMIN, refused(5, NOW.plusSeconds(30)))
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectEvents(refused(6, NOW.plusSeconds(60)));
    }

    @Test
    void opensNoSessionWhileShutHoweverLongAgoThatWas() {
        for (var command :
                List.of(new OpenSession(USER, OPERATOR, session(1), null), new RefuseSignIn(USER, OPERATOR))) {
            given(SYSTEM_ADMIN, refused(100, NOW.minusSeconds(1)), new UserLocked(USER, OPERATOR))
                    .when(command)
                    .expectException(refusedBy(UserRule.ACCOUNT_SHUT))
                    .expectNoEvents();
        }
    }

    @Test
    void getsAnotherLinkThatOpensTheAccountAMinuteAfterTheLastOne() {
        clock.advance(Duration.ofSeconds(59));
        shut().when(new RequestUnlock(USER, OPERATOR))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        clock.advance(Duration.ofSeconds(1));
        shut().when(new RequestUnlock(USER, OPERATOR))
                .expectEvents(unlockLink("", later(24).plusSeconds(60)));
        shut().andGiven(unlockLink("second", later(24).plusSeconds(1)))
                .when(new RequestUnlock(USER, OPERATOR))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private TestExecutor<User> shut() {
        return given(SYSTEM_ADMIN, refused(100, NOW), new UserLocked(USER, OPERATOR), unlockLink("first", later(24)));
    }

    private static UnlockRequested unlockLink(@Nullable String unlockId, @Nullable Instant expiresAt) {
        return new UnlockRequested(USER, OPERATOR, unlockId, expiresAt);
    }

    @Test
    void isOpenedByTheLastLinkOnlyAndOnce() {
        var unlocked = new UserUnlocked(USER, OPERATOR);
        shut().when(openedBy("first")).expectEvents(unlocked);
        shut().andGiven(unlockLink("second", later(25)))
                .when(openedBy("second"))
                .expectEvents(unlocked);

        expectLinkNotValid(shut().andGiven(unlockLink("second", later(25))), "first");
        expectLinkNotValid(shut().andGiven(unlocked), "first");
        expectLinkNotValid(shut().andGiven(new PasswordReset(USER, OPERATOR)), "first");
        expectLinkNotValid(shut().andGiven(new EmailChanged(USER, OPERATOR, NEW_EMAIL, EMAIL)), "first");
        expectLinkNotValid(
                shut().andGiven(new UserDeactivated(USER, OPERATOR), new UserActivated(USER, OPERATOR)), "first");
        // As links were when they had no name.
        expectLinkNotValid(shut().andGiven(unlockLink(null, null)), "first");

        clock.advance(Duration.ofHours(24).minusMillis(1));
        shut().when(openedBy("first")).expectEvents(unlocked);
        clock.advance(Duration.ofMillis(1));
        expectLinkNotValid(shut(), "first");
    }

    private static UnlockUserByLink openedBy(String unlockId) {
        return new UnlockUserByLink(USER, OPERATOR, unlockId);
    }

    private static void expectLinkNotValid(TestExecutor<User> account, String unlockId) {
        account.when(openedBy(unlockId))
                .expectException(refusedBy(UserRule.LINK_NOT_VALID))
                .expectNoEvents();
    }

    @Test
    void getsNoLinkThatOpensTheAccountWhereTimeOpensItOrItIsOpen() {
        clock.advance(Duration.ofDays(1));
        for (var last : List.of(refused(99, later(1)), new UserUnlocked(USER, OPERATOR))) {
            given(
                            SYSTEM_ADMIN,
                            refused(98, NOW),
                            new UserLocked(USER, OPERATOR),
                            new UserUnlocked(USER, OPERATOR),
                            last)
                    .when(new RequestUnlock(USER, OPERATOR))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    @Test
    void isUnlockedOnce() {
        var unlocked = new UserUnlocked(USER, OPERATOR);
        given(SYSTEM_ADMIN, refused(5, later(1)))
                .when(new UnlockUser(USER, OPERATOR))
                .expectEvents(unlocked);
        given(SYSTEM_ADMIN, refused(100, NOW), new UserLocked(USER, OPERATOR))
                .when(new UnlockUser(USER, OPERATOR))
                .expectEvents(unlocked);
        given(SYSTEM_ADMIN, refused(100, NOW), new UserLocked(USER, OPERATOR), unlocked)
                .when(new UnlockUser(USER, OPERATOR))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(SYSTEM_ADMIN, refused(100, NOW), new UserLocked(USER, OPERATOR), unlocked)
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectEvents(refused(1, null));
    }

    @Test
    void forgetsFailuresWithASuccess() {
        given(SYSTEM_ADMIN, refused(5, NOW), signedIn(1, later(1)))
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectEvents(refused(1, null));
    }

    @Test
    void neverPutsASecretIntoAnEvent() {
        assertThat(UserEvent.class.getPermittedSubclasses())
                .flatExtracting(event -> List.of(event.getRecordComponents()))
                .extracting(component -> ((RecordComponent) component).getName().toLowerCase(Locale.ROOT))
                .noneMatch(name -> name.contains("password") || name.contains("secret") || name.equals("code"));
    }
}

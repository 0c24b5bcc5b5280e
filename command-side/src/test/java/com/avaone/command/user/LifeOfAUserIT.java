package com.avaone.command.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseCommand.IssueLicense;
import com.avaone.api.license.LicenseCommand.PauseLicense;
import com.avaone.api.license.LicenseCommand.ResumeLicense;
import com.avaone.api.license.LicenseCommand.RevokeLicense;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.OveragePolicyChanged;
import com.avaone.api.license.LicenseEvent.SeatAssigned;
import com.avaone.api.license.LicenseEvent.SeatReleased;
import com.avaone.api.license.LicenseRule;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.OveragePolicy;
import com.avaone.api.license.Seats;
import com.avaone.api.user.AdministratorsEvent;
import com.avaone.api.user.AdministratorsEvent.AdministratorAdded;
import com.avaone.api.user.AdministratorsEvent.AdministratorRemoved;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.Passkeys;
import com.avaone.api.user.Passkeys.Passkey;
import com.avaone.api.user.SecondFactors;
import com.avaone.api.user.UserCommand.AcceptInvitation;
import com.avaone.api.user.UserCommand.ActivateUser;
import com.avaone.api.user.UserCommand.ChangeRole;
import com.avaone.api.user.UserCommand.ConfirmEmailChange;
import com.avaone.api.user.UserCommand.DeactivateUser;
import com.avaone.api.user.UserCommand.EraseUser;
import com.avaone.api.user.UserCommand.InviteUser;
import com.avaone.api.user.UserCommand.RequestEmailChange;
import com.avaone.api.user.UserCommand.WithdrawInvitation;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.EmailChangeRequested;
import com.avaone.api.user.UserEvent.InvitationExpired;
import com.avaone.api.user.UserEvent.UserDeactivated;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.UserRegistered;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserRule;
import com.avaone.api.user.UserState;
import com.avaone.command.RunningCommandSide;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.memory.CommandMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, their seats and who administers, on the real bus and event store: real commands, automations and deadlines; only the clock is moved by hand. */
@SuppressWarnings("NullAway.Init") // started before the tests
class LifeOfAUserIT {

    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningCommandSide commandSide;

    @BeforeAll
    static void start(@TempDir Path directory) {
        commandSide = RunningCommandSide.start(directory, CLOCK);
    }

    @AfterAll
    static void stop() {
        commandSide.close();
    }

    /** An organization with a license of so many seats. */
    private record Customer(OrganizationId organizationId, LicenseId licenseId) {

        static Customer withSeats(int seats) {
            var customer = new Customer(OrganizationId.random(), LicenseId.random());
            var lastDay = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC).plusYears(1);
            commandSide.send(new IssueLicense(
                    customer.licenseId,
                    customer.organizationId,
                    new LicenseTerms(new Seats(seats), lastDay, 7, List.of())));
            return customer;
        }

        InviteUser invite(String name, Role role) {
            return invite(name, role, null);
        }

        InviteUser invite(String name, Role role, @Nullable Instant accessUntil) {
            return new InviteUser(
                    UserId.random(),
                    organizationId,
                    licenseId,
                    new EmailAddress(name + "@example.com"),
                    UserProfile.EMPTY,
                    role,
                    Set.of(),
                    accessUntil,
                    null);
        }

        /** Invites somebody who accepts. */
        UserId user(String name, Role role) {
            return user(name, role, null);
        }

        UserId user(String name, Role role, @Nullable Instant accessUntil) {
            var invitation = invite(name, role, accessUntil);
            commandSide.send(invitation);
            var invited = last(invitation.userId(), UserInvited.class);
            commandSide.send(
                    new AcceptInvitation(invited.userId(), organizationId, invited.invitationId(), UserProfile.EMPTY));
            return invited.userId();
        }

        /** What happened in the organization, in the order of the log. */
        List<TenantEvent> events() {
            return commandSide.events(TenantEvent.class).stream()
                    .filter(event -> event.organizationId().equals(organizationId))
                    .toList();
        }

        <T extends TenantEvent> List<T> events(Class<T> type) {
            return events().stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    private static <T extends UserEvent> T last(UserId userId, Class<T> type) {
        return commandSide.events(type).stream()
                .filter(event -> event.userId().equals(userId))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    // ---- seats

    @Test
    void neverTakesMoreSeatsThanThereAreWhenFiftyAreInvitedAtOnce() throws InterruptedException, ExecutionException {
        var customer = Customer.withSeats(10);

        var refusals = atOnce(IntStream.range(0, 50)
                .mapToObj(number -> customer.invite("user" + number, Role.USER))
                .toList());

        assertThat(refusals).hasSize(40).allSatisfy(refusal -> {
            assertThat(refusal.code()).isEqualTo(LicenseRule.SEAT_LIMIT.code());
            assertThat(refusal.facts()).containsEntry("limit", "10").containsEntry("used", "10");
        });
        assertThat(customer.events(UserInvited.class)).hasSize(10);
        assertThat(customer.events(SeatAssigned.class).stream().map(SeatAssigned::seatsUsed))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void hasTheSeatInTheLogNextToTheInvitation() {
        var customer = Customer.withSeats(10);
        for (var i = 0; i < 5; i++) {
            commandSide.send(customer.invite("user" + i, Role.EMPLOYEE));
        }

        var log = commandSide.log().stream()
                .<Object>map(event -> event.getPayload())
                .toList();
        assertThat(customer.events(UserInvited.class)).hasSize(5).allSatisfy(invited -> {
            assertThat(log.get(log.indexOf(invited) - 1)).isInstanceOfSatisfying(SeatAssigned.class, seat -> {
                assertThat(seat.userId()).isEqualTo(invited.userId());
                assertThat(seat.licenseId()).isEqualTo(customer.licenseId());
            });
        });
    }

    @Test
    void leavesNeitherSeatNorAddressBehindWhenTheInvitationCannotBeStored() {
        var customer = Customer.withSeats(1);
        var unlucky = customer.invite("unlucky", Role.USER);
        try (var _ = commandSide.bean(EventStore.class).registerDispatchInterceptor(_ -> (_, event) -> {
            if (event.getPayload() instanceof UserInvited invited
                    && invited.userId().equals(unlucky.userId())) {
                throw new IllegalStateException("the disk is full");
            }
            return event;
        })) {
            assertThatThrownBy(() -> commandSide.send(unlucky)).isInstanceOf(CommandExecutionException.class);
        }
        assertThat(customer.events()).hasExactlyElementsOfTypes(LicenseIssued.class);

        commandSide.send(customer.invite("unlucky", Role.USER));

        assertThat(customer.events(SeatAssigned.class))
                .singleElement()
                .extracting(SeatAssigned::seatsUsed)
                .isEqualTo(1);
    }

    @Test
    void leavesNoSeatBehindWhenTheAddressIsTaken() {
        var customer = Customer.withSeats(2);
        commandSide.send(customer.invite("same", Role.USER));

        assertThat(commandSide.refusal(customer.invite("same", Role.USER)).code())
                .isEqualTo(UserRule.EMAIL_TAKEN.code());

        commandSide.send(customer.invite("other", Role.USER));
    }

    @Test
    void decidesAnewWhenAnotherNodeChangedTheLicenseMeanwhile() {
        var customer = Customer.withSeats(1);
        var isFirst = new AtomicBoolean(true);
        try (var _ = commandSide.bean(EventStore.class).registerDispatchInterceptor(_ -> (_, event) -> {
            if (event.getPayload() instanceof SeatAssigned seat
                    && seat.licenseId().equals(customer.licenseId())
                    && isFirst.compareAndSet(true, false)) {
                onAnotherNode(() -> commandSide
                        .bean(EventStore.class)
                        .publish(new GenericDomainEventMessage<>(
                                "license",
                                customer.licenseId().value(),
                                ((DomainEventMessage<?>) event).getSequenceNumber(),
                                new OveragePolicyChanged(
                                        customer.licenseId(), customer.organizationId(), new OveragePolicy(1)))));
            }
            return event;
        })) {
            var receipt = commandSide.send(customer.invite("patient", Role.USER));

            assertThat(receipt.version()).isZero();
        }
        assertThat(customer.events())
                .hasExactlyElementsOfTypes(
                        LicenseIssued.class, OveragePolicyChanged.class, SeatAssigned.class, UserInvited.class);
        commandSide.send(customer.invite("second", Role.USER));
        assertThat(commandSide.refusal(customer.invite("third", Role.USER)).facts())
                .containsEntry("limit", "2")
                .containsEntry("used", "2");
    }

    /** As another node would: without this one's unit of work, lock and cache. */
    private static void onAnotherNode(Runnable work) {
        var unitOfWork = CurrentUnitOfWork.get();
        CurrentUnitOfWork.clear(unitOfWork);
        try {
            work.run();
        } finally {
            CurrentUnitOfWork.set(unitOfWork);
        }
    }

    @Test
    void givesTheSeatToAnotherWhenDeactivatedWithdrawnOrErased() {
        var customer = Customer.withSeats(1);
        var org = customer.organizationId();
        var first = customer.user("first", Role.USER);
        assertThat(commandSide.refusal(customer.invite("second", Role.USER)).code())
                .isEqualTo(LicenseRule.SEAT_LIMIT.code());

        commandSide.send(new DeactivateUser(first, org));
        var second = customer.invite("second", Role.USER);
        commandSide.send(second);
        assertThat(commandSide.refusal(new ActivateUser(first, org)).code()).isEqualTo(LicenseRule.SEAT_LIMIT.code());

        commandSide.send(new WithdrawInvitation(second.userId(), org));
        commandSide.send(new ActivateUser(first, org));
        commandSide.send(new EraseUser(first, org));
        commandSide.send(customer.invite("third", Role.USER));

        assertThat(customer.events(SeatReleased.class)).hasSize(3);
    }

    @Test
    void getsASeatFromAnActiveLicenseOnlyAndGivesItBackWhateverBecameOfIt() {
        var customer = Customer.withSeats(2);
        var org = customer.organizationId();
        var user = customer.user("user", Role.USER);
        commandSide.send(new PauseLicense(customer.licenseId(), org));
        commandSide.send(new DeactivateUser(user, org));

        for (var command : List.of(customer.invite("other", Role.USER), new ActivateUser(user, org))) {
            assertThat(commandSide.refusal(command).code()).isEqualTo(LicenseRule.LICENSE_NOT_ACTIVE.code());
        }
        commandSide.send(
                customer.invite("auditor", Role.AUDITOR, CLOCK.instant().plusSeconds(60)));

        commandSide.send(new ResumeLicense(customer.licenseId(), org));
        commandSide.send(new ActivateUser(user, org));
        commandSide.send(new RevokeLicense(customer.licenseId(), org));
        commandSide.send(new EraseUser(user, org));
        assertThat(customer.events(SeatReleased.class)).hasSize(2);
    }

    @Test
    void getsNoSeatOfAnotherOrganization() {
        var rival = Customer.withSeats(10);
        var customer = new Customer(OrganizationId.random(), rival.licenseId());

        assertThat(commandSide.refusal(customer.invite("spy", Role.USER)).code())
                .isEqualTo(KernelRule.NOT_FOUND.code());
        assertThat(commandSide
                        .refusal(new Customer(OrganizationId.random(), LicenseId.random()).invite("nobody", Role.USER))
                        .code())
                .isEqualTo(KernelRule.NOT_FOUND.code());
        assertThat(rival.events()).hasExactlyElementsOfTypes(LicenseIssued.class);
    }

    // ---- administrators

    @Test
    void leavesOneWhoAdministersHoweverManyGiveItUpAtOnce() throws InterruptedException, ExecutionException {
        var customer = Customer.withSeats(10);
        var org = customer.organizationId();
        for (var round = 0; round < 5; round++) {
            var admins = new ArrayList<UserId>();
            for (var i = 0; i < 2; i++) {
                admins.add(customer.user("admin%d-%d".formatted(round, i), Role.ADMIN));
            }
            var remaining = remainingAdministrators(customer);

            var refusals = atOnce(remaining.stream()
                    .map(admin -> new ChangeRole(admin, org, Role.USER))
                    .toList());

            assertThat(refusals).singleElement().extracting(Rejection::code).isEqualTo(UserRule.LAST_ADMIN.code());
            assertThat(remainingAdministrators(customer)).hasSize(1);
            assertThat(customer.events(AdministratorsEvent.class).getLast())
                    .isInstanceOfSatisfying(
                            AdministratorRemoved.class,
                            removed -> assertThat(removed.administrators()).isEqualTo(1));
            admins.stream()
                    .filter(admin -> !remainingAdministrators(customer).contains(admin))
                    .forEach(admin -> commandSide.send(new EraseUser(admin, org)));
        }
    }

    private static Set<UserId> remainingAdministrators(Customer customer) {
        var remaining = new HashSet<UserId>();
        for (var event : customer.events(AdministratorsEvent.class)) {
            switch (event) {
                case AdministratorAdded added -> remaining.add(added.userId());
                case AdministratorRemoved removed -> remaining.remove(removed.userId());
            }
        }
        return remaining;
    }

    @Test
    void keepsTheFirstSystemAdminUntilThereIsAnother() {
        var operator = OrganizationId.OPERATOR;
        await().atMost(PATIENCE)
                .until(() -> commandSide.events(AdministratorAdded.class).stream()
                        .anyMatch(added -> added.userId().equals(FirstAdminCreation.FIRST_ADMIN)));
        assertThat(commandSide
                        .refusal(new DeactivateUser(FirstAdminCreation.FIRST_ADMIN, operator))
                        .code())
                .isEqualTo(UserRule.LAST_ADMIN.code());

        var second = new InviteUser(
                UserId.random(),
                operator,
                null,
                new EmailAddress("second@example.com"),
                UserProfile.EMPTY,
                Role.SYSTEM_ADMIN,
                Set.of(),
                null,
                null);
        commandSide.send(second);
        assertThat(commandSide
                        .refusal(new DeactivateUser(FirstAdminCreation.FIRST_ADMIN, operator))
                        .code())
                .isEqualTo(UserRule.LAST_ADMIN.code());
        commandSide.send(new AcceptInvitation(
                second.userId(),
                operator,
                last(second.userId(), UserInvited.class).invitationId(),
                UserProfile.EMPTY));
        commandSide.send(new DeactivateUser(FirstAdminCreation.FIRST_ADMIN, operator));
        commandSide.send(new ActivateUser(FirstAdminCreation.FIRST_ADMIN, operator));
    }

    // ---- what happens by itself

    @Test
    void isNotInvitedForEverAndLeavesTheAddressToAnother() {
        var customer = Customer.withSeats(1);
        var invitation = customer.invite("late", Role.USER);
        commandSide.send(invitation);
        var expired = new InvitationExpired(invitation.userId(), customer.organizationId());

        CLOCK.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(customer.events(InvitationExpired.class)).isEmpty();
        CLOCK.advance(Duration.ofSeconds(1));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(customer.events(InvitationExpired.class)).containsExactly(expired));

        eventuallySend(customer.invite("late", Role.USER));
        assertThat(customer.events(SeatReleased.class)).hasSize(1);
    }

    @Test
    void hasAccessAsAnAuditorUntilItsTimeIsOver() {
        var customer = Customer.withSeats(1);
        var until = CLOCK.instant().plus(Duration.ofDays(30));
        var auditor = customer.user("auditor", Role.AUDITOR, until);

        CLOCK.advance(Duration.ofDays(30));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(customer.events(UserDeactivated.class))
                        .containsExactly(new UserDeactivated(auditor, customer.organizationId())));
        assertThat(commandSide
                        .refusal(new ActivateUser(auditor, customer.organizationId()))
                        .code())
                .isEqualTo(UserRule.USER_NOT_ACTIVE.code());
        assertThat(customer.events(SeatAssigned.class)).isEmpty();
    }

    @Test
    void leavesAnAddressToAnotherThatItDoesNotUseAnyMore() {
        var customer = Customer.withSeats(10);
        var org = customer.organizationId();
        var user = customer.user("old", Role.USER);
        commandSide.send(new RequestEmailChange(user, org, new EmailAddress("wish@example.com")));
        assertThat(commandSide.refusal(customer.invite("wish", Role.USER)).code())
                .isEqualTo(UserRule.EMAIL_TAKEN.code());

        commandSide.send(new RequestEmailChange(user, org, new EmailAddress("new@example.com")));
        eventuallySend(customer.invite("wish", Role.USER));

        commandSide.send(new ConfirmEmailChange(
                user, org, last(user, EmailChangeRequested.class).changeId()));
        eventuallySend(customer.invite("old", Role.USER));
        assertThat(commandSide.refusal(customer.invite("new", Role.USER)).code())
                .isEqualTo(UserRule.EMAIL_TAKEN.code());
    }

    @Test
    void leavesAnAddressToAnotherThatItDidNotConfirmInADay() {
        var customer = Customer.withSeats(10);
        var user = customer.user("undecided", Role.USER);
        commandSide.send(
                new RequestEmailChange(user, customer.organizationId(), new EmailAddress("maybe@example.com")));

        CLOCK.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(commandSide.refusal(customer.invite("maybe", Role.USER)).code())
                .isEqualTo(UserRule.EMAIL_TAKEN.code());
        CLOCK.advance(Duration.ofSeconds(1));

        commandSide.send(customer.invite("maybe", Role.USER));
    }

    @Test
    void leavesNothingInTheVaultAndTheAddressToAnotherWhenErased() {
        var customer = Customer.withSeats(10);
        var org = customer.organizationId();
        var user = customer.user("gone", Role.USER);
        var vault = commandSide.bean(CommandMemory.class).credentialVault();
        var passkeys = commandSide.bean(Passkeys.class);
        commandSide.bean(Credentials.class).setPassword(user, "correct horse battery");
        commandSide.bean(SecondFactors.class).offer(user, "gone@example.com");
        assertThat(commandSide.bean(SecondFactors.class).newRecoveryCodes(user)).hasSize(10);
        passkeys.keep(new Passkey(user, "passkey", "content"));

        commandSide.send(new EraseUser(user, org));

        assertThat(customer.events(UserErased.class)).containsExactly(new UserErased(user, org, UserState.ACTIVE));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(Stream.of("password", "totp", "recovery-codes", "passkeys-of-user"))
                    .allSatisfy(
                            kind -> assertThat(vault.get(kind, user.value())).isEmpty());
            assertThat(passkeys.find("passkey")).isEmpty();
            assertThat(customer.events(UserInvited.class))
                    .extracting(UserInvited::email)
                    .containsExactly(EmailAddress.ERASED);
        });
        eventuallySend(customer.invite("gone", Role.USER));
        assertThat(customer.events(UserRegistered.class)).hasSize(1);

        // By a request that was under way when the person was erased.
        commandSide.bean(Credentials.class).setPassword(user, "correct horse battery");
        assertThat(vault.get("password", user.value())).isEmpty();
    }

    @Test
    void saysInTheHistoryWhoActedOnEveryStreamOfADecision() {
        var customer = Customer.withSeats(1);
        commandSide.send(customer.invite("traced", Role.USER));

        assertThat(commandSide.log().stream()
                        .filter(event -> event.getPayload() instanceof TenantEvent ofTenant
                                && ofTenant.organizationId().equals(customer.organizationId()))
                        .map(event -> event.getMetaData().get(MetadataKey.REASON)))
                .containsExactly("a test", "a test", "a test");
    }

    /** Sends until an automation has done what must come before. */
    private static void eventuallySend(InviteUser invitation) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(CommandExecutionException.class)
                .until(() -> commandSide.send(invitation) != null);
    }

    /** The refusals among the answers to commands that are all sent at once. */
    private static List<Rejection> atOnce(List<? extends TenantCommand> commands)
            throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        var refusals = new ArrayList<Rejection>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = commands.stream()
                    .map(command -> callers.submit((Callable<List<Rejection>>) () -> {
                        start.await();
                        return refusalsOf(command);
                    }))
                    .toList();
            start.countDown();
            for (var answer : answers) {
                refusals.addAll(answer.get());
            }
        }
        return refusals;
    }

    private static List<Rejection> refusalsOf(TenantCommand command) {
        try {
            commandSide.send(command);
            return List.of();
        } catch (CommandExecutionException refused) {
            return List.of(refused.<Rejection>getDetails().orElseThrow(() -> refused));
        }
    }
}

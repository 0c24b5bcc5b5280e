package com.avaone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseCommand.IssueLicense;
import com.avaone.api.license.LicenseCommand.RenewLicense;
import com.avaone.api.license.LicenseCommand.RevokeLicense;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.ExpiryNoticed;
import com.avaone.api.license.LicenseEvent.GraceStarted;
import com.avaone.api.license.LicenseEvent.LicenseExpired;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicenseRenewed;
import com.avaone.api.license.LicenseEvent.LicenseRevoked;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.RenewalStart;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationCommand.RestoreOrganization;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.Identities;
import com.avaone.api.user.UserCommand.AcceptInvitation;
import com.avaone.api.user.UserCommand.EraseUser;
import com.avaone.api.user.UserCommand.InviteUser;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserProfile;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.Twice;
import com.avaone.command.kernel.memory.CommandMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens by itself as days go by: real commands, events, automations and deadlines; only the clock is moved by hand. */
@SuppressWarnings("NullAway.Init") // started before the tests
class LifeOfAnOrganizationIT {

    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));

    private static final String PASSWORD = "lantern orchard violet 42";

    private static RunningCommandSide commandSide;

    @BeforeAll
    static void start(@TempDir Path directory) {
        commandSide = RunningCommandSide.start(directory, CLOCK);
    }

    @AfterAll
    static void stop() {
        commandSide.close();
    }

    @Test
    void beginsWithALicenseAndEndsItWhenItIsDue() {
        var today = today();
        var organization = register("expires", today.plusDays(10), List.of(8, 3));
        awaitEvents(
                organization,
                new LicenseIssued(organization.licenseId(), organization.organizationId(), organization.terms()));
        awaitDeadlines(organization, 3);

        passDays(2);
        awaitEvent(organization, notice(organization, 8));
        passDays(5);
        awaitEvent(organization, notice(organization, 3));
        passDays(4);
        awaitEvent(
                organization,
                new GraceStarted(organization.licenseId(), organization.organizationId(), today.plusDays(17)));
        awaitDeadlines(organization, 1);
        passDays(7);
        awaitEvent(organization, new LicenseExpired(organization.licenseId(), organization.organizationId()));
        awaitDeadlines(organization, 0);

        commandSide.send(new RenewLicense(
                organization.licenseId(), organization.organizationId(), Period.ofYears(1), RenewalStart.FROM_NOW));
        awaitDeadlines(organization, 3);
        assertThat(licenseEvents(organization))
                .endsWith(new LicenseRenewed(
                        organization.licenseId(),
                        organization.organizationId(),
                        today().plusYears(1),
                        LicenseStatus.ACTIVE))
                .hasSize(6);

        commandSide.send(new RevokeLicense(organization.licenseId(), organization.organizationId()));
        awaitDeadlines(organization, 0);
        changesNothingWhenEverythingIsDeliveredAgain();
    }

    @Test
    void endsALicenseAtOnceThatIsIssuedTooLate() {
        var organization = registration("late", today().minusDays(8), List.of(3));

        commandSide.send(
                new IssueLicense(organization.licenseId(), organization.organizationId(), organization.terms()));

        awaitEvents(
                organization,
                new LicenseIssued(organization.licenseId(), organization.organizationId(), organization.terms()),
                new LicenseExpired(organization.licenseId(), organization.organizationId()));
        awaitDeadlines(organization, 0);
    }

    @Test
    void endsItsLicenseAndFreesItsSlugWhenItIsDeleted() {
        var organization = register("goes", today().plusYears(1), List.of());
        awaitDeadlines(organization, 1);
        var organizationId = organization.organizationId();

        commandSide.send(new RequestDeletion(organizationId));
        awaitDeadlines(organization, 2);
        commandSide.send(new RestoreOrganization(organizationId));
        awaitDeadlines(organization, 1);
        commandSide.send(new RequestDeletion(organizationId));
        awaitDeadlines(organization, 2);

        passDays(30);
        awaitEvent(organization, new LicenseRevoked(organization.licenseId(), organizationId));
        awaitDeadlines(organization, 0);
        assertThat(commandSide.events(OrganizationDeleted.class))
                .containsOnlyOnce(
                        new OrganizationDeleted(organizationId, organization.slug(), organization.licenseId()));

        var successor = await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(CommandExecutionException.class)
                .until(() -> register("goes", today().plusYears(1), List.of()), Objects::nonNull);
        awaitDeadlines(successor, 1);
        changesNothingWhenEverythingIsDeliveredAgain();
    }

    @Test
    void takesItsPeopleAlongWhenItIsDeleted() {
        var organization = register("people", today().plusYears(1), List.of());
        awaitDeadlines(organization, 1);
        var admin = user(organization, "ada", Role.ADMIN);
        var worker = user(organization, "ben", Role.USER);
        var invited = invited(organization, "chen", Role.USER);
        var erasedBefore = user(organization, "dora", Role.USER);
        commandSide.send(new EraseUser(erasedBefore, organization.organizationId()));
        var other = user(register("stays", today().plusYears(1), List.of()), "ada", Role.ADMIN);

        commandSide.send(new RequestDeletion(organization.organizationId()));
        passDays(30);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(commandSide.events(UserErased.class))
                        .extracting(UserErased::userId)
                        .containsExactlyInAnyOrder(erasedBefore, admin, worker, invited)
                        .doesNotContain(other));
        var credentials = commandSide.bean(Credentials.class);
        await().atMost(Duration.ofSeconds(20)).until(() -> !credentials.matches(admin, PASSWORD));
        assertThat(credentials.matches(other, PASSWORD)).isTrue();
        changesNothingWhenEverythingIsDeliveredAgain();
    }

    private static UserId invited(RegisterOrganization organization, String name, Role role) {
        var userId = UserId.random();
        commandSide.send(new InviteUser(
                userId,
                organization.organizationId(),
                organization.licenseId(),
                new EmailAddress(name + "@example.com"),
                UserProfile.EMPTY,
                role,
                Set.of(),
                null,
                null));
        ((KnownUsers) commandSide.bean(Identities.class)).know(userId, organization.organizationId(), role);
        return userId;
    }

    private static UserId user(RegisterOrganization organization, String name, Role role) {
        awaitEvent(
                organization,
                new LicenseIssued(organization.licenseId(), organization.organizationId(), organization.terms()));
        var userId = invited(organization, name, role);
        var invitation = commandSide.events(UserInvited.class).stream()
                .filter(event -> event.userId().equals(userId))
                .findFirst()
                .orElseThrow();
        commandSide.send(new AcceptInvitation(
                userId, organization.organizationId(), invitation.invitationId(), UserProfile.EMPTY));
        commandSide.bean(Credentials.class).setPassword(userId, PASSWORD);
        return userId;
    }

    @Test
    void saysInTheHistoryWhichAutomationActedAndWhy() {
        var organization = register("tells", today().plusYears(1), List.of());
        awaitDeadlines(organization, 1);

        var issued = commandSide.log().stream()
                .filter(event -> event.getPayload() instanceof LicenseIssued e
                        && e.licenseId().equals(organization.licenseId()))
                .map(EventMessage::getMetaData)
                .toList();
        assertThat(issued)
                .singleElement()
                .satisfies(metadata -> assertThat(metadata)
                        .containsEntry(MetadataKey.ACTOR_KIND, ActorKind.AUTOMATION.name())
                        .containsEntry(MetadataKey.ACTOR_ID, "WhenOrganizationIsRegisteredThenIssueLicense")
                        .containsEntry(MetadataKey.REASON, "organization registered")
                        .containsEntry(
                                MetadataKey.TENANT,
                                organization.organizationId().value()));
    }

    @Test
    void storesNoNameOfAClass() {
        var organization = register("names", today().plusYears(1), List.of());
        awaitDeadlines(organization, 1);

        assertThat(commandSide.log())
                .extracting(event -> ((DomainEventMessage<?>) event).getType())
                .containsOnly("organization", "license", "user", "administrators");
    }

    private void changesNothingWhenEverythingIsDeliveredAgain() {
        var log = commandSide.log();
        for (var automation : commandSide.automations().toList()) {
            var deliveries = new Twice(automation);
            log.forEach(event -> deliveries.deliverIfHandled(event.getPayload(), event.getTimestamp()));
        }
        // What came to be due a second time is sent and changes nothing.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> commandSide
                        .bean(CommandMemory.class)
                        .deadlines()
                        .due(CLOCK.instant(), 1)
                        .isEmpty());
        assertThat(commandSide.events(Object.class)).hasSameSizeAs(log);
    }

    private static RegisterOrganization register(String slug, LocalDate validUntil, List<Integer> noticeDays) {
        var command = registration(slug, validUntil, noticeDays);
        commandSide.send(command);
        return command;
    }

    private static RegisterOrganization registration(String slug, LocalDate validUntil, List<Integer> noticeDays) {
        var email = new EmailAddress("office@acme.example");
        return new RegisterOrganization(
                OrganizationId.random(),
                new Slug(slug),
                new OrganizationProfile("Acme", email, null, null, null, null, null, null, null, email),
                Set.of(),
                new OrganizationSettings("UTC", "en", 365, noticeDays, null),
                LicenseId.random(),
                new LicenseTerms(new Seats(10), validUntil, 7, List.of()));
    }

    private static ExpiryNoticed notice(RegisterOrganization organization, int daysLeft) {
        return new ExpiryNoticed(
                organization.licenseId(),
                organization.organizationId(),
                daysLeft,
                organization.terms().validUntil());
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC);
    }

    private static void passDays(int days) {
        CLOCK.advance(Duration.ofDays(days));
    }

    private static List<LicenseEvent> licenseEvents(RegisterOrganization organization) {
        return commandSide.events(LicenseEvent.class).stream()
                .filter(event -> event.licenseId().equals(organization.licenseId()))
                .toList();
    }

    private static void awaitEvents(RegisterOrganization organization, LicenseEvent... events) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(licenseEvents(organization)).containsExactly(events));
    }

    private static void awaitEvent(RegisterOrganization organization, LicenseEvent event) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(licenseEvents(organization)).containsOnlyOnce(event));
    }

    /** Waits until the automations have scheduled and cancelled what concerns the organization. */
    private static void awaitDeadlines(RegisterOrganization organization, int count) {
        var deadlines = commandSide.bean(CommandMemory.class).deadlines();
        var farAway = Instant.parse("2100-01-01T00:00:00Z");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(deadlines.due(farAway, 1_000))
                        .filteredOn(deadline ->
                                organization.organizationId().value().equals(deadline.organizationId()))
                        .hasSize(count));
    }
}

package com.avaone.command.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationRule;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.command.RunningCommandSide;
import com.avaone.command.kernel.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registrations on the real bus and event store. */
@SuppressWarnings("NullAway.Init") // started before the tests
class RegistrationIT {

    private static final String TAKEN = OrganizationRule.SLUG_TAKEN.code();

    private static RunningCommandSide commandSide;

    @BeforeAll
    static void start(@TempDir Path directory) {
        commandSide = RunningCommandSide.start(directory, new MovableClock(Instant.parse("2026-11-22T12:00:00Z")));
    }

    @AfterAll
    static void stop() {
        commandSide.close();
    }

    @Test
    void givesASlugToExactlyOneOfFiftyWhoWantItAtOnce() throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        List<String> outcomes;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = IntStream.range(0, 50)
                    .mapToObj(_ -> callers.submit((Callable<String>) () -> {
                        start.await();
                        return outcome(register("fifty"));
                    }))
                    .toList();
            start.countDown();
            outcomes = new ArrayList<>();
            for (var attempt : attempts) {
                outcomes.add(attempt.get());
            }
        }

        assertThat(outcomes).filteredOn("registered"::equals).hasSize(1);
        assertThat(outcomes).filteredOn(TAKEN::equals).hasSize(49);
        assertThat(commandSide.events(OrganizationRegistered.class))
                .filteredOn(event -> event.slug().value().equals("fifty"))
                .hasSize(1);
    }

    @Test
    void freesTheSlugWhenTheEventCannotBeAppended() {
        var unlucky = register("unlucky");
        try (var _ = commandSide.bean(EventStore.class).registerDispatchInterceptor(_ -> (_, event) -> {
            if (event.getPayload() instanceof OrganizationRegistered registered
                    && registered.organizationId().equals(unlucky.organizationId())) {
                throw new IllegalStateException("the disk is full");
            }
            return event;
        })) {
            assertThatThrownBy(() -> commandSide.send(unlucky)).isInstanceOf(CommandExecutionException.class);
        }

        commandSide.send(register("unlucky"));
    }

    @Test
    void keepsTheSlugOfAnOrganizationThatIsRegisteredAgain() {
        var first = register("again");
        commandSide.send(first);

        assertThat(commandSide.refusal(first).code()).isEqualTo(OrganizationRule.ORGANIZATION_EXISTS.code());
        assertThat(commandSide.refusal(register("again")).code()).isEqualTo(TAKEN);
    }

    @Test
    void takesNoOtherSlugForAnOrganizationThatIsRegisteredAgain() {
        var first = register("twice");
        commandSide.send(first);
        var again = new RegisterOrganization(
                first.organizationId(),
                new Slug("other"),
                first.profile(),
                Set.of(),
                first.settings(),
                first.licenseId(),
                first.terms());

        assertThat(commandSide.refusal(again).code()).isEqualTo(OrganizationRule.ORGANIZATION_EXISTS.code());
        commandSide.send(register("other"));
    }

    private String outcome(RegisterOrganization command) {
        try {
            commandSide.send(command);
            return "registered";
        } catch (CommandExecutionException refused) {
            return refused.<Rejection>getDetails().orElseThrow().code();
        }
    }

    private static RegisterOrganization register(String slug) {
        var email = new EmailAddress("office@acme.example");
        return new RegisterOrganization(
                OrganizationId.random(),
                new Slug(slug),
                new OrganizationProfile("Acme", email, null, null, null, null, null, null, null, email),
                Set.of(),
                OrganizationSettings.DEFAULT,
                LicenseId.random(),
                new LicenseTerms(new Seats(10), LocalDate.of(2027, 11, 22), 7, List.of()));
    }
}

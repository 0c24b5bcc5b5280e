package com.avaone.command.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationCommand.ChangeProfile;
import com.avaone.api.organization.OrganizationCommand.ChangeSettings;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationRule;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.command.RunningCommandSide;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.RawFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The personal data of an organization that is deleted can be read by nobody afterwards, on the real event store and its files. */
@SuppressWarnings("NullAway.Init") // filled by JUnit
class ForgottenOrganizationIT {

    private static final OrganizationSettings SETTINGS = new OrganizationSettings("UTC", "en", 365, List.of(), null);
    private static final String KEY = "personal-key";

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final OrganizationId goes = OrganizationId.random();
    private final OrganizationId stays = OrganizationId.random();

    /** Everything about it that is personal begins with {@code marker}. */
    private static OrganizationProfile profile(String marker) {
        return new OrganizationProfile(
                "Acme",
                new EmailAddress(marker + "office@acme.example"),
                marker + "phone",
                marker + "street",
                "Engines",
                null,
                1999,
                "https://acme.example",
                marker + "description",
                new EmailAddress(marker + "admin@acme.example"));
    }

    private static OrganizationProfile erased() {
        return new OrganizationProfile(
                "Acme",
                EmailAddress.ERASED,
                "erased",
                "erased",
                "Engines",
                null,
                1999,
                "https://acme.example",
                "erased",
                EmailAddress.ERASED);
    }

    private static void register(RunningCommandSide commandSide, OrganizationId organizationId, String name) {
        commandSide.send(new RegisterOrganization(
                organizationId,
                new Slug(name),
                profile("marker-" + name + "-"),
                Set.of(),
                SETTINGS,
                LicenseId.random(),
                new LicenseTerms(new Seats(10), LocalDate.of(2030, 12, 31), 7, List.of())));
    }

    private static String wrappedKey(RunningCommandSide commandSide, OrganizationId organizationId) {
        return commandSide
                .bean(CommandMemory.class)
                .credentialVault()
                .get(KEY, organizationId.value())
                .orElseThrow()
                .reveal();
    }

    private static List<OrganizationProfile> profiles(RunningCommandSide commandSide, OrganizationId organizationId) {
        return commandSide.log().stream()
                .map(event -> switch (event.getPayload()) {
                    case OrganizationRegistered e
                    when e.organizationId().equals(organizationId) -> List.of(e.profile());
                    case ProfileChanged e when e.organizationId().equals(organizationId) -> List.of(e.profile());
                    default -> List.<OrganizationProfile>of();
                })
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> snapshots(RunningCommandSide commandSide) {
        return commandSide
                .bean(SqliteStore.class)
                .read(statements ->
                        statements.all("SELECT CAST(payload AS TEXT) FROM snapshot", row -> row.getString(1)));
    }

    @Test
    void leavesNothingPersonalBehind() {
        String forgotten;
        String kept;
        try (var commandSide = RunningCommandSide.start(directory, clock)) {
            register(commandSide, goes, "goes");
            register(commandSide, stays, "stays");
            commandSide.send(new ChangeProfile(goes, profile("marker-later-")));
            for (var days = 1; days <= 100; days++) {
                commandSide.send(
                        new ChangeSettings(goes, new OrganizationSettings("UTC", "en", days, List.of(), null)));
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(snapshots(commandSide)).isNotEmpty());
            assertThat(snapshots(commandSide))
                    .allSatisfy(json -> assertThat(json).contains("\"sealed\":\"1." + goes));
            assertThat(profiles(commandSide, goes)).containsExactly(profile("marker-goes-"), profile("marker-later-"));
            assertThat(RawFiles.text(directory))
                    .contains("https://acme.example")
                    .doesNotContain("marker-");
            forgotten = wrappedKey(commandSide, goes);
            kept = wrappedKey(commandSide, stays);
            assertThat(RawFiles.text(directory)).contains(forgotten, kept);

            commandSide.send(new RequestDeletion(goes));
            clock.advance(Duration.ofDays(30));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(RawFiles.text(directory)).doesNotContain(forgotten));

            assertThat(wrappedKey(commandSide, goes)).startsWith("erased.");
            assertThat(RawFiles.text(directory)).contains(kept);
            assertThat(profiles(commandSide, goes)).containsExactly(erased(), erased());
            assertThat(profiles(commandSide, stays)).containsExactly(profile("marker-stays-"));
        }
        try (var commandSide = RunningCommandSide.start(directory, clock)) {
            assertThat(profiles(commandSide, goes)).containsExactly(erased(), erased());
            assertThat(profiles(commandSide, stays)).containsExactly(profile("marker-stays-"));
            // The aggregate lives from its snapshot and the events after it.
            assertThat(commandSide.refusal(new ChangeSettings(goes, SETTINGS)).code())
                    .isEqualTo(OrganizationRule.ORGANIZATION_DELETED.code());
            // One that was read back knows what it was.
            var before = commandSide.log().size();
            commandSide.send(new ChangeProfile(stays, profile("marker-stays-")));
            assertThat(commandSide.log()).hasSize(before);
        }
        assertThat(RawFiles.text(directory)).doesNotContain("marker-", forgotten);
    }

    @Test
    void isNotTakenForForgottenWhereTheMasterKeyIsAnother() throws IOException {
        try (var commandSide = RunningCommandSide.start(directory, clock)) {
            register(commandSide, stays, "stays");
        }
        Files.writeString(directory.resolve("master.key"), "bWFzdGVyLWtleS1vZi1hLXRlc3QtMzItYnl0ZXMhISE=\n");

        assertThatThrownBy(() -> RunningCommandSide.start(directory, clock))
                .rootCause()
                .hasMessageStartingWith("AVAONE_MASTER_KEY is not the master key");
    }
}

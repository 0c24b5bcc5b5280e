package com.avaone.command.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseCommand.NoticeExpiry;
import com.avaone.api.license.LicenseEvent.LicenseExpired;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicenseRenewed;
import com.avaone.api.license.LicenseEvent.LicenseRevoked;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.command.kernel.NotedDeadlines;
import com.avaone.command.kernel.Twice;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.SqliteMemory;
import com.avaone.command.license.WhenLicenseTermChangesThenScheduleNotices.LastDayNear;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // opened before each test
class WhenLicenseTermChangesThenScheduleNoticesTest {

    private static final LicenseId ID = LicenseId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final LicenseTerms TERMS = new LicenseTerms(new Seats(2), LocalDate.of(2026, 12, 31), 7, List.of());
    private static final LicenseIssued ISSUED = new LicenseIssued(ID, ORG, TERMS);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path directory;

    private SqliteStore store;
    private CommandMemory memory;
    private final LastDayNear due = new LastDayNear();
    private final NotedDeadlines schedule = new NotedDeadlines();
    private Twice deliveries;
    private WhenLicenseTermChangesThenScheduleNotices notices;

    @BeforeEach
    void open() {
        store = SqliteStore.open(directory.resolve("events.sqlite"));
        memory = new SqliteMemory(store, Clock.systemUTC());
        notices = new WhenLicenseTermChangesThenScheduleNotices(schedule, memory);
        deliveries = new Twice(notices);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void givesNoticeOnTheDaysThatTheOrganizationWants() {
        happens(registered(60, 20, 10), ISSUED);

        assertThat(due()).containsExactly("2026-12-11 20", "2026-12-21 10");
        assertThat(due.command(schedule.all().getFirst())).isEqualTo(new NoticeExpiry(ID, ORG, 20));
        assertThat(schedule.all()).allMatch(deadline -> deadline.name().equals(due.name()));
    }

    @Test
    void givesNoticeThirtySevenAndOneDaysBeforeUnlessSettingsSayOtherwise() {
        happens(ISSUED);

        assertThat(due()).containsExactly("2026-12-01 30", "2026-12-24 7", "2026-12-30 1");
    }

    @Test
    void doesNotMindWhetherTheLicenseOrTheSettingsAreKnownFirst() {
        happens(ISSUED, registered(20, 10));

        assertThat(due()).containsExactly("2026-12-11 20", "2026-12-21 10");
    }

    @Test
    void leavesOutTheDaysThatHadBegunWhenTheTermBegan() {
        deliveries.deliver(ISSUED, Instant.parse("2026-12-24T00:00:00Z"));

        assertThat(due()).containsExactly("2026-12-30 1");
    }

    @Test
    void givesALateNoticeOfADayThatBeganAfterTheEvent() {
        // The event is handled much later than it happened: the deadlines are past then and come at once.
        deliveries.deliver(ISSUED, Instant.parse("2026-11-30T23:59:59Z"));

        assertThat(due()).containsExactly("2026-12-01 30", "2026-12-24 7", "2026-12-30 1");
    }

    @Test
    void followsARenewal() {
        happens(ISSUED, new LicenseRenewed(ID, ORG, LocalDate.of(2027, 12, 31), LicenseStatus.ACTIVE));

        assertThat(due()).containsExactly("2027-12-01 30", "2027-12-24 7", "2027-12-30 1");
    }

    @Test
    void dropsTheNoticesOfALongerTermWhenARenewalShortensIt() {
        happens(ISSUED, new LicenseRenewed(ID, ORG, LocalDate.of(2026, 11, 30), LicenseStatus.ACTIVE));

        assertThat(due()).containsExactly("2026-11-23 7", "2026-11-29 1");
    }

    @Test
    void followsTheSettings() {
        happens(registered(30, 7, 1), ISSUED, new SettingsChanged(ORG, settings(14, 7)));

        assertThat(due()).containsExactly("2026-12-17 14", "2026-12-24 7");
    }

    @Test
    void keepsANoticeThatIsLateWhenTheSettingsChange() {
        happens(ISSUED);
        deliveries.deliver(new SettingsChanged(ORG, settings(30, 20)), Instant.parse("2026-12-05T09:00:00Z"));

        assertThat(due()).containsExactly("2026-12-01 30", "2026-12-11 20");
    }

    @Test
    void givesNoNoticeOnceTheLicenseHasEnded() {
        happens(registered(30), ISSUED, new LicenseRevoked(ID, ORG));
        assertThat(due()).isEmpty();
        happens(new SettingsChanged(ORG, settings(14)));
        assertThat(due()).isEmpty();

        happens(ISSUED, new LicenseExpired(ID, ORG), new SettingsChanged(ORG, settings(7)));
        assertThat(due()).isEmpty();
    }

    @Test
    void remembersTheDaysWantedAfterTheLicenseHasExpired() {
        happens(
                registered(20),
                ISSUED,
                new LicenseExpired(ID, ORG),
                new LicenseRenewed(ID, ORG, LocalDate.of(2027, 12, 31), LicenseStatus.ACTIVE));

        assertThat(due()).containsExactly("2027-12-11 20");
    }

    @Test
    void keepsNothingOfADeletedOrganization() {
        happens(registered(30), ISSUED, new OrganizationDeleted(ORG, new Slug("acme"), ID));

        assertThat(due()).isEmpty();
        assertThat(memory.processState().get(WhenLicenseTermChangesThenScheduleNotices.NAME, ORG.value()))
                .isEmpty();
    }

    @Test
    void keepsOrganizationsApart() {
        var otherLicense = LicenseId.random();
        var otherOrganization = OrganizationId.random();
        happens(registered(20), ISSUED, new LicenseIssued(otherLicense, otherOrganization, TERMS));

        assertThat(due()).containsExactly("2026-12-01 30", "2026-12-11 20", "2026-12-24 7", "2026-12-30 1");
        happens(new LicenseRevoked(otherLicense, otherOrganization));
        assertThat(due()).containsExactly("2026-12-11 20");
    }

    private void happens(Object... events) {
        Arrays.stream(events).forEach(event -> deliveries.deliver(event, NOW));
    }

    private List<String> due() {
        return schedule.all().stream()
                .map(deadline -> deadline.due().toString().replace("T00:00:00Z", " ") + deadline.data())
                .toList();
    }

    private static OrganizationSettings settings(Integer... noticeDays) {
        return new OrganizationSettings("UTC", "en", 365, List.of(noticeDays), null);
    }

    private static OrganizationRegistered registered(Integer... noticeDays) {
        var email = new EmailAddress("office@acme.example");
        var profile = new OrganizationProfile("Acme", email, null, null, null, null, null, null, null, email);
        return new OrganizationRegistered(ORG, new Slug("acme"), profile, Set.of(), settings(noticeDays), ID, TERMS);
    }
}

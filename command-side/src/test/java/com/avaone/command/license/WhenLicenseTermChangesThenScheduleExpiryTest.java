package com.avaone.command.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseCommand.ExpireLicense;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.GracePeriodChanged;
import com.avaone.api.license.LicenseEvent.GraceStarted;
import com.avaone.api.license.LicenseEvent.LicenseExpired;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicensePaused;
import com.avaone.api.license.LicenseEvent.LicenseRenewed;
import com.avaone.api.license.LicenseEvent.LicenseRevoked;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.command.kernel.NotedDeadlines;
import com.avaone.command.kernel.Twice;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import com.avaone.command.license.WhenLicenseTermChangesThenScheduleExpiry.LastDayPast;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhenLicenseTermChangesThenScheduleExpiryTest {

    private static final LicenseId ID = LicenseId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final LicenseIssued ISSUED =
            new LicenseIssued(ID, ORG, new LicenseTerms(new Seats(2), LocalDate.of(2026, 12, 31), 7, List.of()));

    private final LastDayPast due = new LastDayPast();
    private final NotedDeadlines schedule = new NotedDeadlines();
    private final WhenLicenseTermChangesThenScheduleExpiry expiry =
            new WhenLicenseTermChangesThenScheduleExpiry(schedule);

    @Test
    void looksAtALicenseWhenTheDayAfterItsLastDayBegins() {
        happens(ISSUED);

        assertThat(schedule.all()).singleElement().satisfies(deadline -> {
            assertThat(deadline.due()).isEqualTo("2027-01-01T00:00:00Z");
            assertThat(deadline.name()).isEqualTo(due.name());
            assertThat(due.command(deadline)).isEqualTo(new ExpireLicense(ID, ORG));
        });
    }

    @Test
    void looksAgainWhenTheDayAfterTheGracePeriodBegins() {
        happens(ISSUED, new GraceStarted(ID, ORG, LocalDate.of(2027, 1, 7)));

        assertThat(schedule.all())
                .singleElement()
                .extracting(Deadline::due)
                .isEqualTo(Instant.parse("2027-01-08T00:00:00Z"));
    }

    @Test
    void followsAMovedGracePeriodAndARenewal() {
        happens(
                ISSUED,
                new GraceStarted(ID, ORG, LocalDate.of(2027, 1, 7)),
                new GracePeriodChanged(ID, ORG, 14),
                new GraceStarted(ID, ORG, LocalDate.of(2027, 1, 14)));
        assertThat(schedule.all())
                .singleElement()
                .extracting(Deadline::due)
                .isEqualTo(Instant.parse("2027-01-15T00:00:00Z"));

        happens(new LicenseRenewed(ID, ORG, LocalDate.of(2028, 2, 29), LicenseStatus.ACTIVE));
        assertThat(schedule.all())
                .singleElement()
                .extracting(Deadline::due)
                .isEqualTo(Instant.parse("2028-03-01T00:00:00Z"));
    }

    @Test
    void keepsLookingWhileTheLicenseIsShut() {
        happens(ISSUED, new LicensePaused(ID, ORG), new LicenseSuspended(ID, ORG));

        assertThat(schedule.all()).hasSize(1);
    }

    @Test
    void looksNoMoreAtALicenseThatHasEnded() {
        happens(ISSUED, new LicenseRevoked(ID, ORG));
        assertThat(schedule.all()).isEmpty();

        happens(ISSUED, new LicenseExpired(ID, ORG));
        assertThat(schedule.all()).isEmpty();
    }

    private void happens(LicenseEvent... events) {
        var deliveries = new Twice(expiry);
        for (var event : events) {
            deliveries.deliver(event, Instant.parse("2026-11-22T12:00:00Z"));
        }
    }
}

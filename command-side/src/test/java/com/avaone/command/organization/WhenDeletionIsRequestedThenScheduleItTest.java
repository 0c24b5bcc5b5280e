package com.avaone.command.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.organization.OrganizationCommand.DeleteOrganization;
import com.avaone.api.organization.OrganizationEvent.DeletionRequested;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRestored;
import com.avaone.api.organization.Slug;
import com.avaone.command.kernel.NotedDeadlines;
import com.avaone.command.kernel.Twice;
import com.avaone.command.organization.WhenDeletionIsRequestedThenScheduleIt.GracePeriodOver;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WhenDeletionIsRequestedThenScheduleItTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant DUE = Instant.parse("2026-12-22T12:00:00Z");

    private final GracePeriodOver due = new GracePeriodOver();
    private final NotedDeadlines schedule = new NotedDeadlines();
    private final WhenDeletionIsRequestedThenScheduleIt deletion = new WhenDeletionIsRequestedThenScheduleIt(schedule);
    private final Twice deliveries = new Twice(deletion);

    @Test
    void deletesWhenTheGracePeriodIsOver() {
        deliveries.deliver(new DeletionRequested(ORG, DUE), NOW);

        assertThat(schedule.all()).singleElement().satisfies(deadline -> {
            assertThat(deadline.due()).isEqualTo(DUE);
            assertThat(deadline.name()).isEqualTo(due.name());
            assertThat(due.command(deadline)).isEqualTo(new DeleteOrganization(ORG));
        });
    }

    @Test
    void deletesNothingThatIsRestored() {
        deliveries.deliver(new DeletionRequested(ORG, DUE), NOW);
        deliveries.deliver(new OrganizationRestored(ORG), NOW);

        assertThat(schedule.all()).isEmpty();
    }

    @Test
    void deletesWhenTheLastRequestIsDue() {
        deliveries.deliver(new DeletionRequested(ORG, DUE), NOW);
        deliveries.deliver(new OrganizationRestored(ORG), NOW);
        deliveries.deliver(new DeletionRequested(ORG, DUE.plusSeconds(60)), NOW);

        assertThat(schedule.all())
                .singleElement()
                .satisfies(deadline -> assertThat(deadline.due()).isEqualTo(DUE.plusSeconds(60)));
    }

    @Test
    void keepsNoDeadlineOfADeletedOrganization() {
        deliveries.deliver(new DeletionRequested(ORG, DUE), NOW);
        deliveries.deliver(new OrganizationDeleted(ORG, new Slug("acme"), LicenseId.random()), DUE);

        assertThat(schedule.all()).isEmpty();
    }
}

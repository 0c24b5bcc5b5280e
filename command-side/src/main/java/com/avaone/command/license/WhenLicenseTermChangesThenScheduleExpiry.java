package com.avaone.command.license;

import static java.time.ZoneOffset.UTC;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.license.LicenseCommand.ExpireLicense;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.ExpiryNoticed;
import com.avaone.api.license.LicenseEvent.GracePeriodChanged;
import com.avaone.api.license.LicenseEvent.GraceStarted;
import com.avaone.api.license.LicenseEvent.LicenseExpired;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicensePaused;
import com.avaone.api.license.LicenseEvent.LicenseReinstated;
import com.avaone.api.license.LicenseEvent.LicenseRenewed;
import com.avaone.api.license.LicenseEvent.LicenseResumed;
import com.avaone.api.license.LicenseEvent.LicenseRevoked;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import com.avaone.api.license.LicenseEvent.OveragePolicyChanged;
import com.avaone.api.license.LicenseEvent.ProductsChanged;
import com.avaone.api.license.LicenseEvent.SeatAssigned;
import com.avaone.api.license.LicenseEvent.SeatLimitChanged;
import com.avaone.api.license.LicenseEvent.SeatReleased;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.deadline.DeadlineSchedule;
import com.avaone.command.kernel.deadline.DueDeadline;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import java.time.LocalDate;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Has the end of a license looked at when the day after its last usable day begins, in UTC. */
@Component
@CommandRole
@ProcessingGroup("WhenLicenseTermChangesThenScheduleExpiry")
class WhenLicenseTermChangesThenScheduleExpiry {

    private static final String EXPIRE = "license.expire";

    private final DeadlineSchedule schedule;

    WhenLicenseTermChangesThenScheduleExpiry(DeadlineSchedule schedule) {
        this.schedule = schedule;
    }

    @EventHandler
    void on(LicenseEvent event) {
        switch (event) {
            case LicenseIssued e -> scheduleAfter(e.terms().validUntil(), e);
            case LicenseRenewed e -> scheduleAfter(e.validUntil(), e);
            case GraceStarted e -> scheduleAfter(e.graceUntil(), e);
            case LicenseExpired e -> schedule.cancel(key(e.licenseId()));
            case LicenseRevoked e -> schedule.cancel(key(e.licenseId()));
            // A changed grace period matters when the last day is past, and then one of the events above follows it.
            case GracePeriodChanged _,
                    LicenseSuspended _,
                    LicensePaused _,
                    LicenseResumed _,
                    LicenseReinstated _,
                    ExpiryNoticed _,
                    SeatLimitChanged _,
                    ProductsChanged _,
                    OveragePolicyChanged _,
                    SeatAssigned _,
                    SeatReleased _ -> {}
        }
    }

    private void scheduleAfter(LocalDate lastDay, LicenseEvent event) {
        schedule.schedule(
                key(event.licenseId()),
                lastDay.plusDays(1).atStartOfDay(UTC).toInstant(),
                EXPIRE,
                event.organizationId(),
                event.licenseId().value(),
                "");
    }

    private static String key(LicenseId licenseId) {
        return EXPIRE + "/" + licenseId;
    }

    /** The last usable day of a license is past. A bean of its own: the schedule needs all of these before it can be used. */
    @Component
    @CommandRole
    static final class LastDayPast implements DueDeadline {

        @Override
        public String name() {
            return EXPIRE;
        }

        @Override
        public String reason() {
            return "last day past";
        }

        @Override
        public TenantCommand command(Deadline deadline) {
            return new ExpireLicense(
                    new LicenseId(deadline.subjectId()),
                    new OrganizationId(Objects.requireNonNull(deadline.organizationId())));
        }
    }
}

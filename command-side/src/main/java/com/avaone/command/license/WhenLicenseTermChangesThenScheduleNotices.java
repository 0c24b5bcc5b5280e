package com.avaone.command.license;

import static java.time.ZoneOffset.UTC;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.license.LicenseCommand.NoticeExpiry;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.LicenseExpired;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicenseRenewed;
import com.avaone.api.license.LicenseEvent.LicenseRevoked;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.deadline.DeadlineSchedule;
import com.avaone.command.kernel.deadline.DueDeadline;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import com.avaone.command.kernel.memory.ProcessState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has notices given before a license ends, on the days that its organization wants. The organization's settings and the license's term may
 * become known in either order; what is known is kept in the process state.
 */
@Component
@CommandRole
@ProcessingGroup(WhenLicenseTermChangesThenScheduleNotices.NAME)
class WhenLicenseTermChangesThenScheduleNotices {

    static final String NAME = "WhenLicenseTermChangesThenScheduleNotices";

    private static final String NOTICE = "license.notice";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DeadlineSchedule schedule;
    private final ProcessState states;

    WhenLicenseTermChangesThenScheduleNotices(DeadlineSchedule schedule, CommandMemory memory) {
        this.schedule = schedule;
        this.states = memory.processState();
    }

    @EventHandler
    void on(OrganizationRegistered event, @Timestamp Instant at) {
        wants(event.organizationId(), event.settings(), at);
    }

    @EventHandler
    void on(SettingsChanged event, @Timestamp Instant at) {
        wants(event.organizationId(), event.settings(), at);
    }

    @EventHandler
    void on(OrganizationDeleted event) {
        forget(event.organizationId());
        states.remove(NAME, event.organizationId().value());
    }

    @EventHandler
    void on(LicenseIssued event, @Timestamp Instant at) {
        ends(event, event.terms().validUntil(), at);
    }

    @EventHandler
    void on(LicenseRenewed event, @Timestamp Instant at) {
        ends(event, event.validUntil(), at);
    }

    @EventHandler
    void on(LicenseExpired event) {
        forget(event.organizationId());
    }

    @EventHandler
    void on(LicenseRevoked event) {
        forget(event.organizationId());
    }

    /** The organization wants notices on other days: what lay ahead on days not wanted any more is cancelled. */
    private void wants(OrganizationId organizationId, OrganizationSettings settings, Instant at) {
        var known = known(organizationId);
        var wanted = settings.expiryNoticeDays();
        var kept = new HashSet<>(known.scheduled());
        kept.retainAll(wanted);
        known.scheduled().stream().filter(days -> !kept.contains(days)).forEach(days -> cancel(known, days));
        scheduleAhead(organizationId, new Known(wanted, known.licenseId(), known.validUntil(), kept), at);
    }

    /** The license has a new term: the notices of the old one are replaced. */
    private void ends(LicenseEvent event, LocalDate validUntil, Instant at) {
        var known = known(event.organizationId());
        known.scheduled().forEach(days -> cancel(known, days));
        scheduleAhead(event.organizationId(), new Known(known.wanted(), event.licenseId(), validUntil, Set.of()), at);
    }

    /** Schedules the wanted notices whose day had not yet begun at {@code now}. */
    private void scheduleAhead(OrganizationId organizationId, Known known, Instant now) {
        var scheduled = new HashSet<>(known.scheduled());
        if (known.licenseId() != null && known.validUntil() != null) {
            for (var days : known.wanted()) {
                var due = known.validUntil().minusDays(days).atStartOfDay(UTC).toInstant();
                if (due.isAfter(now)) {
                    schedule.schedule(
                            key(known.licenseId(), days),
                            due,
                            NOTICE,
                            organizationId,
                            known.licenseId().value(),
                            Integer.toString(days));
                    scheduled.add(days);
                }
            }
        }
        put(organizationId, new Known(known.wanted(), known.licenseId(), known.validUntil(), scheduled));
    }

    /** The license has no end any more that notices could be given of. */
    private void forget(OrganizationId organizationId) {
        var known = known(organizationId);
        known.scheduled().forEach(days -> cancel(known, days));
        put(organizationId, new Known(known.wanted(), known.licenseId(), null, Set.of()));
    }

    private void cancel(Known known, int days) {
        schedule.cancel(key(Objects.requireNonNull(known.licenseId()), days));
    }

    private static String key(LicenseId licenseId, int days) {
        return "%s/%s/%d".formatted(NOTICE, licenseId, days);
    }

    private Known known(OrganizationId organizationId) {
        return states.get(NAME, organizationId.value())
                .map(state -> JSON.readValue(state, Known.class))
                .orElse(Known.NOTHING);
    }

    private void put(OrganizationId organizationId, Known known) {
        states.put(NAME, organizationId.value(), JSON.writeValueAsString(known));
    }

    /**
     * What is known of an organization.
     *
     * @param wanted how many days before the end it wants notices
     * @param licenseId absent before its license was issued
     * @param validUntil the license's last day; absent before it was issued and when it has ended
     * @param scheduled the numbers of days for which a notice was scheduled in the present term
     */
    record Known(
            List<Integer> wanted,
            @Nullable LicenseId licenseId,
            @Nullable LocalDate validUntil,
            Set<Integer> scheduled) {

        static final Known NOTHING = new Known(OrganizationSettings.DEFAULT.expiryNoticeDays(), null, null, Set.of());
    }

    /** The last day of a license is as near as its organization wants to be told. A bean of its own: the schedule needs all of these before it can be used. */
    @Component
    @CommandRole
    static final class LastDayNear implements DueDeadline {

        @Override
        public String name() {
            return NOTICE;
        }

        @Override
        public String reason() {
            return "last day near";
        }

        @Override
        public TenantCommand command(Deadline deadline) {
            return new NoticeExpiry(
                    new LicenseId(deadline.subjectId()),
                    new OrganizationId(Objects.requireNonNull(deadline.organizationId())),
                    Integer.parseInt(deadline.data()));
        }
    }
}

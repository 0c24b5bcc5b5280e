package com.avaone.command.organization;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.organization.OrganizationCommand.DeleteOrganization;
import com.avaone.api.organization.OrganizationEvent.DeletionRequested;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRestored;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.deadline.DeadlineSchedule;
import com.avaone.command.kernel.deadline.DueDeadline;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Has an organization deleted when its grace period is over, unless it is restored before. */
@Component
@CommandRole
@ProcessingGroup("WhenDeletionIsRequestedThenScheduleIt")
class WhenDeletionIsRequestedThenScheduleIt {

    private static final String DELETE = "organization.delete";

    private final DeadlineSchedule schedule;

    WhenDeletionIsRequestedThenScheduleIt(DeadlineSchedule schedule) {
        this.schedule = schedule;
    }

    @EventHandler
    void on(DeletionRequested event) {
        var organizationId = event.organizationId();
        schedule.schedule(key(organizationId), event.dueAt(), DELETE, organizationId, organizationId.value(), "");
    }

    @EventHandler
    void on(OrganizationRestored event) {
        schedule.cancel(key(event.organizationId()));
    }

    @EventHandler
    void on(OrganizationDeleted event) {
        schedule.cancel(key(event.organizationId()));
    }

    private static String key(OrganizationId organizationId) {
        return DELETE + "/" + organizationId;
    }

    /** The grace period of an organization whose deletion was requested is over. A bean of its own: the schedule needs all of these before it can be used. */
    @Component
    @CommandRole
    static final class GracePeriodOver implements DueDeadline {

        @Override
        public String name() {
            return DELETE;
        }

        @Override
        public String reason() {
            return "grace period over";
        }

        @Override
        public TenantCommand command(Deadline deadline) {
            return new DeleteOrganization(new OrganizationId(deadline.subjectId()));
        }
    }
}

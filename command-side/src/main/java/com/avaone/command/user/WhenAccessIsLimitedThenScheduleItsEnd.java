package com.avaone.command.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserCommand.EndAccess;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.InvitationExpired;
import com.avaone.api.user.UserEvent.InvitationWithdrawn;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.deadline.DeadlineSchedule;
import com.avaone.command.kernel.deadline.DueDeadline;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Has an auditor's access end when its time is over. */
@Component
@CommandRole
@ProcessingGroup("WhenAccessIsLimitedThenScheduleItsEnd")
class WhenAccessIsLimitedThenScheduleItsEnd {

    private static final String END = "user.end-access";

    private final DeadlineSchedule schedule;

    WhenAccessIsLimitedThenScheduleItsEnd(DeadlineSchedule schedule) {
        this.schedule = schedule;
    }

    @EventHandler
    void on(UserInvited event) {
        if (event.accessUntil() != null) {
            schedule.schedule(
                    key(event),
                    event.accessUntil(),
                    END,
                    event.organizationId(),
                    event.userId().value(),
                    "");
        }
    }

    @EventHandler
    void on(InvitationWithdrawn event) {
        schedule.cancel(key(event));
    }

    @EventHandler
    void on(InvitationExpired event) {
        schedule.cancel(key(event));
    }

    @EventHandler
    void on(UserErased event) {
        schedule.cancel(key(event));
    }

    private static String key(UserEvent event) {
        return END + "/" + event.userId();
    }

    /** The time of an access is over. A bean of its own: the schedule needs all of these before it can be used. */
    @Component
    @CommandRole
    static final class AccessOver implements DueDeadline {

        @Override
        public String name() {
            return END;
        }

        @Override
        public String reason() {
            return "access ended on its day";
        }

        @Override
        public TenantCommand command(Deadline deadline) {
            return new EndAccess(
                    new UserId(deadline.subjectId()),
                    new OrganizationId(Objects.requireNonNull(deadline.organizationId())));
        }
    }
}

package com.avaone.command.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserCommand.ExpireInvitation;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.InvitationExpired;
import com.avaone.api.user.UserEvent.InvitationResent;
import com.avaone.api.user.UserEvent.InvitationWithdrawn;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.UserRegistered;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.deadline.DeadlineSchedule;
import com.avaone.command.kernel.deadline.DueDeadline;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Has an invitation end that nobody accepts in time. */
@Component
@CommandRole
@ProcessingGroup("WhenInvitationIsSentThenScheduleItsExpiry")
class WhenInvitationIsSentThenScheduleItsExpiry {

    private static final String EXPIRE = "user.expire-invitation";

    private final DeadlineSchedule schedule;

    WhenInvitationIsSentThenScheduleItsExpiry(DeadlineSchedule schedule) {
        this.schedule = schedule;
    }

    @EventHandler
    void on(UserInvited event) {
        schedule(event, event.invitationId(), event.expiresAt());
    }

    @EventHandler
    void on(InvitationResent event) {
        schedule(event, event.invitationId(), event.expiresAt());
    }

    @EventHandler
    void on(UserRegistered event) {
        schedule.cancel(key(event));
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

    private void schedule(UserEvent event, String invitationId, Instant expiresAt) {
        schedule.schedule(
                key(event),
                expiresAt,
                EXPIRE,
                event.organizationId(),
                event.userId().value(),
                invitationId);
    }

    private static String key(UserEvent event) {
        return EXPIRE + "/" + event.userId();
    }

    /** The time of an invitation is over. A bean of its own: the schedule needs all of these before it can be used. */
    @Component
    @CommandRole
    static final class InvitationOver implements DueDeadline {

        @Override
        public String name() {
            return EXPIRE;
        }

        @Override
        public String reason() {
            return "not accepted in time";
        }

        @Override
        public TenantCommand command(Deadline deadline) {
            return new ExpireInvitation(
                    new UserId(deadline.subjectId()),
                    new OrganizationId(Objects.requireNonNull(deadline.organizationId())),
                    deadline.data());
        }
    }
}

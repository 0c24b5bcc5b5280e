package com.avaone.command.client;

import com.avaone.api.client.ClientCommand.ExpireClient;
import com.avaone.api.client.ClientEvent;
import com.avaone.api.client.ClientEvent.ClientCreated;
import com.avaone.api.client.ClientEvent.ClientRevoked;
import com.avaone.api.client.ClientId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.deadline.DeadlineSchedule;
import com.avaone.command.kernel.deadline.DueDeadline;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Has an API client end when its time is over. */
@Component
@CommandRole
@ProcessingGroup("WhenClientIsLimitedThenScheduleItsEnd")
class WhenClientIsLimitedThenScheduleItsEnd {

    private static final String END = "client.expire";

    private final DeadlineSchedule schedule;

    WhenClientIsLimitedThenScheduleItsEnd(DeadlineSchedule schedule) {
        this.schedule = schedule;
    }

    @EventHandler
    void on(ClientCreated event) {
        if (event.expiresAt() != null) {
            schedule.schedule(
                    key(event),
                    event.expiresAt(),
                    END,
                    event.organizationId(),
                    event.clientId().value(),
                    "");
        }
    }

    @EventHandler
    void on(ClientRevoked event) {
        schedule.cancel(key(event));
    }

    private static String key(ClientEvent event) {
        return END + "/" + event.clientId();
    }

    /** The time of a client is over. A bean of its own: the schedule needs all of these before it can be used. */
    @Component
    @CommandRole
    static final class ClientOver implements DueDeadline {

        @Override
        public String name() {
            return END;
        }

        @Override
        public String reason() {
            return "API client ended on its day";
        }

        @Override
        public TenantCommand command(Deadline deadline) {
            return new ExpireClient(
                    new ClientId(deadline.subjectId()),
                    new OrganizationId(Objects.requireNonNull(deadline.organizationId())));
        }
    }
}

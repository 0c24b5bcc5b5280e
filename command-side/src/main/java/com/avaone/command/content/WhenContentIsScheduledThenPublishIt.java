package com.avaone.command.content;

import com.avaone.api.content.ContentCommand.PublishScheduledContent;
import com.avaone.api.content.ContentEvent;
import com.avaone.api.content.ContentEvent.ContentDrafted;
import com.avaone.api.content.ContentEvent.ContentEdited;
import com.avaone.api.content.ContentEvent.ContentPreviewShared;
import com.avaone.api.content.ContentEvent.ContentPublished;
import com.avaone.api.content.ContentEvent.ContentRestored;
import com.avaone.api.content.ContentEvent.ContentScheduleCancelled;
import com.avaone.api.content.ContentEvent.ContentScheduled;
import com.avaone.api.content.ContentEvent.ContentUnpublished;
import com.avaone.api.content.ContentId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.deadline.DeadlineSchedule;
import com.avaone.command.kernel.deadline.DueDeadline;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Has what is scheduled published at its instant. */
@Component
@CommandRole
@ProcessingGroup("WhenContentIsScheduledThenPublishIt")
class WhenContentIsScheduledThenPublishIt {

    private static final String PUBLISH = "content.publish";

    private final DeadlineSchedule schedule;

    WhenContentIsScheduledThenPublishIt(DeadlineSchedule schedule) {
        this.schedule = schedule;
    }

    @EventHandler
    void on(ContentEvent event) {
        switch (event) {
            case ContentScheduled e ->
                schedule.schedule(
                        key(e.contentId()),
                        e.publishAt(),
                        PUBLISH,
                        e.organizationId(),
                        e.contentId().value(),
                        String.valueOf(e.revision()));
            // Each of them ends a schedule.
            case ContentPublished e -> schedule.cancel(key(e.contentId()));
            case ContentScheduleCancelled e -> schedule.cancel(key(e.contentId()));
            case ContentUnpublished e -> schedule.cancel(key(e.contentId()));
            case ContentDrafted _, ContentEdited _, ContentRestored _, ContentPreviewShared _ -> {}
        }
    }

    private static String key(ContentId contentId) {
        return PUBLISH + "/" + contentId;
    }

    /** What was scheduled is due. A bean of its own: the schedule needs all of these before it can be used. */
    @Component
    @CommandRole
    static final class PublicationDue implements DueDeadline {

        @Override
        public String name() {
            return PUBLISH;
        }

        @Override
        public String reason() {
            return "scheduled for now";
        }

        @Override
        public TenantCommand command(Deadline deadline) {
            return new PublishScheduledContent(
                    new ContentId(deadline.subjectId()), OrganizationId.OPERATOR, Integer.parseInt(deadline.data()));
        }
    }
}

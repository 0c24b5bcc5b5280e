package com.avaone.api.operations;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest events of the log, newest first. */
public record RecentEvents(List<RecordedEvent> items) {

    /**
     * An event as it stands in the log.
     *
     * @param event stable name
     * @param aggregateId absent on events without an aggregate
     * @param organizationId absent on events that belong to no organization
     */
    public record RecordedEvent(
            long position,
            String event,
            @Nullable String aggregateId,
            @Nullable OrganizationId organizationId,
            Instant at,
            @Nullable ActorKind actorKind,
            @Nullable String actorId,
            @Nullable String reason) {}
}

package com.avaone.query.operations;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.operations.DatabasePage;
import com.avaone.api.operations.OperationsQuery.FindDatabases;
import com.avaone.api.operations.OperationsQuery.FindParkedEvents;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import com.avaone.api.operations.OperationsQuery.FindRecentEvents;
import com.avaone.api.operations.ParkedEventPage;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.RecentEvents;
import com.avaone.api.operations.RecentEvents.RecordedEvent;
import com.avaone.projection.kernel.ParkedEvents;
import com.avaone.projection.kernel.Progress;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.history.History;
import com.avaone.query.kernel.history.Occurrence;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers about the suite's machinery as it is at this moment; no read model takes part. */
@Component
@QueryRole
class OperationsQueryHandler {

    private static final int MAX_LIMIT = 100;

    /** Begins the cursors of the list of parked events. */
    private static final String PARKED = "parked";

    private final DatabaseStatus databases;
    private final Progress progress;
    private final ParkedEvents parked;
    private final History history;

    OperationsQueryHandler(DatabaseStatus databases, Progress progress, ParkedEvents parked, History history) {
        this.databases = databases;
        this.progress = progress;
        this.parked = parked;
        this.history = history;
    }

    @QueryHandler
    DatabasePage handle(FindDatabases query) {
        return databases.page(query.cursor(), Parameter.limit(query.limit(), MAX_LIMIT));
    }

    @QueryHandler
    ProcessorsView handle(FindProcessors query) {
        return progress.processors();
    }

    @QueryHandler
    ParkedEventPage handle(FindParkedEvents query) {
        var page = parked.list(
                query.processor(), query.sequence(), last(query.cursor()), Parameter.limit(query.limit(), MAX_LIMIT));
        return new ParkedEventPage(page.items(), page.next() == null ? null : Cursor.of(PARKED, page.next()));
    }

    /** With which parked event the page before ended. */
    private static @Nullable String last(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var parts = Cursor.parts(cursor, 2);
        if (!parts.getFirst().equals(PARKED)) {
            throw Cursor.refused();
        }
        return parts.getLast();
    }

    @QueryHandler
    RecentEvents handle(FindRecentEvents query) {
        return new RecentEvents(history.newest(Parameter.limit(query.limit(), MAX_LIMIT)).stream()
                .map(OperationsQueryHandler::recorded)
                .toList());
    }

    private static RecordedEvent recorded(Occurrence occurrence) {
        return new RecordedEvent(
                occurrence.position(),
                occurrence.name(),
                occurrence.aggregateId(),
                organizationOf(occurrence.payload()),
                occurrence.at(),
                occurrence.actorKind(),
                occurrence.actorId(),
                occurrence.reason());
    }

    private static @Nullable OrganizationId organizationOf(Object event) {
        return event instanceof TenantEvent ofTenant ? ofTenant.organizationId() : null;
    }
}

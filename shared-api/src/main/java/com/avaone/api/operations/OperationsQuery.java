package com.avaone.api.operations;

import static com.avaone.api.kernel.Permission.CONFIGURE_SYSTEM;

import com.avaone.api.kernel.Needs;
import org.jspecify.annotations.Nullable;

/** What can be asked about the suite's machinery. */
public sealed interface OperationsQuery {

    /** A page of databases, the suite's own first. Answers {@link DatabasePage}. */
    @Needs(CONFIGURE_SYSTEM)
    record FindDatabases(@Nullable String cursor, int limit) implements OperationsQuery {}

    /** Every processor of events. Answers {@link ProcessorsView}. */
    @Needs(CONFIGURE_SYSTEM)
    record FindProcessors() implements OperationsQuery {}

    /**
     * A page of parked events, oldest first. Answers {@link ParkedEventPage}.
     *
     * @param processor only of this processor; of all where absent
     * @param sequence only of this sequence, for example an organization's; of all where absent
     */
    @Needs(CONFIGURE_SYSTEM)
    record FindParkedEvents(
            @Nullable String processor,
            @Nullable String sequence,
            @Nullable String cursor,
            int limit) implements OperationsQuery {}

    /** The newest events of the log, newest first. Answers {@link RecentEvents}. */
    @Needs(CONFIGURE_SYSTEM)
    record FindRecentEvents(int limit) implements OperationsQuery {}
}

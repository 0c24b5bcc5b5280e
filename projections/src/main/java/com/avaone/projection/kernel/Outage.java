package com.avaone.projection.kernel;

import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Rule;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteException;
import java.util.Set;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.HandlerExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;

/** Tells a fault of the surroundings, which passes by itself, from a fault of one event. */
public final class Outage {

    /** What a member of a cluster answers that shuts down, steps down, recovers or is not the primary any more. */
    private static final Set<Integer> FAILOVER = Set.of(91, 189, 10_107, 11_600, 11_602, 13_435, 13_436);

    private Outage() {}

    /** Whether {@code failure} comes from a database or a store that does not answer now. */
    public static boolean isBehind(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (isOutage(cause)) {
                return true;
            }
        }
        return isOfEventStore(failure);
    }

    /** Whether {@code failure} comes from the event store, or from the way to it. */
    public static boolean isOfEventStore(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EventStoreException
                    || cause instanceof AxonServerException
                    // What goes wrong on the way to Axon Server may arrive as it is.
                    || cause.getClass().getName().startsWith("io.grpc.")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(Throwable failure) {
        return switch (failure) {
            // What the server said about one document will be the same next time.
            case MongoWriteException _ -> false;
            case MongoBulkWriteException e -> e.getWriteErrors().isEmpty();
            // Without a code, older servers say the same.
            case MongoNotPrimaryException _, MongoNodeIsRecoveringException _ -> true;
            case MongoServerException e ->
                FAILOVER.contains(e.getCode())
                        || e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)
                        || e.hasErrorLabel("RetryableWriteError");
            case MongoException _ -> true;
            case OptimisticLockingFailureException _ -> true;
            case HandlerExecutionException e ->
                e.getDetails().filter(Outage::isUnavailable).isPresent();
            // The driver's answer once its client is closed.
            case IllegalStateException e -> "state should be: open".equals(e.getMessage());
            default -> false;
        };
    }

    private static boolean isUnavailable(Object details) {
        return details instanceof Rejection rejection && rejection.kind() == Rule.Kind.UNAVAILABLE;
    }
}

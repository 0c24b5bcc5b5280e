package com.avaone.command.kernel.bus;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Rule;
import com.avaone.command.kernel.eventstore.EventStoreUnavailable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.EventPublicationFailedException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DataAccessException;

/** Turns what went wrong with a command into the refusal that its sender gets, the same on every event store and on every node. */
final class Refusals {

    /** Axon Server: an event with this number is in the aggregate's stream already. */
    private static final String INVALID_EVENT_SEQUENCE = "[AXONIQ-2000]";

    /** Axon Server: the command could not be brought to a node that handles it. */
    private static final String COMMAND_DISPATCH_ERROR = "[AXONIQ-4003]";

    private Refusals() {}

    /** What {@code failure} means to the sender; empty where it is a fault of the program, about which there is nothing to say. */
    static Optional<Rejection> of(Throwable failure) {
        return causes(failure).map(Refusals::ofOne).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Rejection> ofOne(Throwable failure) {
        return switch (failure) {
            case Rejected rejected -> Optional.of(rejected.rejection());
            case InvalidValue invalid ->
                Optional.of(new Rejected(
                                KernelRule.INVALID_VALUE,
                                String.valueOf(invalid.getMessage()),
                                invalid.field(),
                                Map.of())
                        .rejection());
            case HandlerExecutionException remote
            when remote.getDetails().orElse(null) instanceof Rejection rejection -> Optional.of(rejection);
            case AggregateNotFoundException _ ->
                refusal(KernelRule.NOT_FOUND, "There is no such thing in this organization.");
            case Throwable conflict
            when isOneConflict(conflict) || conflict instanceof LockAcquisitionFailedException ->
                refusal(KernelRule.CONCURRENT_CHANGE, "Others changed this at the same moment. Send it again.");
            case EventStoreUnavailable unavailable ->
                refusal(KernelRule.STORE_UNAVAILABLE, String.valueOf(unavailable.getMessage()));
            case Throwable outage
            when isOutage(outage) ->
                refusal(KernelRule.STORE_UNAVAILABLE, "The event store cannot be reached. Try again in a few seconds.");
            default -> Optional.empty();
        };
    }

    /** Whether another change of the same aggregate came first, so that it is worth to decide anew. */
    static boolean isConflict(Throwable failure) {
        return causes(failure).anyMatch(Refusals::isOneConflict);
    }

    /** Whether the command was refused before anything could be stored. */
    static boolean isByRule(Throwable failure) {
        return of(failure)
                .map(Rejection::kind)
                .filter(Predicate.not(Rule.Kind.UNAVAILABLE::equals))
                .isPresent();
    }

    /** The failure as it travels to the sender, who finds the refusal in its details. */
    static CommandExecutionException answer(Rejection rejection, Throwable failure) {
        return failure instanceof CommandExecutionException answer
                        && answer.getDetails().filter(rejection::equals).isPresent()
                ? answer
                : new CommandExecutionException(rejection.detail(), null, rejection);
    }

    private static boolean isOneConflict(Throwable failure) {
        return failure instanceof ConcurrencyException || says(failure, INVALID_EVENT_SEQUENCE);
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof EventStoreException
                || failure instanceof EventPublicationFailedException
                || failure instanceof AxonServerException
                || failure instanceof AxonServerCommandDispatchException
                // For a second or two after a reconnect, Axon Server does not know yet who handles what.
                || failure instanceof NoHandlerForCommandException
                || failure instanceof DataAccessException
                || failure.getClass().getName().startsWith("com.mongodb.")
                // What goes wrong on the way to Axon Server arrives as it is, when events are appended.
                || failure.getClass().getName().startsWith("io.grpc.")
                || says(failure, COMMAND_DISPATCH_ERROR);
    }

    private static boolean says(Throwable failure, String code) {
        return failure.getMessage() != null && failure.getMessage().contains(code);
    }

    private static Optional<Rejection> refusal(KernelRule rule, String detail) {
        return Optional.of(new Rejected(rule, detail).rejection());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}

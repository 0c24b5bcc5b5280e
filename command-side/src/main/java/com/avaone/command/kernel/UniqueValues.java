package com.avaone.command.kernel;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.command.kernel.memory.Reservations;
import java.util.Map;
import java.util.function.Predicate;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Values that only one aggregate may have. A command handler takes the value before it applies the event that says so. */
public class UniqueValues {

    private final Reservations reservations;
    private final Predicate<String> exists;

    /**
     * Keeps the values in {@code reservations}.
     *
     * @param exists whether an aggregate with the given identifier is in the event store
     */
    public UniqueValues(Reservations reservations, Predicate<String> exists) {
        this.reservations = reservations;
        this.exists = exists;
    }

    /**
     * Takes a value for a new aggregate that the command at hand makes; does nothing if it has it already. When the command is refused
     * after all, the value is free again.
     *
     * @param kind what it is, for example {@code organization.slug}
     * @param value in its normal form
     * @param ownerId identifier of the new aggregate
     * @param taken the rule that refuses if the value is another's, for example {@link KernelRule#VALUE_TAKEN}
     * @param field the field to name then
     * @throws Rejected by {@code taken}
     */
    public void take(String kind, String value, String ownerId, Rule taken, String field) {
        if (!reservations.reserve(kind, value, ownerId, exists)) {
            throw new Rejected(taken, "%s is taken. Choose another.".formatted(value), field, Map.of("value", value));
        }
        // The owner may have had it before, so it is freed only where the owner did not come to exist. If that cannot
        // be told now, the
        // reservation stays; it is taken over once it is old and its owner is still not there.
        CurrentUnitOfWork.ifStarted(unitOfWork -> unitOfWork.root().onRollback(ignored -> {
            if (!exists.test(ownerId)) {
                reservations.release(kind, value, ownerId);
            }
        }));
    }

    /** Frees a value that the aggregate gives up, once the command at hand is stored (at once, where there is no command). */
    public void giveUp(String kind, String value, String ownerId) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().afterCommit(ignored -> reservations.release(kind, value, ownerId));
        } else {
            reservations.release(kind, value, ownerId);
        }
    }
}

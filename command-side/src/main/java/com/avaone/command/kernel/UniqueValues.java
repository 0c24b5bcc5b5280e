package com.avaone.command.kernel;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.command.kernel.memory.Reservations;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Values that only one aggregate may have. A command handler takes the value before it applies the event that says so. */
public class UniqueValues {

    private static final Logger LOG = LoggerFactory.getLogger(UniqueValues.class);

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
     * Takes a value for the aggregate of the command at hand; does nothing if it has it already. When the command that makes the aggregate is
     * refused after all, the value is free again.
     *
     * @param kind what it is, for example {@code organization.slug}
     * @param value in its normal form
     * @param ownerId identifier of the aggregate
     * @param taken the rule that refuses if the value is another's, for example {@link KernelRule#VALUE_TAKEN}
     * @param field the field to name then
     * @throws Rejected by {@code taken}
     */
    public void take(String kind, String value, String ownerId, Rule taken, String field) {
        take(kind, value, value, ownerId, null, taken, field);
    }

    /**
     * As {@link #take}, for a value that is unique within one organization.
     *
     * @param until from when on anybody may take the value, for what the aggregate will only perhaps have; null when it has it for good
     */
    public void takeWithin(
            OrganizationId organizationId,
            String kind,
            String value,
            String ownerId,
            @Nullable Instant until,
            Rule taken,
            String field) {
        take(kind, within(organizationId, value), value, ownerId, until, taken, field);
    }

    private static String within(OrganizationId organizationId, String value) {
        return organizationId + " " + value;
    }

    private void take(
            String kind,
            String reserved,
            String value,
            String ownerId,
            @Nullable Instant until,
            Rule taken,
            String field) {
        if (!reservations.reserve(kind, reserved, ownerId, until, exists)) {
            throw new Rejected(taken, "%s is taken. Choose another.".formatted(value), field, Map.of("value", value));
        }
        // Not on roll-back: at that moment the event store still counts the refused events as the owner's.
        CurrentUnitOfWork.ifStarted(unitOfWork -> unitOfWork.root().onCleanup(ended -> {
            if (ended.isRolledBack()) {
                freeUnlessOwned(kind, reserved, ownerId);
            }
        }));
    }

    private void freeUnlessOwned(String kind, String value, String ownerId) {
        try {
            // It may have had the value before this command: then it keeps it.
            if (!exists.test(ownerId)) {
                reservations.release(kind, value, ownerId);
            }
        } catch (RuntimeException failure) {
            // Stays reserved until somebody else wants it and the owner is still not there.
            LOG.debug("Cannot free {} of {} now", kind, ownerId, failure);
        }
    }

    /**
     * Frees a value that the aggregate gave up, if it has it. Call it from where it is repeated until it succeeds, such as an event
     * handler: a value that is not freed stays taken.
     */
    public void free(String kind, String value, String ownerId) {
        reservations.release(kind, value, ownerId);
    }

    /** Frees what the aggregate has of a kind within its organization, but the values that it still uses. As {@link #free}. */
    public void freeAllBut(Collection<String> used, OrganizationId organizationId, String kind, String ownerId) {
        var kept = used.stream().map(value -> within(organizationId, value)).collect(Collectors.toSet());
        reservations.releaseAllBut(kept, kind, ownerId);
    }
}

package com.avaone.api.operations;

import static com.avaone.api.kernel.Permission.CONFIGURE_SYSTEM;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What an operator can ask of the suite's machinery. */
public sealed interface OperationsCommand {

    /** The processor's name. */
    String processor();

    /** Does something to a processor. */
    @Needs(CONFIGURE_SYSTEM)
    @NeedsReason
    record OperateProcessor(@TargetAggregateIdentifier String processor, ProcessorOperation operation)
            implements OperationsCommand {}

    /** Hands a parked sequence of events (every one where {@code sequence} is absent) to its processor again. */
    @Needs(CONFIGURE_SYSTEM)
    @NeedsReason
    record RetryParked(
            @TargetAggregateIdentifier String processor,
            @org.jspecify.annotations.Nullable String sequence) implements OperationsCommand {}

    /** Gives a parked event up for good. */
    @Needs(CONFIGURE_SYSTEM)
    @NeedsReason
    record DiscardParked(@TargetAggregateIdentifier String processor, String parkedEventId)
            implements OperationsCommand {}
}

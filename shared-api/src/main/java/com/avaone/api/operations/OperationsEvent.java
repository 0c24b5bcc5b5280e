package com.avaone.api.operations;

import com.avaone.api.kernel.StableName;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What an operator did to the suite's machinery. Belongs to no organization. */
public sealed interface OperationsEvent {

    /** The processor's name. */
    String processor();

    /** Something is to be done to a processor. */
    @StableName("operations.processor-operated")
    @Revision("1")
    record ProcessorOperated(String processor, ProcessorOperation operation) implements OperationsEvent {}

    /** Parked events are to be tried again. */
    @StableName("operations.parked-retried")
    @Revision("1")
    record ParkedRetried(String processor, @Nullable String sequence) implements OperationsEvent {}

    /** A parked event was given up. */
    @StableName("operations.parked-discarded")
    @Revision("1")
    record ParkedDiscarded(String processor, String parkedEventId) implements OperationsEvent {}
}

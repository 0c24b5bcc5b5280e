package com.avaone.projection.kernel;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.deadletter.ThrowableCause;

/** Parks what one event is at fault for. An outage is nobody's fault: the processor tries its whole batch again. */
final class ParkingPolicy implements EnqueuePolicy<EventMessage<?>> {

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        // What is parked already stays so: thrown here, Axon would take it for handled.
        if (!(letter instanceof ParkedLetter) && Outage.isBehind(cause)) {
            throw new Interruption(cause);
        }
        return Decisions.enqueue(ThrowableCause.truncated(cause));
    }

    /** Ends a batch that will be tried again. */
    static final class Interruption extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Interruption(Throwable cause) {
            super("The surroundings do not answer; the batch is tried again", cause);
        }
    }
}

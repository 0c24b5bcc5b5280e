package com.avaone.projection.kernel;

import com.avaone.api.kernel.TenantEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.serialization.SerializationException;

/**
 * What must be handled in order: all events of one organization, because its documents are fed by several aggregates; other events by
 * aggregate. Always a text that is the same after a restart: Axon's own policies are not, and could skip events.
 */
final class SequencePerOrganization implements SequencingPolicy<EventMessage<?>> {

    private static final String NO_AGGREGATE = "no-aggregate";

    @Override
    public Object getSequenceIdentifierFor(EventMessage<?> event) {
        if (TenantEvent.class.isAssignableFrom(event.getPayloadType())) {
            try {
                return ((TenantEvent) event.getPayload()).organizationId().value();
            } catch (SerializationException _) {
                // It is parked when it is handled; here it must not stop the others.
                return ofAggregate(event);
            }
        }
        return ofAggregate(event);
    }

    private static String ofAggregate(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domainEvent ? domainEvent.getAggregateIdentifier() : NO_AGGREGATE;
    }
}

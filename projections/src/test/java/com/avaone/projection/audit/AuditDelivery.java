package com.avaone.projection.audit;

import com.avaone.projection.kernel.TenantDocuments;
import com.avaone.projection.organization.Delivery;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;

/** Hands events to the projector of the audit, each at its position. */
public final class AuditDelivery {

    private AuditDelivery() {}

    /** Delivers events twice, in batches, the first at a position. */
    public static void deliver(TenantDocuments documents, long first, List<? extends DomainEventMessage<?>> events) {
        var delivery = Delivery.to(new AuditProjector(documents));
        var tracked = IntStream.range(0, events.size())
                .mapToObj(i -> new GenericTrackedDomainEventMessage<>(
                        new GlobalSequenceTrackingToken(first + i), events.get(i)))
                .toList();
        delivery.deliver(tracked, 50);
        delivery.deliver(tracked, 7);
    }
}

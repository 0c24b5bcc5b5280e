package com.avaone.projection.organization;

import com.avaone.projection.kernel.TenantDocuments;
import java.util.List;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;

/** Hands events to projectors as a processor does: through Axon's dispatcher, in batches, each a unit of work. */
public final class Delivery {

    private final List<AnnotationEventHandlerAdapter> projectors;

    private Delivery(Object... projectors) {
        this.projectors = java.util.Arrays.stream(projectors)
                .map(AnnotationEventHandlerAdapter::new)
                .toList();
    }

    /** To given projectors. */
    public static Delivery to(Object... projectors) {
        return new Delivery(projectors);
    }

    /** To the projectors of organizations. */
    public static Delivery toOrganizations(TenantDocuments documents) {
        return to(organizationProjector(documents));
    }

    /** The projector of organizations, for who runs it otherwise. */
    public static Object organizationProjector(TenantDocuments documents) {
        return new OrganizationProjector(documents);
    }

    /** Delivers events in batches of so many. */
    public void deliver(List<? extends EventMessage<?>> events, int batchSize) {
        for (int from = 0; from < events.size(); from += batchSize) {
            List<EventMessage<?>> batch = List.copyOf(events.subList(from, Math.min(from + batchSize, events.size())));
            var unitOfWork = new BatchingUnitOfWork<>(batch);
            var result = unitOfWork.executeWithResult(() -> {
                for (var projector : projectors) {
                    projector.handle(unitOfWork.getMessage());
                }
                return null;
            });
            if (result.isExceptional()) {
                throw new AssertionError(result.exceptionResult());
            }
        }
    }
}

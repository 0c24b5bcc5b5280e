package com.avaone.projection.audit;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.TenantDocuments;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds {@link AuditEventDocument}s: one of each event, whatever it says. */
@Component
@ProjectionRole
@ProcessingGroup("audit")
class AuditProjector {

    private final TenantDocuments documents;
    private volatile boolean indexed;

    AuditProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    /** What it says is never read here: an event that cannot be read any more is found all the same. */
    @EventHandler(payloadType = Object.class)
    void on(EventMessage<?> event) {
        if (!(event instanceof DomainEventMessage<?> ofAggregate)) {
            return; // nothing here publishes without an aggregate
        }
        index();
        var id = AuditEventDocument.idOf(positionOf(event));
        var tenant = text(event, MetadataKey.TENANT);
        var change = change(ofAggregate);
        if (tenant == null) {
            documents.applyWithoutTenant(AuditEventDocument.class, id, AuditEventDocument.SOURCE, 0, change);
        } else {
            documents.apply(
                    AuditEventDocument.class,
                    new OrganizationId(tenant),
                    id,
                    AuditEventDocument.SOURCE,
                    0, // an event happens once
                    change);
        }
    }

    /** Not by a parameter of the handler: an event that has none would be passed over without a word. */
    private static long positionOf(EventMessage<?> event) {
        if (event instanceof TrackedEventMessage<?> tracked) {
            return tracked.trackingToken()
                    .position()
                    .orElseThrow(() -> new IllegalStateException("The log does not tell positions"));
        }
        throw new IllegalStateException(
                "Event %s does not say where in the log it is".formatted(event.getIdentifier()));
    }

    private static Change change(DomainEventMessage<?> event) {
        var type = typeOf(event);
        return Change.update(AuditEventDocument.EVENT_ID, event.getIdentifier())
                .set(AuditEventDocument.AGGREGATE_ID, event.getAggregateIdentifier())
                .set(AuditEventDocument.NUMBER, event.getSequenceNumber())
                .set(AuditEventDocument.TYPE, type)
                .set(AuditEventDocument.KIND, type.substring(0, Math.max(0, type.indexOf('.'))))
                .set(AuditEventDocument.REVISION, revisionOf(event.getPayloadType()))
                .set(AuditEventDocument.AT, event.getTimestamp())
                .set(AuditEventDocument.ACTOR_KIND, text(event, MetadataKey.ACTOR_KIND))
                .set(AuditEventDocument.ACTOR_ID, text(event, MetadataKey.ACTOR_ID))
                .set(AuditEventDocument.CORRELATION_ID, text(event, MetadataKey.CORRELATION_ID))
                .set(AuditEventDocument.CAUSATION_ID, text(event, MetadataKey.CAUSATION_ID))
                .set(AuditEventDocument.REQUEST_ID, text(event, MetadataKey.REQUEST_ID));
    }

    private static String typeOf(EventMessage<?> event) {
        var name = event.getPayloadType().getAnnotation(StableName.class);
        return name == null ? event.getPayloadType().getSimpleName() : name.value();
    }

    private static @Nullable String revisionOf(Class<?> type) {
        var revision = type.getAnnotation(Revision.class);
        return revision == null ? null : revision.value();
    }

    private static @Nullable String text(EventMessage<?> event, String key) {
        var value = event.getMetaData().get(key);
        return value == null ? null : value.toString();
    }

    /** With the first event and not at the start: the application starts while the database is away. */
    private void index() {
        if (!indexed) {
            documents.provisionShared(AuditEventDocument.class);
            indexed = true;
        }
    }

    @ResetHandler
    void reset() {
        documents.clear(AuditEventDocument.class);
    }
}

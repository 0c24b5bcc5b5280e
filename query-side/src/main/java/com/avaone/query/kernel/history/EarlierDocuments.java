package com.avaone.query.kernel.history;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.projection.kernel.Change;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** Makes documents of read models as they were, from the events, by the same changes that make the read models. */
@Component
public class EarlierDocuments {

    private final History history;
    private final Map<AuditedKind, Audited> kinds = new EnumMap<>(AuditedKind.class);

    EarlierDocuments(History history, List<Audited> kinds) {
        this.history = history;
        kinds.forEach(audited -> this.kinds.put(audited.kind(), audited));
    }

    /**
     * The document of something at a moment.
     *
     * @param asOf a position or an instant
     * @param source name of the stream that feeds such documents
     * @return the document as the read model held it; empty where the organization had no such thing yet
     * @throws Rejected naming {@code asOf} if it is neither
     */
    public Optional<Document> find(AuditedKind kind, OrganizationId owner, String id, String asOf, String source) {
        var audited = Objects.requireNonNull(kinds.get(kind));
        return find(audited.event(), owner, id, AsOf.parse(asOf), source, audited::change);
    }

    /** As above, where what is made of the events is not what an audit shows. */
    public Optional<Document> find(
            Class<? extends TenantEvent> event,
            OrganizationId owner,
            String id,
            AsOf asOf,
            String source,
            BiFunction<Occurrence, Document, Change> changes) {
        return history.first(id)
                .filter(first -> event.isInstance(first.payload())
                        && ((TenantEvent) first.payload()).organizationId().equals(owner))
                .map(first -> {
                    var document = new Document("_id", id).append("organizationId", owner.value());
                    history.read(id, asOf.heldAgainst(first, history), occurrence -> {
                        changes.apply(occurrence, document).applyTo(document);
                        document.put("sequences", new Document(source, occurrence.number()));
                    });
                    return document;
                })
                .filter(document -> document.containsKey("sequences"));
    }
}

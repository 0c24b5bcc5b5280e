package com.avaone.query.kernel.history;

import com.avaone.api.audit.AuditedEvent;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Something told anew from its events. It begins before the first; each {@link #upTo} goes on to a later moment.
 */
public final class Retelling {

    private final History history;
    private final Audited audited;
    private final String id;
    private final Occurrence first;
    private final List<String> streams;
    private final AuditedFields fields;
    private final Document state;
    /** The last event that counts, by stream. */
    private final Map<String, Occurrence> reached = new HashMap<>();

    private final Map<String, Occurrence> behind = new HashMap<>();
    private @Nullable Occurrence last;

    private Retelling(History history, Audited audited, String id, Occurrence first, Wording wording) {
        this.history = history;
        this.audited = audited;
        this.id = id;
        this.first = first;
        this.streams = audited.streams(first, id);
        this.fields = new AuditedFields(audited, wording);
        this.state = new Document("_id", id);
    }

    /** Begins; empty where there is no such thing. */
    public static Optional<Retelling> of(History history, Audited audited, String id, Wording wording) {
        return history.first(id)
                .filter(first -> audited.event().isInstance(first.payload()))
                .map(first -> new Retelling(history, audited, id, first, wording));
    }

    /** Whose it is. */
    public OrganizationId owner() {
        return ((TenantEvent) first.payload()).organizationId();
    }

    /** Goes on to a moment that is not before the one of the last call. */
    public Retelling upTo(AsOf moment) {
        var bound = moment.heldAgainst(first, history);
        for (var stream : streams) {
            var last = reached.get(stream);
            history.read(stream, last == null ? 0 : last.number() + 1, event -> {
                if (!bound.includes(event)) {
                    return false;
                }
                happen(stream, event);
                return true;
            });
        }
        return this;
    }

    private void happen(String stream, Occurrence event) {
        var before = fields.of(state);
        audited.change(event, state).applyTo(state);
        reached.put(stream, event);
        var after = fields.of(state);
        fields.changes(before, after).keySet().forEach(field -> behind.put(field, event));
        if (last == null || !event.at().isBefore(last.at())) {
            last = event;
        }
    }

    /** Number of the last event that counts, by stream. */
    public Map<String, Long> versions() {
        var versions = new HashMap<String, Long>();
        reached.forEach((stream, event) -> versions.put(stream, event.number()));
        return Map.copyOf(versions);
    }

    /** Whether an event counts already that does not at this moment. */
    public boolean isPast(AsOf moment) {
        var bound = moment.heldAgainst(first, history);
        return !reached.values().stream().allMatch(bound::includes);
    }

    /** The last event that counts; empty where it did not exist yet. */
    public Optional<Occurrence> last() {
        return Optional.ofNullable(last);
    }

    /** The fields and their values at this moment, by path. */
    public Map<String, Object> values() {
        return fields.of(state);
    }

    /** The state as plain values without what is about a person. */
    public Map<String, @Nullable Object> told() {
        return fields.withoutPersonal(state);
    }

    /** The paths of all fields that ever had a value up to this moment. */
    public Set<String> changed() {
        return Set.copyOf(behind.keySet());
    }

    /** The event that gave a field the value that it has, or took its value away. */
    public Occurrence behind(String field) {
        return Objects.requireNonNull(behind.get(field));
    }

    /** How its fields are said. */
    public AuditedFields fields() {
        return fields;
    }

    /** An event of it, as it is told. */
    public static AuditedEvent told(Occurrence event, Audited audited, String id, Wording wording) {
        return new AuditedEvent(
                event.position() < 0 ? null : event.position(),
                event.aggregateId() == null ? id : event.aggregateId(),
                event.number(),
                event.name(),
                audited.what(event, wording),
                event.at(),
                event.actorKind(),
                event.actorId(),
                event.reason(),
                event.comment(),
                event.sourceAddress());
    }
}

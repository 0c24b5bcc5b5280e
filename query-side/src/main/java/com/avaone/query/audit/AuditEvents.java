package com.avaone.query.audit;

import com.avaone.api.audit.AuditEventPage;
import com.avaone.api.audit.AuditEventPage.Entry;
import com.avaone.api.audit.AuditFilter;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.projection.audit.AuditEventDocument;
import com.avaone.projection.kernel.Databases;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.history.History;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.WithoutPersonalData;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds events. Where they are is read from the read model, what they say from the log: a page costs two readings of an index at most, and one
 * reading of the log for each aggregate on it.
 */
@Component
class AuditEvents {

    private static final String ALL_OF_KIND = ".*";

    /**
     * Events are stored in the order in which they are decided, and tell when that was to the millisecond. By so much at most may one that is
     * stored later have been decided earlier, by a clock that was set or on another node.
     */
    private static final Duration DISORDER = Duration.ofMinutes(10);

    /** Rather than begin anew, this many events of an aggregate that nobody asked for are read over. */
    private static final long GAP = 50;

    private final Databases databases;
    private final History history;

    AuditEvents(Databases databases, History history) {
        this.databases = databases;
        this.history = history;
    }

    private MongoCollection<Document> events() {
        return databases.main().getCollection(AuditEventDocument.COLLECTION);
    }

    /** A page of an organization's events, or where none is named of the whole log, newest first. */
    AuditEventPage page(
            @Nullable OrganizationId organizationId, AuditFilter filter, @Nullable String cursor, int limit) {
        var where = where(organizationId, filter);
        var positions = positions(filter, cursor);
        if (!positions.isEmpty()) {
            where.append(AuditEventDocument.ID, positions);
        }
        var found = events().find(where)
                .sort(new Document(AuditEventDocument.ID, -1))
                .limit(limit + 1)
                .into(new ArrayList<>());
        var page = found.subList(0, Math.min(limit, found.size()));
        var occurrences = occurrences(page);
        return new AuditEventPage(
                page.stream()
                        .map(event -> entry(event, occurrences.get(event.getString(AuditEventDocument.EVENT_ID))))
                        .toList(),
                found.size() > limit ? Cursor.of(page.getLast().getString(AuditEventDocument.ID)) : null);
    }

    private static Document where(@Nullable OrganizationId organizationId, AuditFilter filter) {
        var where = new Document();
        put(where, AuditEventDocument.ORGANIZATION_ID, organizationId == null ? null : organizationId.value());
        var type = filter.type();
        if (type != null && type.endsWith(ALL_OF_KIND)) {
            put(where, AuditEventDocument.KIND, type.substring(0, type.length() - ALL_OF_KIND.length()));
        } else {
            put(where, AuditEventDocument.TYPE, type);
        }
        put(where, AuditEventDocument.AGGREGATE_ID, filter.aggregateId());
        put(where, AuditEventDocument.ACTOR_ID, filter.actorId());
        put(where, AuditEventDocument.CORRELATION_ID, filter.correlationId());
        var at = new Document();
        put(at, "$gte", date(filter.from()));
        put(at, "$lt", date(filter.until()));
        put(where, AuditEventDocument.AT, at.isEmpty() ? null : at);
        return where;
    }

    private static void put(Document document, String name, @Nullable Object value) {
        if (value != null) {
            document.append(name, value);
        }
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    /** Instants narrow the positions too, so that what lies outside of them is not read. */
    private Document positions(AuditFilter filter, @Nullable String cursor) {
        var least = filter.fromPosition() == null ? null : AuditEventDocument.idOf(filter.fromPosition());
        if (filter.from() != null) {
            var first = first("$gte", filter.from().minus(DISORDER), 1);
            least = Optional.ofNullable(least)
                    .filter(known -> first != null && known.compareTo(first) > 0)
                    .orElse(first == null ? AuditEventDocument.idOf(Long.MAX_VALUE) : first);
        }
        var greatest = filter.untilPosition() == null ? null : AuditEventDocument.idOf(filter.untilPosition());
        if (filter.until() != null) {
            var last = first("$lt", filter.until().plus(DISORDER), -1);
            greatest = Optional.ofNullable(greatest)
                    .filter(known -> last != null && known.compareTo(last) < 0)
                    .orElse(last == null ? AuditEventDocument.idOf(0) : last);
        }
        var positions = new Document();
        put(positions, "$gte", least);
        put(positions, "$lte", greatest);
        if (cursor != null) {
            positions.append(
                    "$lt",
                    AuditEventDocument.idOf(
                            Cursor.number(Cursor.parts(cursor, 1).getFirst())));
        }
        return positions;
    }

    private @Nullable String first(String comparison, Instant instant, int direction) {
        var found = events().find(new Document(AuditEventDocument.AT, new Document(comparison, Date.from(instant))))
                .sort(new Document(AuditEventDocument.AT, direction).append(AuditEventDocument.ID, direction))
                .projection(new Document(AuditEventDocument.ID, 1))
                .first();
        return found == null ? null : found.getString(AuditEventDocument.ID);
    }

    /** What the log has of these events, by their identifiers. */
    private Map<String, Occurrence> occurrences(List<Document> events) {
        var found = new HashMap<String, Occurrence>();
        events.stream()
                .collect(Collectors.groupingBy(event -> text(event, AuditEventDocument.AGGREGATE_ID)))
                .forEach((aggregateId, ofAggregate) -> read(aggregateId, ofAggregate, found));
        return found;
    }

    private void read(String aggregateId, List<Document> events, Map<String, Occurrence> found) {
        var wanted = events.stream()
                .sorted(Comparator.comparingLong(AuditEvents::number))
                .toList();
        for (var next = 0; next < wanted.size(); ) {
            var begin = next;
            var at = new int[] {next};
            history.read(aggregateId, number(wanted.get(begin)), occurrence -> {
                var event = wanted.get(at[0]);
                if (occurrence.number() == number(event)) {
                    found.put(text(event, AuditEventDocument.EVENT_ID), occurrence);
                    at[0]++;
                }
                return at[0] < wanted.size() && number(wanted.get(at[0])) - occurrence.number() <= GAP;
            });
            next = Math.max(at[0], begin + 1);
        }
    }

    private static Entry entry(Document event, @Nullable Occurrence occurrence) {
        var actorKind = event.getString(AuditEventDocument.ACTOR_KIND);
        var organizationId = event.getString(AuditEventDocument.ORGANIZATION_ID);
        return new Entry(
                AuditEventDocument.positionOf(text(event, AuditEventDocument.ID)),
                text(event, AuditEventDocument.EVENT_ID),
                text(event, AuditEventDocument.TYPE),
                event.getString(AuditEventDocument.REVISION),
                event.getDate(AuditEventDocument.AT).toInstant(),
                organizationId == null ? null : new OrganizationId(organizationId),
                text(event, AuditEventDocument.AGGREGATE_ID),
                number(event),
                actorKind == null ? null : ActorKind.valueOf(actorKind),
                event.getString(AuditEventDocument.ACTOR_ID),
                occurrence == null ? null : occurrence.reason(),
                occurrence == null ? null : occurrence.comment(),
                occurrence == null ? null : occurrence.sourceAddress(),
                event.getString(AuditEventDocument.CORRELATION_ID),
                event.getString(AuditEventDocument.CAUSATION_ID),
                event.getString(AuditEventDocument.REQUEST_ID),
                occurrence == null ? Map.of() : WithoutPersonalData.of(occurrence.payload()));
    }

    private static String text(Document event, String field) {
        return Objects.requireNonNull(event.getString(field), field);
    }

    private static long number(Document event) {
        return event.get(AuditEventDocument.NUMBER, Number.class).longValue();
    }
}

package com.avaone.query.audit;

import com.avaone.api.audit.AuditEventPage;
import com.avaone.api.audit.AuditQuery.FindAuditEvents;
import com.avaone.api.audit.AuditQuery.FindAuditEventsOfSuite;
import com.avaone.api.audit.AuditQuery.FindAuditedHistory;
import com.avaone.api.audit.AuditQuery.FindAuditedOwner;
import com.avaone.api.audit.AuditQuery.FindCauses;
import com.avaone.api.audit.AuditQuery.FindDifference;
import com.avaone.api.audit.AuditQuery.FindEarlierState;
import com.avaone.api.audit.AuditedHistory;
import com.avaone.api.audit.AuditedKind;
import com.avaone.api.audit.Causes;
import com.avaone.api.audit.Difference;
import com.avaone.api.audit.EarlierState;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.avaone.query.kernel.history.AsOf;
import com.avaone.query.kernel.history.Audited;
import com.avaone.query.kernel.history.AuditedFields;
import com.avaone.query.kernel.history.History;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Retelling;
import com.avaone.query.kernel.history.Wording;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers auditors. */
@Component
@QueryRole
class AuditQueryHandler {

    private static final int MAX_EVENTS = 500;
    private static final int MAX_ENTRIES = 2_000;

    private static final Comparator<Occurrence> OLDEST_FIRST = Comparator.comparing(Occurrence::at)
            .thenComparing(Occurrence::position)
            .thenComparing(event -> Objects.toString(event.aggregateId(), ""))
            .thenComparing(Occurrence::number);

    private final AuditEvents events;
    private final History history;
    private final Map<AuditedKind, Audited> kinds = new EnumMap<>(AuditedKind.class);

    AuditQueryHandler(AuditEvents events, History history, List<Audited> kinds) {
        this.events = events;
        this.history = history;
        kinds.forEach(audited -> this.kinds.put(audited.kind(), audited));
    }

    @QueryHandler
    @ReadsFrom("audit")
    AuditEventPage handle(FindAuditEvents query) {
        return events.page(
                query.organizationId(), query.filter(), query.cursor(), Parameter.limit(query.limit(), MAX_EVENTS));
    }

    @QueryHandler
    @ReadsFrom("audit")
    AuditEventPage handle(FindAuditEventsOfSuite query) {
        return events.page(null, query.filter(), query.cursor(), Parameter.limit(query.limit(), MAX_EVENTS));
    }

    @QueryHandler
    OrganizationId handle(FindAuditedOwner query) {
        return Retelling.of(history, audited(query.kind()), query.id(), Wording.in(null))
                .map(Retelling::owner)
                .orElseThrow(AuditQueryHandler::notFound);
    }

    @QueryHandler
    AuditedHistory handle(FindAuditedHistory query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        var limit = Parameter.limit(query.limit(), MAX_ENTRIES);
        var wording = Wording.in(language);
        var audited = audited(query.kind());
        begin(query.organizationId(), query.kind(), query.id(), wording);
        var fields = new AuditedFields(audited, wording);
        var state = new Document();
        var page = history.page(query.id(), query.cursor(), limit, event -> {
            var before = fields.of(state);
            audited.change(event, state).applyTo(state);
            return new AuditedHistory.Entry(
                    Retelling.told(event, audited, query.id(), wording),
                    List.copyOf(fields.changes(before, fields.of(state)).values()));
        });
        return new AuditedHistory(query.kind(), query.id(), page.items(), page.next());
    }

    @QueryHandler
    EarlierState handle(FindEarlierState query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        var wording = Wording.in(language);
        var told =
                begin(query.organizationId(), query.kind(), query.id(), wording).upTo(AsOf.parse(query.asOf()));
        var last = told.last().orElseThrow(AuditQueryHandler::notFound);
        return new EarlierState(
                query.kind(),
                query.id(),
                query.organizationId(),
                query.asOf(),
                told.versions(),
                Retelling.told(last, audited(query.kind()), query.id(), wording),
                told.told(),
                told.values().entrySet().stream()
                        .map(field -> field(field.getKey(), field.getValue(), told.fields()))
                        .toList());
    }

    private static EarlierState.Field field(String field, Object value, AuditedFields fields) {
        var personal = fields.isPersonal(field);
        return new EarlierState.Field(
                field, fields.label(field), personal ? null : fields.words(field, value), personal);
    }

    @QueryHandler
    Difference handle(FindDifference query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        var wording = Wording.in(language);
        var audited = audited(query.kind());
        var from = AsOf.parse("from", query.from());
        var to = AsOf.parse("to", query.to());
        var told = begin(query.organizationId(), query.kind(), query.id(), wording);
        var before = told.upTo(from).values();
        // A position and an instant can be held against each other by what happened up to them only.
        if (to.isBefore(from) || told.isPast(to)) {
            throw Parameter.refused("to", "must not be before `from`");
        }
        var after = told.upTo(to).values();
        if (told.last().isEmpty()) {
            throw notFound();
        }
        return new Difference(
                query.kind(),
                query.id(),
                query.from(),
                query.to(),
                told.fields().changes(before, after).entrySet().stream()
                        .map(change -> new Difference.Field(
                                change.getValue(),
                                Retelling.told(told.behind(change.getKey()), audited, query.id(), wording)))
                        .toList());
    }

    @QueryHandler
    Causes handle(FindCauses query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        var wording = Wording.in(language);
        var audited = audited(query.kind());
        var paths = paths(query, audited);
        var told = begin(query.organizationId(), query.kind(), query.id(), wording)
                .upTo(query.asOf() == null ? AsOf.NOW : AsOf.parse(query.asOf()));
        if (told.last().isEmpty()) {
            throw notFound();
        }
        var values = told.values();
        // A field whose value was taken away has a cause too.
        var concerned = told.changed().stream()
                .filter(field -> paths.stream().anyMatch(path -> AuditedFields.begins(field, path)))
                .sorted()
                .toList();
        if (query.field() != null && concerned.isEmpty()) {
            throw Parameter.refused("field", "must be a field that it has, or had, at that moment");
        }
        var fields = new LinkedHashMap<String, @Nullable String>();
        concerned.forEach(field -> fields.put(
                field, told.fields().isPersonal(field) ? null : told.fields().words(field, values.get(field))));
        return new Causes(
                query.kind(),
                query.id(),
                query.rule(),
                fields,
                concerned.stream()
                        .map(told::behind)
                        .distinct()
                        .sorted(OLDEST_FIRST)
                        .map(event -> Retelling.told(event, audited, query.id(), wording))
                        .toList());
    }

    private static List<String> paths(FindCauses query, Audited audited) {
        if ((query.field() == null) == (query.rule() == null)) {
            throw Parameter.refused("field", "or `rule` must be given, one of both");
        }
        if (query.field() != null) {
            return List.of(query.field());
        }
        var paths = audited.fieldsBehind(Objects.requireNonNull(query.rule()));
        if (paths.isEmpty()) {
            throw Parameter.refused("rule", "must be the code of a rule that goes by the state of what is asked about");
        }
        return paths;
    }

    private Retelling begin(OrganizationId organizationId, AuditedKind kind, String id, Wording wording) {
        return Retelling.of(history, audited(kind), id, wording)
                .filter(told -> told.owner().equals(organizationId))
                .orElseThrow(AuditQueryHandler::notFound);
    }

    private Audited audited(AuditedKind kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }

    private static Rejected notFound() {
        return new Rejected(KernelRule.NOT_FOUND, "There is no such thing in this organization at that moment.");
    }
}

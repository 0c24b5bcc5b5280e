package com.avaone.query.crm;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.lead.LeadBoard;
import com.avaone.api.lead.LeadFigures;
import com.avaone.api.lead.LeadFilter;
import com.avaone.api.lead.LeadPage;
import com.avaone.api.lead.LeadQuery.FindLead;
import com.avaone.api.lead.LeadQuery.FindLeadBoard;
import com.avaone.api.lead.LeadQuery.FindLeadFigures;
import com.avaone.api.lead.LeadQuery.FindLeadTimeline;
import com.avaone.api.lead.LeadQuery.FindLeads;
import com.avaone.api.lead.LeadQuery.FindSimilarLeads;
import com.avaone.api.lead.LeadSort;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.LeadView;
import com.avaone.api.lead.SimilarLeads;
import com.avaone.api.lead.SimilarLeads.Item;
import com.avaone.api.lead.SimilarLeads.Likeness;
import com.avaone.projection.crm.Fields;
import com.avaone.projection.crm.LeadDocument;
import com.avaone.query.kernel.ListOrder;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.avaone.query.kernel.SealedCursor;
import com.avaone.query.kernel.TextSearch;
import com.avaone.query.kernel.history.EarlierDocuments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from the leads. However many there are, a page of a list costs one query and a count that ends early. */
@Component
@QueryRole
@ReadsFrom("crm")
class LeadQueryHandler {

    private static final int MAX_LIMIT = 100;
    private static final int MAX_SIMILAR = 10;

    private static final ListOrder NEWEST = new ListOrder("CAPTURED_DESC", LeadDocument.CAPTURED_AT, true, true);

    /** Those that are in lists where nothing else is asked for; named and not "not", so that an index is of use. */
    static final List<LeadState> LISTED = Arrays.stream(LeadState.values())
            .filter(state -> state != LeadState.MERGED && state != LeadState.ERASED)
            .toList();

    private final CrmRecords records;
    private final Timelines timelines;
    private final LeadCounts counts;
    private final EarlierDocuments earlier;
    private final SealedCursor cursors;

    LeadQueryHandler(
            CrmRecords records, Timelines timelines, LeadCounts counts, EarlierDocuments earlier, PersonalSeal seal) {
        this.earlier = earlier;
        this.records = records;
        this.timelines = timelines;
        this.counts = counts;
        this.cursors = new SealedCursor(seal);
    }

    @QueryHandler
    LeadView handle(FindLead query) {
        var leadId = query.leadId();
        var present = lead(query, leadId);
        return LeadDocument.view(
                query.asOf() == null
                        ? present
                        : earlier.find(
                                        AuditedKind.LEAD,
                                        query.organizationId(),
                                        leadId.value(),
                                        query.asOf(),
                                        LeadDocument.STREAM)
                                .orElseThrow(() -> notFound(leadId)));
    }

    private Document lead(ConcernsRecords query, LeadId leadId) {
        return records.find(LeadDocument.COLLECTION, query, leadId.value()).orElseThrow(() -> notFound(leadId));
    }

    private static Rejected notFound(LeadId leadId) {
        return new Rejected(KernelRule.NOT_FOUND, "There is no lead %s in this organization.".formatted(leadId));
    }

    @QueryHandler
    LeadPage handle(FindLeads query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var order = order(query.sort());
        // Only an order of names says in its cursor who somebody is.
        var isSealed = query.sort() == LeadSort.NAME;
        var filter = filter(query);
        var page = order.page(
                records.collection(LeadDocument.COLLECTION),
                filter,
                isSealed ? cursors.open(query.cursor()) : query.cursor(),
                limit);
        return new LeadPage(
                page.items().stream().map(LeadDocument::view).toList(),
                isSealed ? cursors.behind(page) : page.next(),
                records.count(LeadDocument.COLLECTION, filter));
    }

    static Document filter(FindLeads query) {
        return CrmRecords.filter(query, conditions(query.filter()));
    }

    private static ListOrder order(LeadSort sort) {
        return switch (sort) {
            case CAPTURED_DESC -> NEWEST;
            case CAPTURED -> new ListOrder(sort.name(), LeadDocument.CAPTURED_AT, false, true);
            case UPDATED_DESC -> new ListOrder(sort.name(), LeadDocument.UPDATED_AT, true, true);
            case NAME -> new ListOrder(sort.name(), Fields.NAME_LOWER, false, false);
        };
    }

    private static Document[] conditions(LeadFilter filter) {
        var all = new ArrayList<Document>();
        all.add(
                filter.state() == null
                        ? listed()
                        : new Document(LeadDocument.STATE, filter.state().name()));
        if (filter.source() != null) {
            all.add(new Document(LeadDocument.SOURCE, filter.source().name()));
        }
        if (filter.confirmation() != null) {
            all.add(new Document(
                    LeadDocument.CONFIRMATION, filter.confirmation().name()));
        }
        if (filter.assignee() != null) {
            all.add(new Document(Fields.ASSIGNEE, filter.assignee().value()));
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            all.add(new Document(
                    "$or",
                    List.of(
                            byReference(filter.text()),
                            TextSearch.of(filter.text(), Fields.NAME_LOWER, Fields.EMAIL, Fields.COMPANY_LOWER))));
        }
        return all.toArray(Document[]::new);
    }

    /** As people read it out: without the hyphen, and in small letters. */
    private static Document byReference(String text) {
        var plain = text.strip().toUpperCase(Locale.ROOT).replace("-", "");
        var middle = plain.length() / 2;
        return new Document(LeadDocument.REFERENCE, plain.substring(0, middle) + "-" + plain.substring(middle));
    }

    static Document listed() {
        return new Document(
                LeadDocument.STATE,
                new Document("$in", LISTED.stream().map(LeadState::name).toList()));
    }

    @QueryHandler
    LeadBoard handle(FindLeadBoard query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var leads = records.collection(LeadDocument.COLLECTION);
        return new LeadBoard(LISTED.stream()
                .map(state -> {
                    var filter = CrmRecords.filter(query, new Document(LeadDocument.STATE, state.name()));
                    return new LeadBoard.Column(
                            state,
                            leads.countDocuments(filter),
                            NEWEST.page(leads, filter, null, limit).items().stream()
                                    .map(LeadDocument::view)
                                    .toList());
                })
                .toList());
    }

    @QueryHandler
    Timeline handle(FindLeadTimeline query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        lead(query, query.leadId());
        var all = new LinkedHashSet<String>(List.of(query.leadId().value()));
        all.addAll(partsOf(query.organizationId().value(), query.leadId()));
        return timelines.page(query.organizationId(), List.copyOf(all), query.cursor(), query.limit(), language);
    }

    /** Leads that are part of this one, also by way of others. */
    private Set<String> partsOf(String organizationId, LeadId leadId) {
        var parts = new LinkedHashSet<String>();
        var last = List.of(leadId.value());
        while (!last.isEmpty()) {
            var into = new Document(Fields.ORGANIZATION_ID, organizationId)
                    .append(LeadDocument.MERGED_INTO, new Document("$in", last));
            last = records
                    .collection(LeadDocument.COLLECTION)
                    .find(into)
                    .map(part -> part.getString(Fields.ID))
                    .into(new ArrayList<>())
                    .stream()
                    .filter(parts::add)
                    .toList();
        }
        return parts;
    }

    @QueryHandler
    SimilarLeads handle(FindSimilarLeads query) {
        var filter = CrmRecords.filter(
                query,
                listed(),
                new Document(
                        Fields.ID,
                        new Document(
                                "$ne",
                                query.except() == null ? "" : query.except().value())));
        return new SimilarLeads(records.similar(LeadDocument.COLLECTION, filter, query.details(), MAX_SIMILAR).stream()
                .map(LeadDocument::view)
                .map(lead -> new Item(lead, likenesses(lead.details(), query.details())))
                .toList());
    }

    private static Set<Likeness> likenesses(PersonDetails one, PersonDetails other) {
        var likenesses = EnumSet.noneOf(Likeness.class);
        addIfEqual(likenesses, Likeness.EMAIL, one.email(), other.email());
        addIfEqual(likenesses, Likeness.PHONE, one.phoneKey(), other.phoneKey());
        addIfEqual(likenesses, Likeness.NAME, one.nameKey(), other.nameKey());
        return likenesses;
    }

    private static void addIfEqual(
            Set<Likeness> likenesses, Likeness likeness, @Nullable Object one, @Nullable Object other) {
        Optional.ofNullable(one).filter(known -> Objects.equals(known, other)).ifPresent(_ -> likenesses.add(likeness));
    }

    @QueryHandler
    LeadFigures handle(FindLeadFigures query) {
        return counts.of(query);
    }
}

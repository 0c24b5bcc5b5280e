package com.avaone.query.crm;

import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactPage;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.CrmQuery.FindContact;
import com.avaone.api.crm.CrmQuery.FindContactTimeline;
import com.avaone.api.crm.CrmQuery.FindContacts;
import com.avaone.api.crm.CrmQuery.FindDeal;
import com.avaone.api.crm.CrmQuery.FindDealBoard;
import com.avaone.api.crm.CrmQuery.FindDealTimeline;
import com.avaone.api.crm.CrmQuery.FindDeals;
import com.avaone.api.crm.CrmQuery.FindSimilarContacts;
import com.avaone.api.crm.DealBoard;
import com.avaone.api.crm.DealBoard.Sum;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealPage;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.kernel.Rejected;
import com.avaone.projection.crm.ContactDocument;
import com.avaone.projection.crm.DealDocument;
import com.avaone.projection.crm.Fields;
import com.avaone.query.kernel.ListOrder;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.avaone.query.kernel.SealedCursor;
import com.avaone.query.kernel.TextSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from the contacts and deals. */
@Component
@QueryRole
@ReadsFrom("crm")
class CrmQueryHandler {

    private static final int MAX_LIMIT = 100;
    private static final int MAX_SIMILAR = 10;

    private static final ListOrder BY_NAME = new ListOrder("NAME", Fields.NAME_LOWER, false, false);
    private static final ListOrder NEWEST = new ListOrder("CREATED_DESC", DealDocument.CREATED_AT, true, true);

    private final CrmRecords records;
    private final Timelines timelines;
    private final SealedCursor cursors;

    CrmQueryHandler(CrmRecords records, Timelines timelines, PersonalSeal seal) {
        this.records = records;
        this.timelines = timelines;
        this.cursors = new SealedCursor(seal, Fields.PERSON);
    }

    // ---- contacts

    @QueryHandler
    ContactView handle(FindContact query) {
        return ContactDocument.view(contact(query, query.contactId()));
    }

    private Document contact(ConcernsRecords query, ContactId contactId) {
        return records.find(ContactDocument.COLLECTION, query, contactId.value())
                .orElseThrow(() -> new Rejected(
                        KernelRule.NOT_FOUND, "There is no contact %s in this organization.".formatted(contactId)));
    }

    @QueryHandler
    ContactPage handle(FindContacts query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var filter = query.text() == null || query.text().isBlank()
                ? CrmRecords.filter(query, present())
                : CrmRecords.filter(
                        query,
                        present(),
                        TextSearch.of(query.text(), Fields.NAME_LOWER, Fields.EMAIL, Fields.COMPANY_LOWER));
        var page = BY_NAME.page(
                records.collection(ContactDocument.COLLECTION), filter, cursors.open(query.cursor()), limit);
        return new ContactPage(
                page.items().stream().map(ContactDocument::view).toList(),
                cursors.behind(page),
                records.count(ContactDocument.COLLECTION, filter));
    }

    private static Document present() {
        return new Document(ContactDocument.ERASED, false);
    }

    @QueryHandler
    ContactPage handle(FindSimilarContacts query) {
        var similar = records.similar(
                ContactDocument.COLLECTION, CrmRecords.filter(query, present()), query.details(), MAX_SIMILAR);
        return new ContactPage(similar.stream().map(ContactDocument::view).toList(), null, similar.size());
    }

    @QueryHandler
    Timeline handle(FindContactTimeline query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        contact(query, query.contactId());
        return timelines.page(
                query.organizationId(), List.of(query.contactId().value()), query.cursor(), query.limit(), language);
    }

    // ---- deals

    @QueryHandler
    DealView handle(FindDeal query) {
        return DealDocument.view(deal(query, query.dealId()));
    }

    private Document deal(ConcernsRecords query, DealId dealId) {
        return records.find(DealDocument.COLLECTION, query, dealId.value())
                .orElseThrow(() -> new Rejected(
                        KernelRule.NOT_FOUND, "There is no deal %s in this organization.".formatted(dealId)));
    }

    @QueryHandler
    DealPage handle(FindDeals query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var conditions = new ArrayList<Document>();
        if (query.state() != null) {
            conditions.add(new Document(DealDocument.STATE, query.state().name()));
        }
        if (query.contactId() != null) {
            conditions.add(
                    new Document(DealDocument.CONTACT_ID, query.contactId().value()));
        }
        var filter = CrmRecords.filter(query, conditions.toArray(Document[]::new));
        var page = NEWEST.page(records.collection(DealDocument.COLLECTION), filter, query.cursor(), limit);
        return new DealPage(
                page.items().stream().map(DealDocument::view).toList(),
                page.next(),
                records.count(DealDocument.COLLECTION, filter));
    }

    @QueryHandler
    DealBoard handle(FindDealBoard query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        return new DealBoard(Arrays.stream(DealStage.values())
                .map(stage -> column(query, stage, limit))
                .toList());
    }

    private DealBoard.Column column(FindDealBoard query, DealStage stage, int limit) {
        var deals = records.collection(DealDocument.COLLECTION);
        var filter = CrmRecords.filter(
                query,
                new Document(DealDocument.STATE, DealState.OPEN.name()),
                new Document(DealDocument.STAGE, stage.name()));
        return new DealBoard.Column(
                stage,
                deals.countDocuments(filter),
                sums(filter, stage),
                NEWEST.page(deals, filter, null, limit).items().stream()
                        .map(DealDocument::view)
                        .toList());
    }

    private List<Sum> sums(Document filter, DealStage stage) {
        return records
                .collection(DealDocument.COLLECTION)
                .aggregate(List.of(
                        new Document("$match", filter),
                        new Document(
                                "$group",
                                new Document(Fields.ID, "$" + DealDocument.CURRENCY)
                                        .append("sum", new Document("$sum", "$" + DealDocument.MINOR_UNITS)))))
                .map(group -> new Money(group.get("sum", Number.class).longValue(), group.getString(Fields.ID)))
                .map(amount -> new Sum(amount, amount.percent(stage.percent())))
                .into(new ArrayList<>())
                .stream()
                .sorted(Comparator.comparing(sum -> sum.amount().currency()))
                .toList();
    }

    @QueryHandler
    Timeline handle(FindDealTimeline query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        deal(query, query.dealId());
        return timelines.page(
                query.organizationId(), List.of(query.dealId().value()), query.cursor(), query.limit(), language);
    }
}

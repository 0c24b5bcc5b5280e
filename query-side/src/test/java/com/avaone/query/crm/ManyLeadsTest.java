package com.avaone.query.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.LeadFilter;
import com.avaone.api.lead.LeadQuery.FindLeads;
import com.avaone.api.lead.LeadSort;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.projection.crm.CrmDelivery;
import com.avaone.projection.crm.CrmStories;
import com.avaone.projection.crm.LeadDocument;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.query.kernel.KeysByHand;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a page of the list of leads costs does not depend on how many leads there are. */
class ManyLeadsTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<UserId> USERS =
            IntStream.range(0, 4).mapToObj(_ -> UserId.random()).toList();
    private static final List<LeadState> STATES =
            List.of(LeadState.NEW, LeadState.CONTACTED, LeadState.QUALIFIED, LeadState.DISQUALIFIED, LeadState.MERGED);
    private static final List<LeadSource> SOURCES = List.of(LeadSource.IMPORT, LeadSource.MANUAL, LeadSource.VOICE);
    /** After so many leads all fields have had each other's values. */
    private static final int PERIOD = 120;

    private static final int LIMIT = 20;

    @Test
    void readsAsMuchForAPageOfManyAsOfFew() {
        var ofFew = readings(9 * PERIOD);
        var ofMany = readings(60 * PERIOD);

        assertThat(ofMany).isEqualTo(ofFew);
        assertThat(ofMany.values()).allMatch(read -> read < 30 * LIMIT);
        assertThat(ofMany.entrySet())
                .as("one index for the whole question, two pages of it")
                .filteredOn(reading -> !reading.getKey().contains("with others"))
                .allMatch(reading -> reading.getValue() < 2 * (LIMIT + 10));
    }

    /** How many documents two pages of each list read; what its total counts, which goes no further than a thousand, is not among them. */
    private static Map<String, Long> readings(int leads) {
        try (var readModels = new ReadModelsOnDisposal()) {
            fill(readModels, leads);
            var records = new CrmRecords(readModels.databases());
            var handler = new LeadQueryHandler(
                    records,
                    new Timelines(records),
                    new LeadCounts(records),
                    new HistoryOnDisposal().earlier(),
                    new KeysByHand());
            var readings = new LinkedHashMap<String, Long>();
            filters().forEach((name, filter) -> {
                for (var owner : Arrays.asList(null, USERS.get(2))) {
                    var counted = counted(readModels, owner, filter);
                    for (var sort : LeadSort.values()) {
                        var hasIndex = filter.equals(LeadFilter.ALL)
                                || (sort != LeadSort.UPDATED_DESC && sort != LeadSort.NAME);
                        readings.put(
                                name + (owner == null ? "" : ", own") + ", " + sort
                                        + (hasIndex && owner == null ? "" : ", with others"),
                                reading(readModels, handler, owner, filter, sort) - 2 * counted);
                    }
                }
            });
            return readings;
        }
    }

    private static Map<String, LeadFilter> filters() {
        return Map.of(
                "all", LeadFilter.ALL,
                "state", new LeadFilter(null, LeadState.NEW, null, null, null),
                "source", new LeadFilter(null, null, LeadSource.IMPORT, null, null),
                "confirmation", new LeadFilter(null, null, null, ConfirmationState.CONFIRMED, null),
                "assignee", new LeadFilter(null, null, null, null, USERS.get(2)),
                "assignee and source, with others", new LeadFilter(null, null, LeadSource.IMPORT, null, USERS.get(2)),
                "text, with others", new LeadFilter("acme", null, null, null, null));
    }

    private static long reading(
            ReadModelsOnDisposal readModels,
            LeadQueryHandler handler,
            @Nullable UserId owner,
            LeadFilter filter,
            LeadSort sort) {
        var first = handler.handle(new FindLeads(ORG, owner, filter, sort, null, LIMIT));
        var before = readModels.scannedDocuments();
        handler.handle(new FindLeads(ORG, owner, filter, sort, null, LIMIT));
        var second = handler.handle(new FindLeads(ORG, owner, filter, sort, first.next(), LIMIT));
        assertThat(second.items()).hasSize(LIMIT).doesNotContainAnyElementsOf(first.items());
        return readModels.scannedDocuments() - before;
    }

    private static long counted(ReadModelsOnDisposal readModels, @Nullable UserId owner, LeadFilter filter) {
        var before = readModels.scannedDocuments();
        new CrmRecords(readModels.databases())
                .count(
                        LeadDocument.COLLECTION,
                        LeadQueryHandler.filter(new FindLeads(ORG, owner, filter, LeadSort.NAME, null, 1)));
        return readModels.scannedDocuments() - before;
    }

    /** Leads that differ as documents of real ones do: copies of one that the projector made. */
    private static void fill(ReadModelsOnDisposal readModels, int leads) {
        var stories = new CrmStories();
        stories.captured(ORG, "Anna", LeadSource.IMPORT, USERS.get(0));
        CrmDelivery.to(readModels.documents()).deliver(stories.events(), 9);
        var collection = new CrmRecords(readModels.databases()).collection(LeadDocument.COLLECTION);
        var one = collection.find().first();
        collection.deleteMany(new Document());
        collection.insertMany(IntStream.range(0, leads)
                .mapToObj(n -> new Document(one)
                        .append("_id", LeadId.PREFIX + "%026d".formatted(n))
                        .append("state", STATES.get(n % 5).name())
                        .append("source", SOURCES.get(n % 3).name())
                        .append(
                                "confirmation",
                                (n % 2 == 0 ? ConfirmationState.CONFIRMED : ConfirmationState.AWAITED).name())
                        .append("assignee", USERS.get(n / 2 % 4).value())
                        .append("createdBy", USERS.get(n / 3 % 4).value())
                        .append("nameLower", "name %06d".formatted(n))
                        .append("capturedAt", Date.from(BEGIN.plusSeconds(n)))
                        .append("updatedAt", Date.from(BEGIN.plusSeconds(2L * n))))
                .toList());
    }
}

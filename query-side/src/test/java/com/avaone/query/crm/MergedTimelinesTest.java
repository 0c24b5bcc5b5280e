package com.avaone.query.crm;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.LeadEvent.LeadAbsorbed;
import com.avaone.api.lead.LeadEvent.LeadMerged;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.LeadEvent.LeadReleased;
import com.avaone.api.lead.LeadEvent.LeadUnmerged;
import com.avaone.api.lead.LeadQuery.FindLeadTimeline;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.projection.crm.CrmContents;
import com.avaone.projection.crm.CrmDelivery;
import com.avaone.projection.crm.CrmStories;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.organization.Delivery;
import com.avaone.query.kernel.KeysByHand;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** However leads are merged and taken apart again, in the end each has the documents and the timeline that it had, to the byte. */
class MergedTimelinesTest {

    private static final int SEQUENCES = 500;
    private static final int LEADS = 4;
    private static final Set<String> OF_MERGING =
            Set.of("lead.merged", "lead.absorbed", "lead.unmerged", "lead.released");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Random random = new Random(500);
    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final Delivery delivery = CrmDelivery.to(readModels.documents());
    private final LeadQueryHandler handler = handler(readModels);

    /** Everything below is of one sequence, in an organization of its own, which is gone before the next. */
    private OrganizationId org = OrganizationId.random();

    private CrmStories stories = new CrmStories();
    private int delivered;

    /** Of which lead each is part. */
    private final Map<LeadId, LeadId> parts = new HashMap<>();

    private final Map<LeadId, LeadState> states = new HashMap<>();

    private static LeadQueryHandler handler(ReadModelsOnDisposal readModels) {
        var records = new CrmRecords(readModels.databases());
        return new LeadQueryHandler(
                records,
                new Timelines(records),
                new LeadCounts(records),
                new HistoryOnDisposal().earlier(),
                new KeysByHand());
    }

    @AfterEach
    void close() {
        readModels.close();
    }

    @Test
    void restoreFiveHundredRandomSequencesOfMergingToTheByte() {
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            org = OrganizationId.random();
            stories = new CrmStories();
            delivered = 0;

            restoresWhatWasMergedAndTakenOut(sequence);

            CrmContents.clear(readModels);
        }
    }

    private void restoresWhatWasMergedAndTakenOut(int sequence) {
        var leads = captured();
        deliver();
        var documents = documents();
        var timelines = timelines(leads);

        for (var step = random.nextInt(2, 8); step > 0; step--) {
            mergeOrTakeOut(leads);
        }
        deliver();
        showsItsPartsAndNoOthers(anyOf(leads), leads);
        while (!parts.isEmpty()) {
            takeOut(anyOf(parts.keySet().stream()
                    .filter(part -> !parts.containsKey(parts.get(part)))
                    .toList()));
        }
        deliver();

        assertThat(documents()).as("documents after sequence %d", sequence).isEqualTo(documents);
        assertThat(timelines(leads)).as("timelines after sequence %d", sequence).isEqualTo(timelines);
    }

    private List<LeadId> captured() {
        var leads = new ArrayList<LeadId>();
        for (var lead = 0; lead < LEADS; lead++) {
            leads.add(stories.captured(org, "Lead " + lead, LeadSource.IMPORT, null));
            states.put(leads.getLast(), LeadState.NEW);
        }
        for (var qualified : leads.subList(0, 2)) {
            stories.add(new LeadQualified(qualified, org));
            states.put(qualified, LeadState.QUALIFIED);
        }
        return leads;
    }

    private void mergeOrTakeOut(List<LeadId> leads) {
        var free = leads.stream().filter(lead -> !parts.containsKey(lead)).toList();
        if (free.size() > 1 && random.nextInt(3) > 0) {
            var stays = anyOf(free);
            var goes = anyOf(free.stream().filter(lead -> !lead.equals(stays)).toList());
            parts.put(goes, stays);
            stories.add(new LeadMerged(goes, org, stays));
            stories.add(new LeadAbsorbed(stays, org, goes));
        } else {
            parts.keySet().stream()
                    .filter(part -> free.contains(parts.get(part)))
                    .findFirst()
                    .ifPresent(this::takeOut);
        }
    }

    /** Of a lead that is on its own, as the rules demand. */
    private void takeOut(LeadId part) {
        var of = Objects.requireNonNull(parts.remove(part));
        stories.add(new LeadUnmerged(part, org, of, Objects.requireNonNull(states.get(part))));
        stories.add(new LeadReleased(of, org, part));
    }

    private <T> T anyOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Each batch twice, as it may come. */
    private void deliver() {
        var events = stories.events();
        var batch = events.subList(delivered, events.size());
        delivery.deliver(batch, 100);
        delivery.deliver(batch, 100);
        delivered = events.size();
    }

    private void showsItsPartsAndNoOthers(LeadId lead, List<LeadId> leads) {
        var expected = leads.stream()
                .filter(other -> isWithin(other, lead))
                .map(LeadId::value)
                .collect(toSet());
        assertThat(timeline(lead)).extracting(Timeline.Entry::recordId).containsOnlyElementsOf(expected);
    }

    private boolean isWithin(LeadId part, LeadId lead) {
        var at = part;
        while (at != null && !at.equals(lead)) {
            at = parts.get(at);
        }
        return at != null;
    }

    /** Of everything but the entries of merging itself. */
    private Map<String, String> documents() {
        var all = new TreeMap<>(CrmContents.withoutSequences(readModels));
        all.values().removeIf(json -> OF_MERGING.stream().anyMatch(json::contains));
        return all;
    }

    private Map<String, String> timelines(List<LeadId> leads) {
        var all = new TreeMap<String, String>();
        leads.forEach(lead -> all.put(
                lead.value(),
                JSON.writeValueAsString(timeline(lead).stream()
                        .filter(entry -> !OF_MERGING.contains(entry.event()))
                        .toList())));
        return all;
    }

    private List<Timeline.Entry> timeline(LeadId lead) {
        var all = new ArrayList<Timeline.Entry>();
        String cursor = null;
        do {
            var page = handler.handle(new FindLeadTimeline(org, null, lead, cursor, 200), null);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}

package com.avaone.query.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.CrmQuery.FindDealBoard;
import com.avaone.api.crm.DealBoard;
import com.avaone.api.crm.DealBoard.Sum;
import com.avaone.api.crm.DealEvent.DealAmountChanged;
import com.avaone.api.crm.DealEvent.DealLost;
import com.avaone.api.crm.DealEvent.DealOpened;
import com.avaone.api.crm.DealEvent.DealReopened;
import com.avaone.api.crm.DealEvent.DealStageChanged;
import com.avaone.api.crm.DealEvent.DealWon;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.lead.LeadEvent.ConsentWithdrawn;
import com.avaone.api.lead.LeadEvent.LeadAbsorbed;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.lead.LeadEvent.LeadContacted;
import com.avaone.api.lead.LeadEvent.LeadConverted;
import com.avaone.api.lead.LeadEvent.LeadDisqualified;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadEvent.LeadMerged;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.LeadEvent.LeadRecycled;
import com.avaone.api.lead.LeadFigures;
import com.avaone.api.lead.LeadFigures.Days;
import com.avaone.api.lead.LeadFigures.Funnel;
import com.avaone.api.lead.LeadFigures.Source;
import com.avaone.api.lead.LeadQuery.FindLeadFigures;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.projection.crm.CrmDelivery;
import com.avaone.projection.crm.CrmStories;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.query.kernel.KeysByHand;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the charts say is what a recount of the events says. */
class FiguresRecountTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final int LEADS = 400;

    private final Random random = new Random(4);
    private final CrmStories stories = new CrmStories();

    @Test
    void theFiguresEqualARecountOfTheEvents() {
        var leads = new ArrayList<LeadId>();
        for (int i = 0; i < LEADS; i++) {
            leads.add(stories.captured(ORG, "Person " + i, pick(LeadSource.values()), null));
        }
        var open = leads.stream().filter(this::live).toList();
        // Every other one of those that are new or contacted is merged into the one before.
        for (int i = 1; i < open.size(); i += 2) {
            stories.add(new LeadMerged(open.get(i), ORG, open.get(i - 1)));
            stories.add(new LeadAbsorbed(open.get(i - 1), ORG, open.get(i)));
        }
        try (var readModels = new ReadModelsOnDisposal()) {
            CrmDelivery.to(readModels.documents()).deliver(stories.events(), 50);
            var records = new CrmRecords(readModels.databases());
            var timelines = new Timelines(records);
            var keys = new KeysByHand();

            var figures = new LeadQueryHandler(
                            records, timelines, new LeadCounts(records), new HistoryOnDisposal().earlier(), keys)
                    .handle(new FindLeadFigures(ORG, null));
            var recount = new Recount();
            stories.events().forEach(message -> {
                if (message.getPayload() instanceof LeadEvent event) {
                    recount.count(event, message.getTimestamp());
                }
            });
            recount.check(figures);

            var board = new CrmQueryHandler(records, timelines, keys).handle(new FindDealBoard(ORG, null, 1));
            assertThat(stages(board)).isEqualTo(stagesOfEvents());
        }
    }

    /** What becomes of a lead; whether it is still to be worked on. */
    private boolean live(LeadId lead) {
        var fate = random.nextInt(8);
        if (fate > 0 && random.nextBoolean()) {
            stories.add(new LeadContacted(lead, ORG, ActivityKind.CALL, null));
        }
        if (random.nextBoolean()) {
            stories.add(new ConsentWithdrawn(lead, ORG, stories.now()));
        }
        switch (fate) {
            case 0, 1 -> {
                return true;
            }
            case 2 -> stories.add(new LeadDisqualified(lead, ORG));
            case 3 -> {
                stories.add(new LeadDisqualified(lead, ORG));
                stories.add(new LeadRecycled(lead, ORG));
            }
            case 4 -> stories.add(new LeadQualified(lead, ORG));
            case 5 -> stories.add(new LeadErased(lead, ORG, LeadState.NEW));
            default -> deal(stories.converted(ORG, lead, "Converted", null), lead);
        }
        return false;
    }

    /** One more deal with the contact. */
    private void deal(ContactId contact, LeadId lead) {
        var deal = DealId.random();
        var amount = new Money(random.nextInt(1, 9_999_999), random.nextBoolean() ? "EUR" : "INR");
        stories.opened(ORG, deal, contact, lead.value(), "More", amount, null);
        stories.add(new DealStageChanged(deal, ORG, lead.value(), pick(DealStage.values())));
        if (random.nextBoolean()) {
            stories.add(new DealAmountChanged(deal, ORG, lead.value(), new Money(random.nextInt(1, 99_999), "EUR")));
        }
        var end = random.nextInt(4);
        if (end == 0) {
            stories.add(new DealWon(deal, ORG, lead.value()));
        } else if (end == 1) {
            stories.add(new DealLost(deal, ORG, lead.value()));
            stories.add(new DealReopened(deal, ORG, lead.value()));
        }
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** Counts by hand. */
    private static final class Recount {

        private final Map<LeadId, LeadSource> sources = new LinkedHashMap<>();
        private final Map<LeadId, Instant> capturedAt = new HashMap<>();
        private final Map<LeadId, LeadState> states = new HashMap<>();
        private final Set<LeadId> contacted = new HashSet<>();
        private final Set<LeadId> qualified = new HashSet<>();
        private final Map<LeadId, Integer> days = new HashMap<>();

        private void count(LeadEvent event, Instant at) {
            var lead = event.leadId();
            switch (event) {
                case LeadCaptured e -> {
                    sources.put(lead, e.source());
                    capturedAt.put(lead, at);
                    states.put(lead, LeadState.NEW);
                }
                case LeadContacted _ -> {
                    contacted.add(lead);
                    states.replace(lead, LeadState.NEW, LeadState.CONTACTED);
                }
                case LeadQualified _ -> {
                    qualified.add(lead);
                    states.put(lead, LeadState.QUALIFIED);
                }
                case LeadDisqualified _ -> states.put(lead, LeadState.DISQUALIFIED);
                case LeadRecycled _ -> states.put(lead, LeadState.NEW);
                case LeadConverted _ -> {
                    states.put(lead, LeadState.CONVERTED);
                    days.put(lead, (int)
                            Duration.between(capturedAt.get(lead), at).toDays());
                }
                case LeadMerged _ -> leaves(lead);
                case LeadErased _ -> leaves(lead);
                default -> {
                    // Changes no figure.
                }
            }
        }

        private void leaves(LeadId lead) {
            states.remove(lead);
            contacted.remove(lead);
            qualified.remove(lead);
        }

        private void check(LeadFigures figures) {
            var byState = new EnumMap<LeadState, Long>(LeadState.class);
            var bySource = new EnumMap<LeadSource, Source>(LeadSource.class);
            for (var state : LeadState.values()) {
                if (state != LeadState.MERGED && state != LeadState.ERASED) {
                    byState.put(
                            state,
                            states.values().stream().filter(state::equals).count());
                }
            }
            for (var source : LeadSource.values()) {
                var from = states.entrySet().stream()
                        .filter(entry -> sources.get(entry.getKey()) == source)
                        .toList();
                bySource.put(
                        source,
                        new Source(
                                from.size(),
                                from.stream()
                                        .filter(entry -> entry.getValue() == LeadState.CONVERTED)
                                        .count()));
            }
            var byDays = new TreeMap<Integer, Long>();
            days.values().forEach(day -> byDays.merge(day, 1L, Long::sum));
            var sorted = days.values().stream().sorted().toList();

            assertThat(byState).as("none of them is empty").doesNotContainValue(0L);
            assertThat(figures.byState()).isEqualTo(byState);
            assertThat(figures.funnel())
                    .isEqualTo(new Funnel(
                            states.size(),
                            contacted.size(),
                            qualified.size(),
                            byState.getOrDefault(LeadState.CONVERTED, 0L)));
            assertThat(figures.bySource()).isEqualTo(bySource);
            assertThat(figures.conversion().byDays())
                    .isEqualTo(byDays.entrySet().stream()
                            .map(entry -> new Days(entry.getKey(), entry.getValue()))
                            .toList());
            assertThat(figures.conversion().median()).isEqualTo(sorted.get((sorted.size() - 1) / 2));
            assertThat(figures.captured().getLast().total()).isEqualTo(states.size());
        }
    }

    private static Map<DealStage, List<Sum>> stages(DealBoard board) {
        var stages = new EnumMap<DealStage, List<Sum>>(DealStage.class);
        board.columns().forEach(column -> stages.put(column.stage(), column.sums()));
        return stages;
    }

    private Map<DealStage, List<Sum>> stagesOfEvents() {
        var amounts = new LinkedHashMap<DealId, Money>();
        var stages = new HashMap<DealId, DealStage>();
        var closed = new HashSet<DealId>();
        stories.events().forEach(message -> {
            switch (message.getPayload()) {
                case DealOpened e -> {
                    amounts.put(e.dealId(), e.amount());
                    stages.put(e.dealId(), e.stage());
                }
                case DealStageChanged e -> stages.put(e.dealId(), e.stage());
                case DealAmountChanged e -> amounts.put(e.dealId(), e.amount());
                case DealReopened e -> closed.remove(e.dealId());
                case DealWon e -> closed.add(e.dealId());
                case DealLost e -> closed.add(e.dealId());
                default -> {
                    // Changes no sum.
                }
            }
        });
        var sums = new EnumMap<DealStage, List<Sum>>(DealStage.class);
        for (var stage : DealStage.values()) {
            var byCurrency = new TreeMap<String, Long>();
            amounts.forEach((deal, amount) -> {
                if (stages.get(deal) == stage && !closed.contains(deal)) {
                    byCurrency.merge(amount.currency(), amount.minorUnits(), Long::sum);
                }
            });
            sums.put(
                    stage,
                    byCurrency.entrySet().stream()
                            .map(entry -> new Money(entry.getValue(), entry.getKey()))
                            .map(amount -> new Sum(amount, amount.percent(stage.percent())))
                            .toList());
        }
        return sums;
    }
}

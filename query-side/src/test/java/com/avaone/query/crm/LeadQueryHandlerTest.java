package com.avaone.query.crm;

import static com.avaone.projection.crm.CrmStories.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.crm.Timeline.Entry;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.LeadBoard;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.lead.LeadEvent.LeadAbsorbed;
import com.avaone.api.lead.LeadEvent.LeadAssigned;
import com.avaone.api.lead.LeadEvent.LeadConfirmed;
import com.avaone.api.lead.LeadEvent.LeadContacted;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadEvent.LeadMerged;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.LeadFigures.Days;
import com.avaone.api.lead.LeadFigures.Funnel;
import com.avaone.api.lead.LeadFigures.Source;
import com.avaone.api.lead.LeadFilter;
import com.avaone.api.lead.LeadPage;
import com.avaone.api.lead.LeadQuery.FindLead;
import com.avaone.api.lead.LeadQuery.FindLeadBoard;
import com.avaone.api.lead.LeadQuery.FindLeadFigures;
import com.avaone.api.lead.LeadQuery.FindLeadTimeline;
import com.avaone.api.lead.LeadQuery.FindLeads;
import com.avaone.api.lead.LeadQuery.FindSimilarLeads;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadSort;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.LeadView;
import com.avaone.api.lead.SimilarLeads.Item;
import com.avaone.api.lead.SimilarLeads.Likeness;
import com.avaone.projection.crm.CrmDelivery;
import com.avaone.projection.crm.CrmStories;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.query.kernel.KeysByHand;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init") // told before the tests
class LeadQueryHandlerTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final UserId ADA = UserId.random();
    private static final UserId BOB = UserId.random();

    private static final CrmStories STORIES = new CrmStories();
    private static final KeysByHand KEYS = new KeysByHand();
    private static final HistoryOnDisposal LOG = new HistoryOnDisposal();
    private static ReadModelsOnDisposal readModels;
    private static LeadQueryHandler handler;

    private static LeadId anna;
    private static LeadId bela;
    private static LeadId cleo;
    private static LeadId dora;
    private static LeadId merged;
    private static LeadId mergedBefore;
    private static LeadId erased;
    private static LeadId foreign;

    @BeforeAll
    static void tellTheStories() {
        mergedBefore = STORIES.captured(ORG, "Anna Older", LeadSource.IMPORT, null);
        anna = STORIES.captured(ORG, "Anna Ångström", LeadSource.CONTACT_FORM, ADA);
        bela = STORIES.captured(ORG, "Bela", LeadSource.MEETING_REQUEST, null);
        merged = STORIES.captured(ORG, "Anna Twin", LeadSource.IMPORT, null);
        cleo = STORIES.captured(ORG, "Cleo", LeadSource.IMPORT, null);
        dora = STORIES.captured(ORG, "Dora", LeadSource.IMPORT, null);
        erased = STORIES.captured(ORG, "Gone", LeadSource.IMPORT, null);
        foreign = STORIES.captured(RIVAL, "Anna Foreign", LeadSource.IMPORT, ADA);
        STORIES.add(new LeadConfirmed(bela, ORG));
        STORIES.add(new LeadAssigned(bela, ORG, ADA, Assignment.LEAST_BUSY));
        STORIES.add(new LeadAssigned(cleo, ORG, BOB, Assignment.BY_HAND));
        STORIES.add(new LeadContacted(cleo, ORG, ActivityKind.CALL, "Called"));
        STORIES.converted(ORG, dora, "Dora", BOB);
        STORIES.add(new LeadErased(erased, ORG, LeadState.NEW));
        STORIES.add(new LeadMerged(mergedBefore, ORG, merged));
        STORIES.add(new LeadAbsorbed(merged, ORG, mergedBefore));
        STORIES.add(new LeadMerged(merged, ORG, anna));
        STORIES.add(new LeadAbsorbed(anna, ORG, merged));
        STORIES.add(new LeadQualified(anna, ORG));
        readModels = new ReadModelsOnDisposal();
        CrmDelivery.to(readModels.documents()).deliver(STORIES.events(), 9);
        LOG.publish(STORIES.events());
        handler = handler(readModels);
    }

    private static LeadQueryHandler handler(ReadModelsOnDisposal models) {
        var records = new CrmRecords(models.databases());
        return new LeadQueryHandler(
                records, new Timelines(records), new LeadCounts(records), LOG.earlier(new AuditedLeads()), KEYS);
    }

    @AfterAll
    static void forgetThem() {
        readModels.close();
    }

    private static LeadFilter filter(
            @Nullable String text,
            @Nullable LeadState state,
            @Nullable LeadSource source,
            @Nullable ConfirmationState confirmation,
            @Nullable UserId assignee) {
        return new LeadFilter(text, state, source, confirmation, assignee);
    }

    private static List<LeadId> found(LeadFilter filter) {
        return ids(handler.handle(new FindLeads(ORG, null, filter, LeadSort.CAPTURED, null, 100)));
    }

    private static List<LeadId> ids(LeadPage page) {
        return page.items().stream().map(LeadView::leadId).toList();
    }

    // ---- lists

    @Test
    void listsWhatIsNeitherMergedNorErasedAndNoOtherOrganizations() {
        assertThat(found(LeadFilter.ALL)).containsExactly(anna, bela, cleo, dora);
        assertThat(handler.handle(new FindLeads(ORG, null, LeadFilter.ALL, LeadSort.CAPTURED, null, 1))
                        .total())
                .isEqualTo(4);
        assertThat(found(filter(null, LeadState.MERGED, null, null, null))).containsExactly(mergedBefore, merged);
        assertThat(found(filter(null, LeadState.ERASED, null, null, null))).containsExactly(erased);
    }

    @Test
    void filtersBySourceConfirmationAssigneeAndText() {
        assertThat(found(filter(null, null, LeadSource.IMPORT, null, null))).containsExactly(cleo, dora);
        assertThat(found(filter(null, null, null, ConfirmationState.CONFIRMED, null)))
                .containsExactly(bela);
        assertThat(found(filter(null, null, null, null, BOB))).containsExactly(cleo);
        assertThat(found(filter(null, LeadState.CONTACTED, LeadSource.IMPORT, null, BOB)))
                .containsExactly(cleo);
        assertThat(found(filter("ångSTR", null, null, null, null))).containsExactly(anna);
        assertThat(found(filter("bela@example", null, null, null, null))).containsExactly(bela);
        assertThat(found(filter("acme", null, null, null, null))).hasSize(4);
        assertThat(found(filter(".*", null, null, null, null))).isEmpty();
    }

    @Test
    void findsALeadByItsReferenceHoweverItIsWritten() {
        var reference = LeadReference.of(cleo);
        for (var written :
                List.of(reference, reference.toLowerCase(Locale.ROOT), reference.replace("-", ""), " " + reference)) {
            assertThat(found(filter(written, null, null, null, null))).containsExactly(cleo);
        }
    }

    @ParameterizedTest
    @EnumSource(LeadSort.class)
    void pagesThroughEveryOrderWithoutRepeatingOrMissing(LeadSort sort) {
        var all = ids(handler.handle(new FindLeads(ORG, null, LeadFilter.ALL, sort, null, 100)));
        var paged = new ArrayList<LeadId>();
        String cursor = null;
        do {
            var page = handler.handle(new FindLeads(ORG, null, LeadFilter.ALL, sort, cursor, 1));
            paged.addAll(ids(page));
            cursor = page.next();
            assertThat(cursor == null ? "" : cursor.toLowerCase(Locale.ROOT)).doesNotContain("anna");
        } while (cursor != null);

        assertThat(paged).isEqualTo(all).hasSize(4);
    }

    @Test
    void ordersByTimeAndName() {
        assertThat(ids(handler.handle(new FindLeads(ORG, null, LeadFilter.ALL, LeadSort.CAPTURED_DESC, null, 9))))
                .containsExactly(dora, cleo, bela, anna);
        assertThat(ids(handler.handle(new FindLeads(ORG, null, LeadFilter.ALL, LeadSort.UPDATED_DESC, null, 9))))
                .startsWith(anna);
        assertThat(ids(handler.handle(new FindLeads(ORG, null, LeadFilter.ALL, LeadSort.NAME, null, 9))))
                .containsExactly(anna, bela, cleo, dora);
    }

    @Test
    void refusesWhatCannotBeAsked() {
        refuses(
                () -> handler.handle(new FindLeads(ORG, null, LeadFilter.ALL, LeadSort.NAME, null, 101)),
                KernelRule.QUERY_INVALID);
        refuses(
                () -> handler.handle(new FindLeads(ORG, null, LeadFilter.ALL, LeadSort.NAME, "made-up", 10)),
                KernelRule.QUERY_INVALID);
        refuses(() -> handler.handle(new FindLeadBoard(ORG, null, 0)), KernelRule.QUERY_INVALID);
        refuses(() -> handler.handle(new FindLeadTimeline(ORG, null, anna, null, 201), null), KernelRule.QUERY_INVALID);
    }

    // ---- whose

    @Test
    void showsOneLeadOfTheOrganizationWhateverItsState() {
        assertThat(handler.handle(new FindLead(ORG, null, merged)).mergedInto()).isEqualTo(anna);
        assertThat(handler.handle(new FindLead(ORG, null, erased)).details())
                .isEqualTo(new PersonDetails(null, null, null, null));
        refuses(() -> handler.handle(new FindLead(ORG, null, foreign)), KernelRule.NOT_FOUND);
        refuses(() -> handler.handle(new FindLead(RIVAL, null, anna)), KernelRule.NOT_FOUND);
        refuses(() -> handler.handle(new FindLeadTimeline(RIVAL, null, anna, null, 9), null), KernelRule.NOT_FOUND);
    }

    @Test
    void tellsHowALeadWasAsTheReadModelDid() {
        try (var models = new ReadModelsOnDisposal()) {
            var delivery = CrmDelivery.to(models.documents());
            var present = handler(models);
            for (int position = 0; position < STORIES.events().size(); position++) {
                var event = STORIES.events().get(position);
                delivery.deliver(List.of(event), 1);
                if (event.getPayload() instanceof LeadEvent of) {
                    assertThat(handler.handle(
                                    new FindLead(of.organizationId(), null, of.leadId(), Long.toString(position))))
                            .as("at %d", position)
                            .isEqualTo(present.handle(new FindLead(of.organizationId(), null, of.leadId())));
                }
            }
        }
    }

    @Test
    void tellsHowALeadWasToWhoMaySeeItNowOnly() {
        var last = Long.toString(STORIES.events().size());
        assertThat(handler.handle(new FindLead(ORG, ADA, anna, last)).leadId()).isEqualTo(anna);
        refuses(() -> handler.handle(new FindLead(ORG, ADA, cleo, last)), KernelRule.NOT_FOUND);
        refuses(() -> handler.handle(new FindLead(ORG, null, foreign, last)), KernelRule.NOT_FOUND);
        refuses(() -> handler.handle(new FindLead(ORG, null, anna, "0")), KernelRule.NOT_FOUND);
    }

    @Test
    void keepsToWhatIsOnesOwnInEveryAnswer() {
        assertThat(ids(handler.handle(new FindLeads(ORG, ADA, LeadFilter.ALL, LeadSort.CAPTURED, null, 9))))
                .as("made by her, and assigned to her")
                .containsExactly(anna, bela);
        assertThat(handler.handle(new FindLead(ORG, ADA, anna)).leadId()).isEqualTo(anna);
        refuses(() -> handler.handle(new FindLead(ORG, ADA, cleo)), KernelRule.NOT_FOUND);
        refuses(() -> handler.handle(new FindLeadTimeline(ORG, ADA, cleo, null, 9), null), KernelRule.NOT_FOUND);
        assertThat(handler.handle(new FindLeadBoard(ORG, ADA, 9)).columns().stream()
                        .mapToLong(LeadBoard.Column::count)
                        .sum())
                .isEqualTo(2);
        assertThat(handler.handle(new FindSimilarLeads(ORG, ADA, person("Cleo"), null))
                        .items())
                .extracting(item -> item.lead().leadId())
                .doesNotContain(cleo);
        assertThat(handler.handle(new FindLeadFigures(ORG, ADA)).funnel()).isEqualTo(new Funnel(2, 0, 1, 0));
    }

    // ---- board, figures, likeness

    @Test
    void putsLeadsOnTheBoardByState() {
        var board = handler.handle(new FindLeadBoard(ORG, null, 1));

        assertThat(board.columns())
                .extracting(
                        LeadBoard.Column::state,
                        LeadBoard.Column::count,
                        column -> column.leads().stream().map(LeadView::leadId).toList())
                .containsExactly(
                        tuple(LeadState.NEW, 1L, List.of(bela)),
                        tuple(LeadState.CONTACTED, 1L, List.of(cleo)),
                        tuple(LeadState.QUALIFIED, 1L, List.of(anna)),
                        tuple(LeadState.DISQUALIFIED, 0L, List.of()),
                        tuple(LeadState.CONVERTED, 1L, List.of(dora)));
    }

    @Test
    void countsTheFunnelTheSourcesAndTheTimeToConversion() {
        var figures = handler.handle(new FindLeadFigures(ORG, null));

        assertThat(figures.byState()).containsEntry(LeadState.NEW, 1L).containsEntry(LeadState.DISQUALIFIED, 0L);
        assertThat(figures.byState()).doesNotContainKeys(LeadState.MERGED, LeadState.ERASED);
        assertThat(figures.funnel()).isEqualTo(new Funnel(4, 1, 2, 1));
        assertThat(figures.bySource())
                .containsEntry(LeadSource.IMPORT, new Source(2, 1))
                .containsEntry(LeadSource.CONTACT_FORM, new Source(1, 0))
                .containsEntry(LeadSource.VOICE, new Source(0, 0));
        assertThat(figures.conversion().byDays()).extracting(Days::leads).containsExactly(1L);
        assertThat(figures.conversion().median())
                .isEqualTo(figures.conversion().byDays().getFirst().days());
        assertThat(figures.captured().getLast().total()).isEqualTo(4);
        assertThat(handler.handle(new FindLeadFigures(OrganizationId.OPERATOR, null))
                        .conversion()
                        .median())
                .isNull();
    }

    @Test
    void findsWhoMayBeTheSamePersonTheLikeliestFirst() {
        var asked = new PersonDetails("ANGSTROM, anna", new EmailAddress("bela@example.com"), "0 98765-43210", null);

        var similar =
                handler.handle(new FindSimilarLeads(ORG, null, asked, null)).items();

        assertThat(similar).extracting(item -> item.lead().leadId()).first().isEqualTo(bela);
        assertThat(similar)
                .extracting(item -> item.lead().leadId(), Item::likenesses)
                .contains(
                        tuple(bela, Set.of(Likeness.EMAIL, Likeness.PHONE)),
                        tuple(anna, Set.of(Likeness.PHONE, Likeness.NAME)))
                .doesNotContain(tuple(merged, Set.of(Likeness.PHONE)));
        assertThat(handler.handle(new FindSimilarLeads(ORG, null, asked, bela)).items())
                .extracting(item -> item.lead().leadId())
                .doesNotContain(bela);
        assertThat(handler.handle(new FindSimilarLeads(ORG, null, new PersonDetails(null, null, null, "Acme"), null))
                        .items())
                .isEmpty();
    }

    // ---- timeline

    @Test
    void tellsTheTimelineOfALeadAndOfWhatIsPartOfItNewestFirst() {
        var entries = timeline(anna, 100, "en");

        assertThat(entries)
                .extracting(Entry::recordId)
                .containsOnly(anna.value(), merged.value(), mergedBefore.value());
        assertThat(entries)
                .extracting(Entry::recordId, Entry::event, Entry::what)
                .startsWith(
                        tuple(anna.value(), "lead.qualified", "Qualified"),
                        tuple(
                                anna.value(),
                                "lead.absorbed",
                                "Lead %s merged into this one".formatted(LeadReference.of(merged))))
                .contains(tuple(mergedBefore.value(), "lead.captured", "Captured: import"))
                .endsWith(tuple(mergedBefore.value(), "lead.captured", "Captured: import"));
        assertThat(entries)
                .filteredOn(entry -> entry.event().equals("lead.activity-logged"))
                .extracting(Entry::kind, Entry::text)
                .contains(tuple(ActivityKind.NOTE, "Note on Anna Ångström"));
        assertThat(entries).allSatisfy(entry -> assertThat(entry.actorKind()).isNotNull());
        assertThat(timeline(anna, 3, "hi")).extracting(Entry::what).contains("योग्य पाया गया");
        assertThat(timeline(anna, 3, "hi")).extracting(Entry::number).hasSize(entries.size());
        assertThat(timeline(merged, 100, "en")).extracting(Entry::recordId).doesNotContain(anna.value());
    }

    @Test
    void tellsToWhomALeadWasAssigned() {
        assertThat(timeline(cleo, 100, "en"))
                .filteredOn(entry -> entry.event().equals("lead.assigned"))
                .extracting(Entry::what, Entry::userId)
                .containsExactly(tuple("Assigned by hand", BOB));
    }

    private static List<Entry> timeline(LeadId leadId, int limit, String language) {
        var all = new ArrayList<Entry>();
        Timeline page;
        String cursor = null;
        do {
            page = handler.handle(new FindLeadTimeline(ORG, null, leadId, cursor, limit), language);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private static void refuses(ThrowingCallable question, Rule rule) {
        assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(rule.code()));
    }
}

package com.avaone.query.crm;

import static com.avaone.projection.crm.CrmStories.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.api.crm.ContactId;
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
import com.avaone.api.crm.DealEvent.DealStageChanged;
import com.avaone.api.crm.DealEvent.DealWon;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.Timeline.Entry;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.LeadSource;
import com.avaone.projection.crm.CrmDelivery;
import com.avaone.projection.crm.CrmStories;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.query.kernel.KeysByHand;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // told before the tests
class CrmQueryHandlerTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final UserId ADA = UserId.random();

    private static final CrmStories STORIES = new CrmStories();
    private static final KeysByHand KEYS = new KeysByHand();
    private static ReadModelsOnDisposal readModels;
    private static CrmQueryHandler handler;

    private static ContactId ofLead;
    private static ContactId plain;
    private static ContactId gone;
    private static ContactId foreign;
    private static final DealId PROPOSAL = DealId.random();
    private static final DealId RUPEES = DealId.random();
    private static final DealId WON = DealId.random();

    @BeforeAll
    static void tellTheStories() {
        var lead = STORIES.captured(ORG, "Zoe", LeadSource.IMPORT, null);
        ofLead = STORIES.converted(ORG, lead, "Zoe", ADA);
        plain = created(ORG, "Adam", ADA);
        gone = created(ORG, "Gone", null);
        foreign = created(RIVAL, "Foreign", null);
        STORIES.add(new ContactErased(gone, ORG, gone.value()));
        STORIES.opened(ORG, PROPOSAL, plain, plain.value(), "Proposal", new Money(1_000, "EUR"), null);
        STORIES.add(new DealStageChanged(PROPOSAL, ORG, plain.value(), DealStage.PROPOSAL));
        STORIES.opened(ORG, RUPEES, plain, plain.value(), "Rupees", new Money(70_000, "INR"), null);
        STORIES.opened(ORG, WON, plain, plain.value(), "Won", new Money(5, "EUR"), null);
        STORIES.add(new DealWon(WON, ORG, plain.value()));
        STORIES.opened(RIVAL, DealId.random(), foreign, foreign.value(), "Foreign", new Money(5, "EUR"), null);
        readModels = new ReadModelsOnDisposal();
        CrmDelivery.to(readModels.documents()).deliver(STORIES.events(), 9);
        var records = new CrmRecords(readModels.databases());
        handler = new CrmQueryHandler(records, new Timelines(records), KEYS);
    }

    private static ContactId created(OrganizationId org, String name, @Nullable UserId createdBy) {
        var contact = ContactId.random();
        STORIES.add(new ContactCreated(contact, org, contact.value(), person(name), null, null, createdBy));
        return contact;
    }

    @AfterAll
    static void forgetThem() {
        readModels.close();
    }

    @Test
    void listsContactsWhoAreNotErasedByNameAPageAtATime() {
        var paged = new ArrayList<ContactId>();
        String cursor = null;
        do {
            var page = handler.handle(new FindContacts(ORG, null, null, cursor, 1));
            page.items().forEach(contact -> paged.add(contact.contactId()));
            assertThat(page.total()).isEqualTo(2);
            cursor = page.next();
            assertThat(cursor == null ? "" : cursor).doesNotContain("adam");
        } while (cursor != null);

        assertThat(paged).containsExactly(plain, ofLead);
        assertThat(handler.handle(new FindContacts(ORG, null, "ZOE", null, 9)).items())
                .extracting(ContactView::contactId)
                .containsExactly(ofLead);
    }

    @Test
    void sealsACursorForTheLeadOfAContact() {
        var first = handler.handle(new FindContacts(ORG, null, null, null, 1)).next();
        assertThat(first).isNotNull().contains(plain.value());
    }

    @Test
    void showsOneContactAndOneDealOfTheOrganization() {
        assertThat(handler.handle(new FindContact(ORG, null, gone)).erased()).isTrue();
        assertThat(handler.handle(new FindDeal(ORG, null, WON)).state()).isEqualTo(DealState.WON);
        refusesAsNotFound(() -> handler.handle(new FindContact(ORG, null, foreign)));
        refusesAsNotFound(() -> handler.handle(new FindContactTimeline(ORG, null, foreign, null, 9), null));
        refusesAsNotFound(() -> handler.handle(new FindDeal(RIVAL, null, WON)));
        refusesAsNotFound(() -> handler.handle(new FindDealTimeline(RIVAL, null, WON, null, 9), null));
    }

    @Test
    void keepsToWhatIsOnesOwn() {
        assertThat(handler.handle(new FindContacts(ORG, ADA, null, null, 9)).items())
                .extracting(ContactView::contactId)
                .containsExactly(plain, ofLead);
        var stranger = UserId.random();
        assertThat(handler.handle(new FindContacts(ORG, stranger, null, null, 9))
                        .items())
                .isEmpty();
        assertThat(handler.handle(new FindDeals(ORG, ADA, null, null, null, 9)).items())
                .extracting(DealView::title)
                .containsExactly("Deal of Zoe");
        refusesAsNotFound(() -> handler.handle(new FindDeal(ORG, ADA, WON)));
        assertThat(handler.handle(new FindDealBoard(ORG, stranger, 9)).columns())
                .extracting(DealBoard.Column::count)
                .containsOnly(0L);
    }

    @Test
    void findsContactsWhoMayBeTheSamePerson() {
        assertThat(handler.handle(new FindSimilarContacts(ORG, null, person("Zoe")))
                        .items())
                .extracting(ContactView::contactId)
                .startsWith(ofLead)
                .doesNotContain(gone, foreign);
    }

    @Test
    void listsDealsNewestFirst() {
        assertThat(handler.handle(new FindDeals(ORG, null, null, null, null, 9)).items())
                .extracting(DealView::title)
                .containsExactly("Won", "Rupees", "Proposal", "Deal of Zoe");
        var first = handler.handle(new FindDeals(ORG, null, DealState.OPEN, plain, null, 1));
        assertThat(first.total()).isEqualTo(2);
        assertThat(handler.handle(new FindDeals(ORG, null, DealState.OPEN, plain, first.next(), 1))
                        .items())
                .extracting(DealView::title)
                .containsExactly("Proposal");
    }

    @Test
    void putsOpenDealsOnTheBoardWithWhatTheyComeTo() {
        assertThat(handler.handle(new FindDealBoard(ORG, null, 1)).columns())
                .extracting(
                        DealBoard.Column::stage,
                        DealBoard.Column::count,
                        DealBoard.Column::sums,
                        column -> column.deals().size())
                .containsExactly(
                        tuple(
                                DealStage.QUALIFICATION,
                                2L,
                                List.of(
                                        new Sum(new Money(10_001, "EUR"), new Money(1_000, "EUR")),
                                        new Sum(new Money(70_000, "INR"), new Money(7_000, "INR"))),
                                1),
                        tuple(
                                DealStage.PROPOSAL,
                                1L,
                                List.of(new Sum(new Money(1_000, "EUR"), new Money(400, "EUR"))),
                                1),
                        tuple(DealStage.NEGOTIATION, 0L, List.of(), 0));
    }

    @Test
    void tellsWhatHappenedToADeal() {
        assertThat(handler.handle(new FindDealTimeline(ORG, null, PROPOSAL, null, 9), null)
                        .items())
                .extracting(Entry::event, Entry::what)
                .containsExactly(
                        tuple("deal.stage-changed", "Now in stage proposal"),
                        tuple("deal.opened", "Deal opened over 10.00 EUR"));
        assertThat(handler.handle(new FindContactTimeline(ORG, null, gone, null, 9), "en")
                        .items())
                .extracting(Entry::what)
                .containsExactly("Person erased");
    }

    private static void refusesAsNotFound(ThrowingCallable question) {
        assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
    }
}

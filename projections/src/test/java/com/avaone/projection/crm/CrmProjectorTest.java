package com.avaone.projection.crm;

import static com.avaone.projection.crm.CrmStories.person;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.BundleId;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactEvent.ContactActivityLogged;
import com.avaone.api.crm.ContactEvent.ContactAssigned;
import com.avaone.api.crm.ContactEvent.ContactChanged;
import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.DealEvent.DealActivityLogged;
import com.avaone.api.crm.DealEvent.DealAmountChanged;
import com.avaone.api.crm.DealEvent.DealAssigned;
import com.avaone.api.crm.DealEvent.DealChanged;
import com.avaone.api.crm.DealEvent.DealLost;
import com.avaone.api.crm.DealEvent.DealReopened;
import com.avaone.api.crm.DealEvent.DealStageChanged;
import com.avaone.api.crm.DealEvent.DealWon;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.BillingDetails;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.LeadEvent.ConsentRecorded;
import com.avaone.api.lead.LeadEvent.ConsentWithdrawn;
import com.avaone.api.lead.LeadEvent.LeadAbsorbed;
import com.avaone.api.lead.LeadEvent.LeadAssigned;
import com.avaone.api.lead.LeadEvent.LeadConfirmed;
import com.avaone.api.lead.LeadEvent.LeadContacted;
import com.avaone.api.lead.LeadEvent.LeadDetailsChanged;
import com.avaone.api.lead.LeadEvent.LeadDisqualified;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadEvent.LeadMerged;
import com.avaone.api.lead.LeadEvent.LeadOrdered;
import com.avaone.api.lead.LeadEvent.LeadPriced;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.LeadEvent.LeadRecycled;
import com.avaone.api.lead.LeadEvent.LeadReleased;
import com.avaone.api.lead.LeadEvent.LeadUnmerged;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.LeadView;
import com.avaone.api.lead.LeadView.Order;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.Slug;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrmProjectorTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final UserId ADA = UserId.random();

    private final CrmStories stories = new CrmStories();
    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();

    @AfterEach
    void close() {
        readModels.close();
    }

    private void deliverTwice() {
        CrmDelivery.to(readModels.documents()).deliver(stories.events(), 3);
        CrmDelivery.to(readModels.documents()).deliver(stories.events(), 7);
    }

    private Document document(String collection, Object id) {
        return Objects.requireNonNull(readModels
                .databases()
                .shared(Database.CRM)
                .getCollection(collection)
                .find(new Document("_id", id.toString()))
                .first());
    }

    private LeadView lead(LeadId id) {
        return LeadDocument.view(document("leads", id));
    }

    private DealView deal(DealId id) {
        return DealDocument.view(document("deals", id));
    }

    private ContactView contact(ContactId id) {
        return ContactDocument.view(document("contacts", id));
    }

    @Test
    void showsALeadWithAllThatIsKnownOfIt() {
        var lead = stories.captured(ORG, "Eve Example", LeadSource.MEETING_REQUEST, ADA);
        var captured = stories.events().getFirst().getTimestamp();
        stories.add(new LeadConfirmed(lead, ORG));
        stories.add(new LeadAssigned(lead, ORG, ADA, Assignment.ROUND_ROBIN));
        stories.add(new LeadContacted(lead, ORG, ActivityKind.CALL, "Called"));

        deliverTwice();

        var view = lead(lead);
        assertThat(view.details()).isEqualTo(person("Eve Example"));
        assertThat(view.state()).isEqualTo(LeadState.CONTACTED);
        assertThat(view.source()).isEqualTo(LeadSource.MEETING_REQUEST);
        assertThat(view.message()).isEqualTo("Message of Eve Example");
        assertThat(view.meeting()).isNotNull().extracting("zone").isEqualTo("Asia/Kolkata");
        assertThat(view.consent()).isNotNull().extracting("address").isEqualTo("192.0.2.7");
        assertThat(view.confirmation()).isEqualTo(ConfirmationState.CONFIRMED);
        assertThat(view.assignee()).isEqualTo(ADA);
        assertThat(view.createdBy()).isEqualTo(ADA);
        assertThat(view.capturedAt()).isEqualTo(captured);
        assertThat(view.updatedAt()).isEqualTo(stories.now());
        assertThat(view.version()).isEqualTo(5);
        assertThat(document("leads", lead))
                .containsEntry("phoneKey", "9876543210")
                .containsEntry("nameKey", "eve example")
                .containsEntry("nameLower", "eve example");
    }

    @Test
    void showsWhatALeadWasToldThatItCosts() {
        var lead = stories.captured(ORG, "Eve", LeadSource.PRICING_INQUIRY, null);
        var quote = new Quote(
                3,
                new BundleId("both"),
                BillingInterval.YEAR,
                "USD",
                List.of(
                        new Quote.Line(
                                new ProductId("ava-cx"),
                                new PlanId("team"),
                                25,
                                new Money(1_999, "USD"),
                                new Money(49_975, "USD")),
                        new Quote.Line(new ProductId("ava-flow"), new PlanId("large"), 25, null, null)),
                10,
                null);
        stories.add(new LeadPriced(lead, ORG, quote));
        deliverTwice();
        assertThat(lead(lead).quote()).isEqualTo(quote);

        var priced = new Quote(4, null, BillingInterval.MONTH, "INR", List.of(), 0, new Money(99_900, "INR"));
        stories.add(new LeadPriced(lead, ORG, priced));
        deliverTwice();
        assertThat(lead(lead).quote()).isEqualTo(priced);
        assertThat(lead(lead).order()).isNull();
    }

    @Test
    void keepsToWhomAnOrderIsBilledUntilThePersonIsErased() {
        var quoteId = QuoteId.random();
        var billing = new BillingDetails("12 MG Road", "IN", "29AAB");
        var lead = stories.captured(ORG, "Eve", LeadSource.CHECKOUT, null);
        stories.add(new LeadOrdered(lead, ORG, quoteId, billing));
        deliverTwice();
        assertThat(lead(lead).order()).isEqualTo(new Order(quoteId, billing));

        stories.add(new LeadErased(lead, ORG, LeadState.NEW));
        deliverTwice();
        assertThat(lead(lead).order()).isEqualTo(new Order(quoteId, null));

        var other = stories.captured(ORG, "Bob", LeadSource.CHECKOUT, null);
        var untaxed = new BillingDetails("1 Main Street", "US", null);
        stories.add(new LeadOrdered(other, ORG, null, untaxed));
        deliverTwice();
        assertThat(lead(other).order()).isEqualTo(new Order(null, untaxed));
    }

    @Test
    void followsALeadThroughItsStates() {
        var lead = stories.captured(ORG, "Eve", LeadSource.IMPORT, null);
        stories.add(new LeadQualified(lead, ORG));
        stories.add(new LeadContacted(lead, ORG, ActivityKind.MAIL, null));
        deliverTwice();
        assertThat(lead(lead).state())
                .as("contacted, and as qualified as before")
                .isEqualTo(LeadState.QUALIFIED);

        stories.add(new LeadDetailsChanged(lead, ORG, person("Eva Moe"), ConfirmationState.NOT_ASKED));
        stories.add(new LeadDisqualified(lead, ORG));
        deliverTwice();
        assertThat(lead(lead).state()).isEqualTo(LeadState.DISQUALIFIED);
        assertThat(lead(lead).details().name()).isEqualTo("Eva Moe");
        assertThat(lead(lead).confirmation()).isEqualTo(ConfirmationState.NOT_ASKED);
        assertThat(document("leads", lead)).containsEntry("nameKey", "eva moe");

        stories.add(new LeadRecycled(lead, ORG));
        deliverTwice();
        assertThat(lead(lead).state()).isEqualTo(LeadState.NEW);

        var contact = stories.converted(ORG, lead, "Eve", ADA);
        deliverTwice();
        assertThat(lead(lead).state()).isEqualTo(LeadState.CONVERTED);
        assertThat(lead(lead).contactId()).isEqualTo(contact);
        assertThat(contact(contact).leadId()).isEqualTo(lead);
        assertThat(document("leads", lead).get("conversionDays")).isEqualTo(0L);
    }

    @Test
    void showsWhetherThePersonAgrees() {
        var lead = stories.captured(ORG, "Eve", LeadSource.CONTACT_FORM, null);
        var at = stories.now();
        stories.add(new ConsentWithdrawn(lead, ORG, at));
        deliverTwice();
        assertThat(lead(lead).consent()).isNull();
        assertThat(lead(lead).consentWithdrawnAt()).isEqualTo(at);

        stories.add(new ConsentRecorded(lead, ORG, "fair-2026", at, null));
        deliverTwice();
        assertThat(lead(lead).consent()).isNotNull().extracting("textVersion").isEqualTo("fair-2026");
        assertThat(lead(lead).consentWithdrawnAt()).isNull();

        stories.add(new ConsentWithdrawn(lead, ORG, at));
        stories.add(new LeadErased(lead, ORG, LeadState.NEW));
        deliverTwice();
        assertThat(lead(lead).consentWithdrawnAt()).isNull();
    }

    @Test
    void restoresBothLeadsToTheByteWhenTheyAreTakenApart() {
        var stays = stories.captured(ORG, "Eve", LeadSource.CONTACT_FORM, null);
        var goes = stories.captured(ORG, "Eva", LeadSource.IMPORT, ADA);
        stories.add(new LeadQualified(goes, ORG));
        deliverTwice();
        var before = CrmContents.withoutSequences(readModels);

        stories.add(new LeadMerged(goes, ORG, stays));
        stories.add(new LeadAbsorbed(stays, ORG, goes));
        deliverTwice();
        assertThat(lead(goes).state()).isEqualTo(LeadState.MERGED);
        assertThat(lead(goes).mergedInto()).isEqualTo(stays);
        assertThat(CrmContents.withoutSequences(readModels).get("leads/" + stays))
                .isEqualTo(before.get("leads/" + stays));

        stories.add(new LeadUnmerged(goes, ORG, stays, LeadState.QUALIFIED));
        stories.add(new LeadReleased(stays, ORG, goes));
        deliverTwice();

        assertThat(CrmContents.withoutSequences(readModels))
                .containsAllEntriesOf(before)
                .hasSize(before.size() + 4);
    }

    @Test
    void showsContactsAndDealsAsTheyAre() {
        var contact = ContactId.random();
        var deal = DealId.random();
        stories.add(new ContactCreated(contact, ORG, contact.value(), person("Con"), null, null, ADA));
        stories.add(new ContactChanged(contact, ORG, contact.value(), person("Connie")));
        stories.add(new ContactAssigned(contact, ORG, contact.value(), ADA));
        stories.add(new ContactActivityLogged(contact, ORG, contact.value(), ActivityKind.TASK, "Call", stories.now()));
        stories.opened(ORG, deal, contact, contact.value(), "Suite", new Money(999, "EUR"), null);
        stories.add(new DealChanged(deal, ORG, contact.value(), "Suite and more", null));
        stories.add(new DealStageChanged(deal, ORG, contact.value(), DealStage.NEGOTIATION));
        stories.add(new DealAmountChanged(deal, ORG, contact.value(), new Money(1_001, "EUR")));
        stories.add(new DealAssigned(deal, ORG, contact.value(), ADA));
        stories.add(new DealActivityLogged(deal, ORG, contact.value(), ActivityKind.MEETING, "Met", null));

        deliverTwice();

        assertThat(contact(contact).details().name()).isEqualTo("Connie");
        assertThat(contact(contact).assignee()).isEqualTo(ADA);
        assertThat(contact(contact).version()).isEqualTo(3);
        var view = deal(deal);
        assertThat(view.title()).isEqualTo("Suite and more");
        assertThat(view.expectedClose()).isNull();
        assertThat(view.stage()).isEqualTo(DealStage.NEGOTIATION);
        assertThat(view.assignee()).isEqualTo(ADA);
        assertThat(view.weighted()).as("70 in a hundred").isEqualTo(new Money(700, "EUR"));

        stories.add(new DealWon(deal, ORG, contact.value()));
        deliverTwice();
        assertThat(deal(deal).weighted()).isEqualTo(new Money(1_001, "EUR"));
        assertThat(deal(deal).closedAt()).isEqualTo(stories.now());

        stories.add(new DealReopened(deal, ORG, contact.value()));
        deliverTwice();
        assertThat(deal(deal).state()).isEqualTo(DealState.OPEN);
        assertThat(deal(deal).closedAt()).isNull();

        stories.because("Too dear", new DealLost(deal, ORG, contact.value()));
        deliverTwice();
        assertThat(deal(deal).weighted()).isEqualTo(new Money(0, "EUR"));
        assertThat(deal(deal).lostBecause()).isEqualTo("Too dear");

        stories.add(new DealReopened(deal, ORG, contact.value()));
        deliverTwice();
        assertThat(deal(deal).lostBecause()).isNull();
    }

    @Test
    void leavesNothingPersonalOfWhoIsErased() {
        var lead = stories.captured(ORG, "Marker One", LeadSource.CONTACT_FORM, null);
        var part = stories.captured(ORG, "Marker Two", LeadSource.CONTACT_FORM, null);
        var other = stories.captured(ORG, "Stays", LeadSource.CONTACT_FORM, null);
        stories.add(new LeadMerged(part, ORG, lead));
        stories.add(new LeadAbsorbed(lead, ORG, part));
        var contact = stories.converted(ORG, lead, "Marker One", null);
        var deal = DealId.random();
        stories.opened(ORG, deal, contact, lead.value(), "Marker deal", new Money(1, "EUR"), null);
        stories.add(new DealActivityLogged(deal, ORG, lead.value(), ActivityKind.NOTE, "Marker note", null));
        stories.because("Marker went elsewhere", new DealLost(deal, ORG, lead.value()));
        stories.add(new LeadErased(part, ORG, LeadState.MERGED));
        stories.add(new ContactErased(contact, ORG, lead.value()));
        stories.add(new LeadErased(lead, ORG, LeadState.CONVERTED));
        // What was under way.
        stories.add(new DealChanged(deal, ORG, lead.value(), "Marker later", null));
        stories.add(new DealActivityLogged(deal, ORG, lead.value(), ActivityKind.NOTE, "Marker later", null));

        deliverTwice();

        assertThat(CrmContents.of(readModels).toString())
                .doesNotContainIgnoringCase("marker")
                .doesNotContain("192.0.2.7\"}, \"contactId")
                .contains("Stays", "Note on Stays");
        assertThat(lead(lead).state()).isEqualTo(LeadState.ERASED);
        assertThat(lead(lead).details()).isEqualTo(new PersonDetails(null, null, null, null));
        assertThat(lead(lead).consent()).isNull();
        assertThat(lead(part).mergedInto()).isNull();
        assertThat(contact(contact).erased()).isTrue();
        assertThat(deal(deal).title()).isNull();
        assertThat(lead(other).details().name()).isEqualTo("Stays");
        assertThat(CrmContents.of(readModels).keySet())
                .as("the certificates")
                .contains(
                        "activities/" + ActivityDocument.id(lead.value(), 6),
                        "activities/" + ActivityDocument.id(contact.value(), 1));
    }

    @Test
    void hasNothingOfAnOrganizationThatIsGoneAndAllOfTheOthers() {
        var rival = OrganizationId.random();
        var lead = stories.captured(ORG, "Eve", LeadSource.IMPORT, null);
        var contact = stories.converted(ORG, lead, "Eve", null);
        var kept = stories.captured(rival, "Kept", LeadSource.IMPORT, null);
        stories.add(ORG, new OrganizationDeleted(ORG, new Slug("acme"), LicenseId.random()));
        stories.add(new ContactChanged(contact, ORG, lead.value(), person("Eva")));

        deliverTwice();

        assertThat(CrmContents.of(readModels).keySet())
                .hasSize(4)
                .allSatisfy(name -> assertThat(name).contains(kept.value()));
    }

    @Test
    void hasTheSameBytesHoweverEventsAreCut() {
        var lead = stories.captured(ORG, "Eve", LeadSource.IMPORT, ADA);
        var part = stories.captured(ORG, "Eva", LeadSource.VOICE, null);
        stories.add(new LeadMerged(part, ORG, lead));
        stories.add(new LeadAbsorbed(lead, ORG, part));
        var contact = stories.converted(ORG, lead, "Eve", ADA);
        stories.add(new ContactErased(contact, ORG, lead.value()));
        deliverTwice();

        for (var batch : List.of(1, 1_000)) {
            try (var once = new ReadModelsOnDisposal()) {
                CrmDelivery.to(once.documents()).deliver(stories.events(), batch);
                assertThat(CrmContents.of(once)).isEqualTo(CrmContents.of(readModels));
            }
        }
        assertThat(Set.copyOf(CrmContents.of(readModels).keySet())).hasSizeGreaterThan(5);
    }
}

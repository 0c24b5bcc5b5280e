package com.avaone.command.lead;

import static com.avaone.command.kernel.Refusals.invalid;
import static com.avaone.command.kernel.Refusals.refusedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.catalogue.Selection.SelectedPlan;
import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.Rule;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.AskedConfirmation;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.BillingDetails;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.Consent;
import com.avaone.api.lead.Conversion;
import com.avaone.api.lead.LeadCommand;
import com.avaone.api.lead.LeadCommand.AskForConfirmation;
import com.avaone.api.lead.LeadCommand.AssignLead;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadCommand.ChangeLeadDetails;
import com.avaone.api.lead.LeadCommand.ConfirmLead;
import com.avaone.api.lead.LeadCommand.ContactLead;
import com.avaone.api.lead.LeadCommand.ConvertLead;
import com.avaone.api.lead.LeadCommand.ConvertLeadToOrganization;
import com.avaone.api.lead.LeadCommand.DisqualifyLead;
import com.avaone.api.lead.LeadCommand.EraseLead;
import com.avaone.api.lead.LeadCommand.LogLeadActivity;
import com.avaone.api.lead.LeadCommand.MergeLeads;
import com.avaone.api.lead.LeadCommand.QualifyLead;
import com.avaone.api.lead.LeadCommand.RecordConsent;
import com.avaone.api.lead.LeadCommand.RecycleLead;
import com.avaone.api.lead.LeadCommand.UnmergeLeads;
import com.avaone.api.lead.LeadCommand.WithdrawConsent;
import com.avaone.api.lead.LeadEvent.ConfirmationAsked;
import com.avaone.api.lead.LeadEvent.ConsentRecorded;
import com.avaone.api.lead.LeadEvent.ConsentWithdrawn;
import com.avaone.api.lead.LeadEvent.LeadAbsorbed;
import com.avaone.api.lead.LeadEvent.LeadAssigned;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.lead.LeadEvent.LeadConfirmed;
import com.avaone.api.lead.LeadEvent.LeadContacted;
import com.avaone.api.lead.LeadEvent.LeadConverted;
import com.avaone.api.lead.LeadEvent.LeadDetailsChanged;
import com.avaone.api.lead.LeadEvent.LeadDisqualified;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadEvent.LeadMerged;
import com.avaone.api.lead.LeadEvent.LeadOrdered;
import com.avaone.api.lead.LeadEvent.LeadPriced;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadRule;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.MeetingSlot;
import com.avaone.api.lead.PriceInquiry;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.Identities;
import com.avaone.command.kernel.Customers;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.PriceList;
import com.avaone.command.kernel.Registration;
import com.avaone.command.kernel.SavedQuotes;
import com.avaone.command.kernel.StateTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LeadTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final LeadId LEAD = LeadId.random();
    private static final LeadId TWIN = LeadId.random();
    private static final OrganizationId ORG = OrganizationId.OPERATOR;
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final UserId ADA = UserId.random();
    private static final UserId BOB = UserId.random();
    private static final UserId READER = UserId.random();
    private static final UserId STRANGER = UserId.random();
    private static final String LINK = "01jd0000000000000000000009";

    private static final PersonDetails EVE =
            new PersonDetails("Eve Example", new EmailAddress("eve@example.com"), "+91 98765 43210", "Acme");
    private static final PersonDetails ADAS = PersonDetails.parse("Ada", "ada@x.example", null, null);

    private static final Consent CONSENT = new Consent("contact-form-1", "192.0.2.7");
    private static final Conversion CONVERSION = new Conversion(
            ContactId.random(),
            DealId.random(),
            "Suite for Acme",
            new Money(1_200_000, "EUR"),
            LocalDate.of(2027, 1, 31));

    private static final LeadCaptured CAPTURED = new LeadCaptured(
            LEAD,
            ORG,
            LeadReference.of(LEAD),
            LeadSource.CONTACT_FORM,
            EVE,
            "Please call",
            null,
            new AskedConfirmation(LINK, NOW.plus(Duration.ofDays(6))),
            null);
    private static final ConsentRecorded AGREED =
            new ConsentRecorded(LEAD, ORG, "contact-form-1", NOW.minusSeconds(300), "192.0.2.7");
    private static final LeadAssigned TO_ADA = new LeadAssigned(LEAD, ORG, ADA, Assignment.BY_HAND);
    private static final LeadContacted CONTACTED = new LeadContacted(LEAD, ORG, ActivityKind.CALL, null);
    private static final LeadQualified QUALIFIED = new LeadQualified(LEAD, ORG);

    private final FixtureConfiguration<Lead> lead = new AggregateTestFixture<>(Lead.class);
    private final KnownUsers users = new KnownUsers();

    /** What other aggregates were asked for, in order. */
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void know() {
        users.know(ADA, ORG, Role.SYSTEM_ADMIN);
        users.know(BOB, ORG, Role.SYSTEM_ADMIN);
        users.know(READER, ORG, Role.SUITE_AUDITOR);
        users.know(STRANGER, RIVAL, CrmRole.MANAGER);
        users.know(RIVAL, LicenseStatus.ACTIVE);
        lead.registerInjectableResource((Identities) users);
        lead.registerInjectableResource((Clock) new MovableClock(NOW));
        lead.registerInjectableResource((PriceList) (selection, seen, _) -> quote(selection, seen));
        lead.registerInjectableResource(QUOTES);
        lead.registerInjectableResource(new NotedWorkloads());
        lead.registerInjectableResource(new NotedCustomers());
        lead.registerInjectableResource((Registration) command -> asked.add("register " + command.organizationId()));
        lead.registerInjectableResource(new NotedLeads());
    }

    private final class NotedLeads implements OtherLeads {
        @Override
        public void decide(LeadId leadId, Consumer<Lead> decision) {
            asked.add("ask " + leadId);
        }
    }

    private final class NotedWorkloads implements Workloads {
        @Override
        public void move(OrganizationId organizationId, @Nullable UserId from, @Nullable UserId to) {
            asked.add("move from %s to %s".formatted(from, to));
        }

        @Override
        public UserId turn(OrganizationId organizationId, List<UserId> possible) {
            assertThat(possible).containsExactlyInAnyOrder(ADA, BOB);
            return BOB;
        }

        @Override
        public UserId leastBusy(OrganizationId organizationId, List<UserId> possible) {
            return turn(organizationId, possible);
        }
    }

    private final class NotedCustomers implements Customers {
        @Override
        public void make(
                LeadId leadId,
                OrganizationId organizationId,
                PersonDetails details,
                Conversion conversion,
                @Nullable UserId assignee) {
            asked.add("make %s of %s for %s".formatted(conversion.title(), details.name(), assignee));
        }

        @Override
        public void erase(ContactId contactId, OrganizationId organizationId) {
            asked.add("erase " + contactId);
        }
    }

    // ---- every state and command

    private static final StateTable TABLE = StateTable.of("leads");

    static Stream<Arguments> cells() {
        return TABLE.arguments();
    }

    @ParameterizedTest(name = "{0} in state {1}: {2}")
    @MethodSource("cells")
    void doesInEveryStateWhatTheTableSays(String command, String state, String expected) {
        StateTable.assertIs(expected, lead.given(history(state)).when(sensible(command, ORG)));
    }

    @Test
    void hasARowForEveryCommandAndAColumnForEveryState() {
        TABLE.assertHas(
                Arrays.stream(LeadCommand.class.getPermittedSubclasses()).map(Class::getSimpleName),
                Arrays.stream(LeadState.values()).map(state -> state.name().toLowerCase(Locale.ROOT)));
    }

    private static List<Object> history(String state) {
        var history = new ArrayList<Object>(List.of(CAPTURED, AGREED, TO_ADA, new LeadAbsorbed(LEAD, ORG, TWIN)));
        history.addAll(
                switch (state) {
                    case "new" -> List.of();
                    case "contacted" -> List.of(CONTACTED);
                    case "qualified" -> List.of(CONTACTED, QUALIFIED);
                    case "disqualified" -> List.of(new LeadDisqualified(LEAD, ORG));
                    case "converted" -> List.of(QUALIFIED, converted(null));
                    case "merged" -> List.of(new LeadMerged(LEAD, ORG, TWIN));
                    case "erased" -> List.of(new LeadErased(LEAD, ORG, LeadState.NEW));
                    default -> throw new IllegalArgumentException(state);
                });
        return history;
    }

    private static LeadConverted converted(@Nullable OrganizationId customerId) {
        return new LeadConverted(LEAD, ORG, CONVERSION.contactId(), CONVERSION.dealId(), customerId);
    }

    private static LeadCommand sensible(String command, OrganizationId org) {
        return switch (command) {
            case "CaptureLead" -> capture(org, LeadSource.CONTACT_FORM, EVE, null, null);
            case "RecordConsent" -> new RecordConsent(LEAD, org, null, CONSENT, NOW);
            case "WithdrawConsent" -> new WithdrawConsent(LEAD, org, null, null);
            case "ChangeLeadDetails" -> new ChangeLeadDetails(LEAD, org, null, ADAS);
            case "AskForConfirmation" -> new AskForConfirmation(LEAD, org, null);
            case "ConfirmLead" -> new ConfirmLead(LEAD, org, LINK);
            case "AssignLead" -> new AssignLead(LEAD, org, null, Assignment.BY_HAND, BOB);
            case "ContactLead" -> new ContactLead(LEAD, org, null, ActivityKind.CALL, "Spoke with her");
            case "LogLeadActivity" -> new LogLeadActivity(LEAD, org, null, ActivityKind.NOTE, "Likes it", null);
            case "QualifyLead" -> new QualifyLead(LEAD, org, null);
            case "DisqualifyLead" -> new DisqualifyLead(LEAD, org, null);
            case "RecycleLead" -> new RecycleLead(LEAD, org, null);
            case "ConvertLead" -> new ConvertLead(LEAD, org, null, CONVERSION);
            case "ConvertLeadToOrganization" -> new ConvertLeadToOrganization(LEAD, org, CONVERSION, REGISTRATION);
            case "MergeLeads" -> new MergeLeads(LEAD, org, LeadId.random());
            case "UnmergeLeads" -> new UnmergeLeads(LEAD, org, TWIN);
            case "EraseLead" -> new EraseLead(LEAD, org);
            default -> throw new IllegalArgumentException(command);
        };
    }

    private static final RegisterOrganization REGISTRATION = new RegisterOrganization(
            OrganizationId.random(),
            new Slug("acme"),
            new OrganizationProfile(
                    "Acme",
                    new EmailAddress("office@acme.example"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new EmailAddress("eve@example.com")),
            Set.of(),
            OrganizationSettings.DEFAULT,
            LicenseId.random(),
            new LicenseTerms(new Seats(10), LocalDate.of(2027, 11, 29), 7, List.of()));

    private static CaptureLead capture(
            OrganizationId org,
            LeadSource source,
            PersonDetails details,
            @Nullable MeetingSlot meeting,
            @Nullable UserId assignee) {
        return new CaptureLead(LEAD, org, source, details, " Please call ", meeting, null, null, false, assignee);
    }

    @ParameterizedTest
    @EnumSource(LeadState.class)
    void isOutOfReachOfAnotherOrganizationInEveryState(LeadState state) {
        for (var command : LeadCommand.class.getPermittedSubclasses()) {
            lead.given(history(state.name().toLowerCase(Locale.ROOT)))
                    .when(sensible(command.getSimpleName(), RIVAL))
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
    }

    // ---- how it comes in

    @Test
    void isCapturedWithConsentAndAQuestionForConfirmation() {
        // The link's name is another each time, so the events are looked at one by one.
        var captured =
                events(new CaptureLead(LEAD, ORG, LeadSource.CONTACT_FORM, EVE, null, null, null, CONSENT, true, null));

        assertThat(captured.get(1)).isEqualTo(new ConsentRecorded(LEAD, ORG, "contact-form-1", NOW, "192.0.2.7"));
        assertThat(((LeadCaptured) captured.getFirst()).confirmation())
                .isNotNull()
                .satisfies(confirmation -> assertThat(confirmation.id()).hasSize(26))
                .extracting(AskedConfirmation::expiresAt)
                .isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void isAskedAgainUnderAnotherLinkOnceTenMinutesAreOver() {
        var before = new AskedConfirmation(LINK, NOW.plus(Duration.ofDays(7)));
        var justAsked = new ConfirmationAsked(LEAD, ORG, before, Objects.requireNonNull(EVE.email()), EVE.name());
        lead.given(CAPTURED, justAsked)
                .when(new AskForConfirmation(LEAD, ORG, null))
                .expectException(refusedBy(LeadRule.CONFIRMATION_JUST_ASKED))
                .expectNoEvents();
        var due = new ConfirmationAsked(
                LEAD,
                ORG,
                new AskedConfirmation(LINK, before.expiresAt().minus(Duration.ofMinutes(10))),
                justAsked.email(),
                justAsked.name());
        lead.given(CAPTURED, due)
                .when(new AskForConfirmation(LEAD, ORG, null))
                .expectEventsMatching(matches((List<EventMessage<?>> all) -> {
                    var asked = (ConfirmationAsked) all.getFirst().getPayload();
                    return asked.confirmation().expiresAt().equals(before.expiresAt())
                            && !asked.confirmation().id().equals(LINK)
                            && asked.email().equals(justAsked.email());
                }));
        var another = new AskedConfirmation("01jd0000000000000000000008", NOW.plus(Duration.ofDays(7)));
        lead.given(CAPTURED, new ConfirmationAsked(LEAD, ORG, another, justAsked.email(), null))
                .when(new ConfirmLead(LEAD, ORG, LINK))
                .expectException(refusedBy(LeadRule.CONFIRMATION_NOT_VALID))
                .expectNoEvents();
        lead.given(CAPTURED, new ConfirmationAsked(LEAD, ORG, another, justAsked.email(), null))
                .when(new ConfirmLead(LEAD, ORG, another.id()))
                .expectEvents(new LeadConfirmed(LEAD, ORG));
    }

    @Test
    void isNotAskedWhereThereIsNoAddressOrItIsConfirmed() {
        lead.given(CAPTURED, new LeadConfirmed(LEAD, ORG))
                .when(new AskForConfirmation(LEAD, ORG, null))
                .expectException(refusedBy(LeadRule.ADDRESS_CONFIRMED))
                .expectNoEvents();
        lead.given(
                        CAPTURED,
                        new LeadDetailsChanged(
                                LEAD,
                                ORG,
                                new PersonDetails("Eve", null, "+91 98765 43210", null),
                                ConfirmationState.NOT_ASKED))
                .when(new AskForConfirmation(LEAD, ORG, null))
                .expectException(refusedBy(LeadRule.ADDRESS_UNKNOWN))
                .expectNoEvents();
    }

    private static final Selection SELECTION = new Selection(
            null,
            null,
            List.of(new SelectedPlan(new ProductId("ava-cx"), new PlanId("business"), 25)),
            BillingInterval.YEAR,
            "USD");

    private static Quote quote(Selection selection, @Nullable Integer seen) {
        return new Quote(
                seen == null ? 9 : seen,
                null,
                selection.interval(),
                selection.currency(),
                List.of(),
                0,
                new Money(75_000, "USD"));
    }

    private static CaptureLead ask(OrganizationId org, @Nullable PriceInquiry inquiry) {
        return new CaptureLead(LEAD, org, LeadSource.PRICING_INQUIRY, EVE, null, null, inquiry, null, false, null);
    }

    @Test
    void isPricedByTheVersionOfTheCatalogueThatWasSeen() {
        assertThat(events(ask(ORG, new PriceInquiry(SELECTION, 4))))
                .last()
                .isEqualTo(new LeadPriced(LEAD, ORG, quote(SELECTION, 4)));
        assertThat(events(ask(ORG, new PriceInquiry(SELECTION, null))))
                .last()
                .isEqualTo(new LeadPriced(LEAD, ORG, quote(SELECTION, 9)));
    }

    @Test
    void isNotPricedWhereNothingIsSelectedOrAnotherOrganizationSells() {
        lead.givenNoPriorActivity()
                .when(ask(ORG, null))
                .expectException(invalid("plans"))
                .expectNoEvents();
        lead.givenNoPriorActivity()
                .when(ask(RIVAL, new PriceInquiry(SELECTION, null)))
                .expectException(invalid("inquiry"))
                .expectNoEvents();
    }

    private static final QuoteId OFFERED = QuoteId.random();
    private static final QuoteId OVER = QuoteId.random();
    private static final BillingDetails BILLING = new BillingDetails("12 MG Road\n560001 Bengaluru", "IN", "29AAB");
    private static final SavedQuotes QUOTES = (quoteId, _) -> {
        if (quoteId.equals(OVER)) {
            throw new Rejected(CatalogueRule.QUOTE_EXPIRED, "Over.");
        }
        return quote(SELECTION, 2);
    };

    private static CaptureLead order(PriceInquiry inquiry) {
        return new CaptureLead(LEAD, ORG, LeadSource.CHECKOUT, EVE, null, null, inquiry, null, false, null);
    }

    @Test
    void ordersByThePriceInForce() {
        var padded = new BillingDetails(" 12 MG Road\n560001 Bengaluru ", "IN", " 29AAB ");
        assertThat(events(order(new PriceInquiry(SELECTION, 9, null, padded))))
                .endsWith(new LeadPriced(LEAD, ORG, quote(SELECTION, 9)), new LeadOrdered(LEAD, ORG, null, BILLING));
    }

    @Test
    void ordersByASavedQuoteUntilItIsOver() {
        assertThat(events(order(new PriceInquiry(null, null, OFFERED, BILLING))))
                .endsWith(new LeadPriced(LEAD, ORG, quote(SELECTION, 2)), new LeadOrdered(LEAD, ORG, OFFERED, BILLING));
        assertThat(events(ask(ORG, new PriceInquiry(null, null, OFFERED, null))))
                .last()
                .isEqualTo(new LeadPriced(LEAD, ORG, quote(SELECTION, 2)));
        lead.givenNoPriorActivity()
                .when(order(new PriceInquiry(null, null, OVER, BILLING)))
                .expectException(refusedBy(CatalogueRule.QUOTE_EXPIRED))
                .expectNoEvents();
    }

    @Test
    void ordersNothingThatIsBilledToNobody() {
        Map.of(
                        new BillingDetails(" ", "IN", null), "address",
                        new BillingDetails("a".repeat(501), "IN", null), "address",
                        new BillingDetails("12 MG Road", "India", null), "country",
                        new BillingDetails("12 MG Road", "IN", "1".repeat(51)), "taxId")
                .forEach((billing, field) -> lead.givenNoPriorActivity()
                        .when(order(new PriceInquiry(SELECTION, null, null, billing)))
                        .expectException(invalid(field))
                        .expectNoEvents());
        lead.givenNoPriorActivity()
                .when(order(new PriceInquiry(null, null, null, BILLING)))
                .expectException(invalid("plans"))
                .expectNoEvents();
    }

    private List<Object> events(LeadCommand command) {
        var events = new ArrayList<Object>();
        new AggregateTestFixture<>(Lead.class)
                .registerInjectableResource((Identities) users)
                .registerInjectableResource((Clock) new MovableClock(NOW))
                .registerInjectableResource((PriceList) (selection, seen, _) -> quote(selection, seen))
                .registerInjectableResource(QUOTES)
                .registerInjectableResource(new NotedWorkloads())
                .givenNoPriorActivity()
                .when(command)
                .expectEventsMatching(matches((List<EventMessage<?>> all) -> {
                    all.forEach(event -> events.add(event.getPayload()));
                    return true;
                }));
        return events;
    }

    @Test
    void remembersWhichUserNotedIt() {
        var byAda = Map.of(MetadataKey.ACTOR_KIND, ActorKind.SYSTEM_ADMIN.name(), MetadataKey.ACTOR_ID, ADA.value());
        var noted = new LeadCaptured(
                LEAD, ORG, LeadReference.of(LEAD), LeadSource.MANUAL, EVE, "Please call", null, null, ADA);

        lead.givenNoPriorActivity()
                .when(capture(ORG, LeadSource.MANUAL, EVE, null, BOB), byAda)
                .expectEvents(noted, new LeadAssigned(LEAD, ORG, BOB, Assignment.BY_HAND));

        assertThat(asked).containsExactly("move from null to " + BOB);
    }

    @Test
    void isNotCapturedForAnOrganizationThatIsNotThereOrDeleted() {
        var gone = OrganizationId.random();
        users.knowDeleted(gone);
        for (var org : List.of(gone, OrganizationId.random())) {
            lead.givenNoPriorActivity()
                    .when(capture(org, LeadSource.MANUAL, EVE, null, null))
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
        users.know(RIVAL, LicenseStatus.ACTIVE);
        lead.givenNoPriorActivity()
                .when(capture(RIVAL, LeadSource.MANUAL, EVE, null, STRANGER))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void needsAPersonWhoCanBeReached() {
        var nobody = new PersonDetails("Eve", null, " ", null);
        lead.givenNoPriorActivity()
                .when(capture(ORG, LeadSource.MANUAL, nobody, null, null))
                .expectException(invalid("email"));
        var byPhone = new PersonDetails(null, null, "+91 98765 43210", null);
        lead.givenNoPriorActivity()
                .when(capture(ORG, LeadSource.VOICE, byPhone, null, null))
                .expectSuccessfulHandlerExecution();
        lead.givenNoPriorActivity()
                .when(new CaptureLead(LEAD, ORG, LeadSource.VOICE, byPhone, null, null, null, null, true, null))
                .expectException(invalid("email"))
                .expectNoEvents();
        lead.givenNoPriorActivity()
                .when(capture(ORG, LeadSource.MANUAL, new PersonDetails("Eve", null, "call me", null), null, null))
                .expectException(invalid("phone"));
    }

    @Test
    void meetsNobodyInThePastAndNobodyWithoutATime() {
        var slot = new MeetingSlot(NOW.plus(Duration.ofHours(1)), 30, "Asia/Kolkata");
        lead.givenNoPriorActivity()
                .when(capture(ORG, LeadSource.MEETING_REQUEST, EVE, slot, null))
                .expectSuccessfulHandlerExecution();
        lead.givenNoPriorActivity()
                .when(capture(ORG, LeadSource.MEETING_REQUEST, EVE, new MeetingSlot(NOW, 30, "Asia/Kolkata"), null))
                .expectException(refusedBy(LeadRule.MEETING_PAST));
        lead.givenNoPriorActivity()
                .when(capture(ORG, LeadSource.MEETING_REQUEST, EVE, null, null))
                .expectException(invalid("startsAt"));
        lead.givenNoPriorActivity()
                .when(capture(
                        ORG,
                        LeadSource.MEETING_REQUEST,
                        EVE,
                        new MeetingSlot(slot.startsAt(), 30, "Mars/Olympus"),
                        null))
                .expectException(invalid("zone"));
    }

    @Test
    void takesConsentBackOnceAndAnew() {
        lead.given(CAPTURED, AGREED)
                .when(new WithdrawConsent(LEAD, ORG, null, null))
                .expectEvents(new ConsentWithdrawn(LEAD, ORG, NOW));
        lead.given(CAPTURED, AGREED, new LeadAbsorbed(LEAD, ORG, TWIN))
                .when(new WithdrawConsent(LEAD, ORG, null, NOW.minusSeconds(60)))
                .expectEvents(new ConsentWithdrawn(LEAD, ORG, NOW.minusSeconds(60)));
        assertThat(asked).containsExactly("ask " + TWIN, "ask " + TWIN);

        lead.given(CAPTURED)
                .when(new WithdrawConsent(LEAD, ORG, null, null))
                .expectException(refusedBy(LeadRule.CONSENT_NOT_GIVEN))
                .expectNoEvents();
        var withdrawn = new ConsentWithdrawn(LEAD, ORG, NOW.minusSeconds(120));
        lead.given(CAPTURED, AGREED, withdrawn)
                .when(new WithdrawConsent(LEAD, ORG, null, null))
                .expectException(refusedBy(LeadRule.CONSENT_WITHDRAWN))
                .expectNoEvents();
        lead.given(CAPTURED, AGREED, withdrawn)
                .when(new RecordConsent(LEAD, ORG, null, CONSENT, NOW))
                .expectEvents(new ConsentRecorded(LEAD, ORG, "contact-form-1", NOW, "192.0.2.7"));
        lead.given(CAPTURED, AGREED, withdrawn, new ConsentRecorded(LEAD, ORG, "contact-form-1", NOW, null))
                .when(new WithdrawConsent(LEAD, ORG, null, null))
                .expectEvents(new ConsentWithdrawn(LEAD, ORG, NOW));
    }

    @Test
    void takesNoConsentBackAtATimeThatCannotBe() {
        lead.given(CAPTURED, AGREED)
                .when(new WithdrawConsent(LEAD, ORG, null, NOW.plusSeconds(1)))
                .expectException(invalid("withdrawnAt"))
                .expectNoEvents();
        lead.given(CAPTURED, AGREED)
                .when(new WithdrawConsent(LEAD, ORG, null, NOW.minusSeconds(301)))
                .expectException(invalid("withdrawnAt"))
                .expectNoEvents();
        // An old consent that is noted late says nothing of today.
        lead.given(CAPTURED, AGREED, new ConsentWithdrawn(LEAD, ORG, NOW))
                .when(new RecordConsent(LEAD, ORG, null, CONSENT, NOW.minusSeconds(61)))
                .expectException(invalid("givenAt"))
                .expectNoEvents();
    }

    @Test
    void asksNobodyForConfirmationWhoTookTheConsentBack() {
        var withdrawn = new ConsentWithdrawn(LEAD, ORG, NOW);
        lead.given(CAPTURED, AGREED, withdrawn)
                .when(new AskForConfirmation(LEAD, ORG, null))
                .expectException(refusedBy(LeadRule.CONSENT_WITHDRAWN))
                .expectNoEvents();
    }

    @Test
    void takesNoConsentFromTheFuture() {
        lead.given(CAPTURED)
                .when(new RecordConsent(LEAD, ORG, null, CONSENT, NOW.plusSeconds(1)))
                .expectException(invalid("givenAt"))
                .expectNoEvents();
        lead.given(CAPTURED)
                .when(new RecordConsent(LEAD, ORG, null, new Consent("Terms & more", null), NOW))
                .expectException(invalid("textVersion"));
    }

    @Test
    void isConfirmedByItsOwnLinkOnceAndInTime() {
        lead.given(CAPTURED)
                .when(new ConfirmLead(LEAD, ORG, "01jd0000000000000000000008"))
                .expectException(refusedBy(LeadRule.CONFIRMATION_NOT_VALID));
        lead.given(CAPTURED, new LeadConfirmed(LEAD, ORG))
                .when(new ConfirmLead(LEAD, ORG, LINK))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        var late = new LeadCaptured(
                LEAD,
                ORG,
                LeadReference.of(LEAD),
                LeadSource.CONTACT_FORM,
                EVE,
                null,
                null,
                new AskedConfirmation(LINK, NOW),
                null);
        lead.given(late)
                .when(new ConfirmLead(LEAD, ORG, LINK))
                .expectException(refusedBy(LeadRule.CONFIRMATION_NOT_VALID))
                .expectNoEvents();
    }

    // ---- who works on it

    @Test
    void isAssignedByHandInTurnAndToTheLeastBusy() {
        lead.given(CAPTURED, TO_ADA)
                .when(new AssignLead(LEAD, ORG, null, Assignment.ROUND_ROBIN, null))
                .expectEvents(new LeadAssigned(LEAD, ORG, BOB, Assignment.ROUND_ROBIN));
        lead.given(CAPTURED, TO_ADA)
                .when(new AssignLead(LEAD, ORG, null, Assignment.LEAST_BUSY, null))
                .expectEvents(new LeadAssigned(LEAD, ORG, BOB, Assignment.LEAST_BUSY));
        lead.given(CAPTURED, TO_ADA)
                .when(new AssignLead(LEAD, ORG, null, Assignment.BY_HAND, ADA))
                .expectNoEvents();

        assertThat(asked)
                .containsExactly("move from %s to %s".formatted(ADA, BOB), "move from %s to %s".formatted(ADA, BOB));
    }

    @Test
    void isAssignedToNobodyWhoMayNotChangeIt() {
        for (var user : List.of(READER, STRANGER, UserId.random())) {
            lead.given(CAPTURED)
                    .when(new AssignLead(LEAD, ORG, null, Assignment.BY_HAND, user))
                    .expectException(refusedBy(CrmRule.ASSIGNEE_NOT_POSSIBLE))
                    .expectNoEvents();
        }
        lead.given(CAPTURED)
                .when(new AssignLead(LEAD, ORG, null, Assignment.BY_HAND, null))
                .expectException(invalid("assignee"));
    }

    @Test
    void isAssignedToNobodyWhereThereIsNobody() {
        var alone = new AggregateTestFixture<>(Lead.class)
                .registerInjectableResource((Identities) new KnownUsers())
                .registerInjectableResource((Clock) new MovableClock(NOW))
                .registerInjectableResource(new NotedWorkloads());
        for (var how : List.of(Assignment.ROUND_ROBIN, Assignment.LEAST_BUSY)) {
            alone.given(CAPTURED)
                    .when(new AssignLead(LEAD, ORG, null, how, null))
                    .expectException(refusedBy(LeadRule.NOBODY_TO_ASSIGN))
                    .expectNoEvents();
        }
    }

    @Test
    void isWorkForItsAssigneeAsLongAsItIsOpen() {
        for (var command : List.of("DisqualifyLead", "ConvertLead", "EraseLead")) {
            asked.clear();
            lead.given(history("qualified")).when(sensible(command, ORG)).expectSuccessfulHandlerExecution();
            assertThat(asked).as(command).contains("move from %s to null".formatted(ADA));
        }
        asked.clear();
        lead.given(history("disqualified")).when(sensible("RecycleLead", ORG));
        assertThat(asked).containsExactly("move from null to " + ADA);

        asked.clear();
        lead.given(history("disqualified")).when(sensible("AssignLead", ORG));
        lead.given(history("disqualified")).when(sensible("EraseLead", ORG));
        assertThat(asked).noneMatch(what -> what.startsWith("move"));
    }

    @Test
    void isReachedByWhoOwnsItOnlyWhereNoMoreIsAskedFor() {
        var byBob = new LeadCaptured(LEAD, ORG, LeadReference.of(LEAD), LeadSource.MANUAL, EVE, null, null, null, BOB);
        for (var owner : List.of(ADA, BOB)) {
            lead.given(byBob, TO_ADA).when(new QualifyLead(LEAD, ORG, owner)).expectEvents(QUALIFIED);
        }
        for (var command : List.of(
                new QualifyLead(LEAD, ORG, READER),
                new RecordConsent(LEAD, ORG, READER, CONSENT, NOW),
                new WithdrawConsent(LEAD, ORG, READER, null),
                new ChangeLeadDetails(LEAD, ORG, READER, ADAS),
                new AssignLead(LEAD, ORG, READER, Assignment.BY_HAND, READER),
                new ContactLead(LEAD, ORG, READER, ActivityKind.CALL, null),
                new LogLeadActivity(LEAD, ORG, READER, ActivityKind.NOTE, "Text", null),
                new DisqualifyLead(LEAD, ORG, READER),
                new RecycleLead(LEAD, ORG, READER),
                new ConvertLead(LEAD, ORG, READER, CONVERSION))) {
            lead.given(byBob, TO_ADA)
                    .when(command, Map.of(MetadataKey.EXPECTED_VERSION, "7"))
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
    }

    @Test
    void isReachedElsewhereAndTheLinkToTheAddressBeforeIsNoneAnyMore() {
        var byPhone = PersonDetails.parse("Eve", String.valueOf(EVE.email()), "+1 555 0100", null);
        lead.given(CAPTURED)
                .when(new ChangeLeadDetails(LEAD, ORG, null, byPhone))
                .expectEvents(new LeadDetailsChanged(LEAD, ORG, byPhone, ConfirmationState.AWAITED));
        var elsewhere = new LeadDetailsChanged(LEAD, ORG, ADAS, ConfirmationState.NOT_ASKED);
        lead.given(CAPTURED).when(new ChangeLeadDetails(LEAD, ORG, null, ADAS)).expectEvents(elsewhere);
        lead.given(CAPTURED, elsewhere)
                .when(new ConfirmLead(LEAD, ORG, LINK))
                .expectException(refusedBy(LeadRule.CONFIRMATION_NOT_VALID));
        lead.given(CAPTURED, elsewhere)
                .when(new ChangeLeadDetails(LEAD, ORG, null, ADAS))
                .expectNoEvents();
    }

    @Test
    void hasNotesThatSaySomething() {
        lead.given(CAPTURED)
                .when(new LogLeadActivity(LEAD, ORG, null, ActivityKind.NOTE, "  ", null))
                .expectException(invalid("text"));
        lead.given(CAPTURED)
                .when(new LogLeadActivity(LEAD, ORG, null, ActivityKind.NOTE, "x".repeat(5_001), null))
                .expectException(invalid("text"));
        lead.given(CAPTURED)
                .when(new ContactLead(LEAD, ORG, null, ActivityKind.MAIL, " "))
                .expectEvents(new LeadContacted(LEAD, ORG, ActivityKind.MAIL, null));
    }

    // ---- what becomes of it

    @Test
    void becomesAContactADealAndAnOrganization() {
        lead.given(history("qualified"))
                .when(sensible("ConvertLeadToOrganization", ORG))
                .expectEvents(converted(REGISTRATION.organizationId()));

        assertThat(asked)
                .containsExactly(
                        "make Suite for Acme of Eve Example for " + ADA,
                        "move from %s to null".formatted(ADA),
                        "register " + REGISTRATION.organizationId());
    }

    @Test
    void becomesNoOrganizationWhereItIsNotTheOperators() {
        users.know(RIVAL, LicenseStatus.ACTIVE);
        var theirs =
                new LeadCaptured(LEAD, RIVAL, LeadReference.of(LEAD), LeadSource.MANUAL, EVE, null, null, null, null);

        lead.given(theirs, new LeadQualified(LEAD, RIVAL))
                .when(new ConvertLeadToOrganization(LEAD, RIVAL, CONVERSION, REGISTRATION))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
        assertThat(asked).isEmpty();
    }

    @Test
    void isErasedWithThoseThatArePartOfItAndWithItsContact() {
        lead.given(history("converted"))
                .when(new EraseLead(LEAD, ORG))
                .expectEvents(new LeadErased(LEAD, ORG, LeadState.CONVERTED));

        assertThat(asked).containsExactly("ask " + TWIN, "erase " + CONVERSION.contactId());
    }

    // ---- two about one person

    @ParameterizedTest
    @MethodSource("mergeRefusals")
    void isNotMergedWithJustAnything(LeadId other, boolean apart, Rule rule) {
        lead.given(history("new"))
                .when(apart ? new UnmergeLeads(LEAD, ORG, other) : new MergeLeads(LEAD, ORG, other))
                .expectException(refusedBy(rule))
                .expectNoEvents();
        assertThat(asked).isEmpty();
    }

    static Stream<Arguments> mergeRefusals() {
        return Stream.of(
                Arguments.of(LEAD, false, LeadRule.MERGE_WITH_ITSELF),
                Arguments.of(LeadId.random(), true, LeadRule.LEAD_NOT_MERGED));
    }
}

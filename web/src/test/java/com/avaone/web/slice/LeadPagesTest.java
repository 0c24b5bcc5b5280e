package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.LeadBoard;
import com.avaone.api.lead.LeadCommand.AssignLead;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadCommand.ContactLead;
import com.avaone.api.lead.LeadCommand.ConvertLead;
import com.avaone.api.lead.LeadCommand.ConvertLeadToOrganization;
import com.avaone.api.lead.LeadCommand.DisqualifyLead;
import com.avaone.api.lead.LeadCommand.LogLeadActivity;
import com.avaone.api.lead.LeadCommand.MergeLeads;
import com.avaone.api.lead.LeadCommand.QualifyLead;
import com.avaone.api.lead.LeadCommand.UnmergeLeads;
import com.avaone.api.lead.LeadFigures;
import com.avaone.api.lead.LeadFilter;
import com.avaone.api.lead.LeadPage;
import com.avaone.api.lead.LeadQuery.FindLead;
import com.avaone.api.lead.LeadQuery.FindLeadBoard;
import com.avaone.api.lead.LeadQuery.FindLeadFigures;
import com.avaone.api.lead.LeadQuery.FindLeadTimeline;
import com.avaone.api.lead.LeadQuery.FindLeads;
import com.avaone.api.lead.LeadQuery.FindSimilarLeads;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadRule;
import com.avaone.api.lead.LeadSort;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.LeadView;
import com.avaone.api.lead.SimilarLeads;
import com.avaone.api.lead.SimilarLeads.Likeness;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class LeadPagesTest {

    private static final LeadId ID = LeadId.random();
    private static final LeadId OTHER = LeadId.random();
    private static final String HOME = "/admin/leads";
    private static final String ONE = HOME + "/" + ID;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.accept(new Receipt(ID.value(), 8, Samples.POSITION));
        bus.answer(FindProcessors.class, _ -> Samples.PROCESSORS);
        bus.answer(FindLeads.class, _ -> new LeadPage(List.of(lead(OTHER, LeadState.NEW)), "abc", 41));
        bus.answer(FindLead.class, query -> lead(query.leadId(), LeadState.NEW));
        bus.answer(FindLeadBoard.class, _ -> board());
        bus.answer(FindLeadFigures.class, _ -> figures());
        bus.answer(FindSimilarLeads.class, _ -> new SimilarLeads(List.of()));
        bus.answer(FindLeadTimeline.class, _ -> new Timeline(List.of(entry(ID)), null));
    }

    private static LeadView lead(LeadId id, LeadState state) {
        return new LeadView(
                id,
                OrganizationId.OPERATOR,
                LeadReference.of(id),
                LeadSource.CONTACT_FORM,
                state,
                new PersonDetails("Mina Park", new EmailAddress("mina@northwind.example"), null, "Northwind"),
                null,
                null,
                null,
                null,
                null,
                null,
                ConfirmationState.NOT_ASKED,
                null,
                null,
                null,
                null,
                null,
                state == LeadState.MERGED ? OTHER : null,
                Admin.NOW,
                Admin.NOW,
                3);
    }

    private static LeadBoard board() {
        return new LeadBoard(List.of(LeadState.NEW, LeadState.CONVERTED).stream()
                .map(state -> new LeadBoard.Column(state, 30, List.of(lead(LeadId.random(), state))))
                .toList());
    }

    private static LeadFigures figures() {
        var states = new EnumMap<LeadState, Long>(LeadState.class);
        List.of(LeadState.values()).forEach(state -> states.put(state, 1L));
        return new LeadFigures(
                states,
                new LeadFigures.Funnel(8, 6, 4, 2),
                Map.of(LeadSource.VOICE, new LeadFigures.Source(8, 2)),
                new LeadFigures.ConversionTime(3, List.of(new LeadFigures.Days(2, 1), new LeadFigures.Days(200, 1))),
                List.of());
    }

    private static Timeline.Entry entry(LeadId leadId) {
        return new Timeline.Entry(
                leadId.value(),
                0,
                "lead.captured",
                "Lead captured",
                null,
                null,
                null,
                null,
                Admin.NOW,
                ActorKind.USER,
                Admin.USER.userId().value(),
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/board", "/figures", "/new"})
    void areThere(String part) {
        assertThat(mvc.get().uri(HOME + part)).hasStatus(200).bodyText().contains("toast-template");
    }

    @Test
    void listWhatTheFilterAsksForInTheOrderThatIsAskedFor() {
        var answer = mvc.get()
                .uri(HOME + "?text=mina&state=NEW&source=&assignee=" + Admin.USER.userId() + "&sort=NAME&cursor=xyz")
                .exchange();

        assertThat(answer)
                .hasStatus(200)
                .bodyText()
                .contains("cursor=abc", "value=\"mina\"", LeadReference.of(OTHER), "41 leads");
        assertThat(bus.query(FindLeads.class).payload())
                .isEqualTo(new FindLeads(
                        OrganizationId.OPERATOR,
                        null,
                        new LeadFilter("mina", LeadState.NEW, null, null, Admin.USER.userId()),
                        LeadSort.NAME,
                        "xyz",
                        25));
    }

    @Test
    void offerOnEachCardWhereItCanGoWithoutAScript() {
        assertThat(mvc.get().uri(HOME + "/board"))
                .bodyText()
                .contains("/do/contact?from=board", "/do/qualify?from=board", "/do/disqualify?from=board")
                .contains("29 more")
                .doesNotContain("/do/convert?from=board");
    }

    @Test
    void countHowLongConversionsTookInSteps() {
        assertThat(mvc.get().uri(HOME + "/figures"))
                .bodyText()
                .containsPattern("2 to 3 days</th><td class=\"num\">1<")
                .containsPattern("Longer</th><td class=\"num\">1<")
                .contains("25%");
    }

    @Test
    void noteALeadByHandAndLeadToItWithThoseThatMayBeTheSamePerson() {
        var answer = send(HOME, "name=Mina Park", "email=Mina@northwind.example", "phone=", "company=Northwind");

        assertThat(answer).hasStatus(303);
        assertThat(answer.getResponse().getHeader("Location")).isEqualTo(ONE + "?minPosition=1207&done=lead-captured");
        var command = (CaptureLead) bus.command().payload();
        assertThat(command.source()).isEqualTo(LeadSource.MANUAL);
        assertThat(command.details())
                .isEqualTo(new PersonDetails(
                        "Mina Park", EmailAddress.parse("email", "Mina@northwind.example"), null, "Northwind"));

        bus.answer(
                FindSimilarLeads.class,
                _ -> new SimilarLeads(
                        List.of(new SimilarLeads.Item(lead(OTHER, LeadState.NEW), Set.of(Likeness.EMAIL)))));
        assertThat(mvc.get().uri(ONE))
                .bodyText()
                .contains("same e-mail", "/do/merge?reference=" + LeadReference.of(OTHER));
    }

    @Test
    void askForAnAddressOrANumber() {
        assertThat(send(HOME, "name=Mina")).hasStatus(422).bodyText().contains("id=\"email-error\"", "value=\"Mina\"");
        assertThat(bus.commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NEW,ASSIGN CONTACT LOG QUALIFY DISQUALIFY MERGE ERASE",
        "QUALIFIED,ASSIGN CONTACT LOG CONVERT DISQUALIFY MERGE ERASE",
        "DISQUALIFIED,ASSIGN LOG RECYCLE MERGE ERASE",
        "CONVERTED,LOG MERGE ERASE",
        "MERGED,UNMERGE",
        "ERASED,''"
    })
    void offerWhatCanBeDone(LeadState state, String actions) throws Exception {
        bus.answer(FindLead.class, query -> lead(query.leadId(), state));
        var page = mvc.get().uri(ONE).exchange().getResponse().getContentAsString();

        for (var action : List.of(
                "ASSIGN",
                "CONTACT",
                "LOG",
                "QUALIFY",
                "DISQUALIFY",
                "RECYCLE",
                "CONVERT",
                "MERGE",
                "UNMERGE",
                "ERASE")) {
            assertThat(page.contains(ONE + "/do/" + action.toLowerCase() + "\""))
                    .as(action)
                    .isEqualTo(List.of(actions.split(" ")).contains(action));
        }
    }

    @Test
    void showWhatHappenedToLeadsThatArePartOfThisOneWithTheirOwn() {
        bus.answer(FindLeadTimeline.class, _ -> new Timeline(List.of(entry(ID), entry(OTHER)), "older"));

        assertThat(mvc.get().uri(ONE))
                .bodyText()
                .contains("happened to " + LeadReference.of(OTHER), "timelineCursor=older", "admin@avaone.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assign",
                "contact",
                "log",
                "qualify",
                "disqualify",
                "recycle",
                "convert",
                "merge",
                "unmerge",
                "erase"
            })
    void haveAFormOfEachActionOrSayByWhichRuleThereIsNone(String action) {
        assertThat(mvc.get().uri(ONE + "/do/" + action))
                .hasStatus(200)
                .bodyText()
                .contains("id=\"action-title\"", "Mina Park");
    }

    @Test
    void sayTheRuleWhereACardIsLetFallWhereItCannotGo() {
        assertThat(mvc.get().uri(ONE + "/do/convert?from=board"))
                .hasStatus(200)
                .bodyText()
                .contains("Mina Park cannot go there.", LeadRule.LEAD_NOT_QUALIFIED.explanation(), HOME + "/board")
                .doesNotContain("<button class=\"btn btn-primary\"");
    }

    @Test
    void leadBackToTheBoardWhereTheMoveWasBegun() {
        var answer = send(ONE + "/do/qualify", "from=BOARD");

        assertThat(answer.getResponse().getHeader("Location"))
                .isEqualTo(HOME + "/board?minPosition=1207&done=lead-qualify");
        assertThat(bus.command().payload()).isEqualTo(new QualifyLead(ID, OrganizationId.OPERATOR, null));
    }

    @Test
    void showARefusalAboveTheFormAndLoseNothing() {
        bus.refuse(new Rejected(LeadRule.LEAD_CONVERTED, "The lead was converted."));

        assertThat(send(ONE + "/do/contact", "from=BOARD", "channel=CALL", "note=Wants a quote"))
                .hasStatus(422)
                .bodyText()
                .contains("The lead was converted.", "Wants a quote", "value=\"BOARD\"");
    }

    @Test
    void assignByHandOrByTurn() {
        send(ONE + "/do/assign", "how=BY_HAND", "assignee=" + Admin.USER.userId());
        send(ONE + "/do/assign", "how=LEAST_BUSY", "assignee=" + Admin.USER.userId());

        assertThat(bus.commands())
                .extracting(sent -> sent.payload())
                .containsExactly(
                        new AssignLead(ID, OrganizationId.OPERATOR, null, Assignment.BY_HAND, Admin.USER.userId()),
                        new AssignLead(ID, OrganizationId.OPERATOR, null, Assignment.LEAST_BUSY, null));
        assertThat(send(ONE + "/do/assign", "how=BY_HAND", "assignee="))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"assignee-error\"");
    }

    @Test
    void noteContactsAndActivities() {
        send(ONE + "/do/contact", "channel=MAIL", "note= ");
        send(ONE + "/do/log", "kind=TASK", "text=Send the prices", "dueAt=2026-12-01T09:30");

        assertThat(bus.commands())
                .extracting(sent -> sent.payload())
                .containsExactly(
                        new ContactLead(ID, OrganizationId.OPERATOR, null, ActivityKind.MAIL, null),
                        new LogLeadActivity(
                                ID,
                                OrganizationId.OPERATOR,
                                null,
                                ActivityKind.TASK,
                                "Send the prices",
                                Instant.parse("2026-12-01T09:30:00Z")));
        assertThat(send(ONE + "/do/log", "kind=TASK", "text=Late", "dueAt=tomorrow"))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"dueAt-error\"", "Must be a day and a time");
    }

    @Test
    void sendTheReasonWithADisqualification() {
        send(ONE + "/do/disqualify", "reason=No budget this year");

        assertThat(bus.command().payload()).isEqualTo(new DisqualifyLead(ID, OrganizationId.OPERATOR, null));
        assertThat(bus.command().metadata(MetadataKey.REASON)).isEqualTo("No budget this year");
    }

    @ParameterizedTest
    @CsvSource({"1200.50,EUR,120050", "3000,JPY,3000", "0,USD,0"})
    void convertToAContactAndADealWithAnAmountInItsCurrency(String amount, String currency, long minorUnits) {
        send(
                ONE + "/do/convert",
                "title=Forty seats",
                "amount=" + amount,
                "currency=" + currency,
                "expectedClose=2026-12-31");

        var conversion = ((ConvertLead) bus.command().payload()).conversion();
        assertThat(conversion.title()).isEqualTo("Forty seats");
        assertThat(conversion.amount()).isEqualTo(new Money(minorUnits, currency));
        assertThat(conversion.expectedClose()).isEqualTo(LocalDate.of(2026, 12, 31));
    }

    @ParameterizedTest
    @CsvSource({"lots,EUR,amount", "1.005,EUR,amount", "-1,EUR,amount", "1,XQZ,currency", "1e30,EUR,amount"})
    void nameTheAmountOrTheCurrencyAtFault(String amount, String currency, String field) {
        assertThat(send(ONE + "/do/convert", "title=T", "amount=" + amount, "currency=" + currency))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"" + field + "-error\"");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void convertToAnOrganizationWithItsLicense() {
        assertThat(mvc.get().uri(ONE + "/organization"))
                .bodyText()
                .contains("value=\"Northwind\"", "value=\"mina@northwind.example\"", "value=\"2027-11-30\"");

        var answer = send(
                ONE + "/organization",
                "title=Forty seats",
                "amount=1200",
                "currency=EUR",
                "name=Northwind",
                "email=mina@northwind.example",
                "adminEmail=mina@northwind.example",
                "userLimit=40",
                "licenseExpiry=2027-11-30",
                "selectedProducts=ava-cx");

        assertThat(answer).hasStatus(303);
        var registration = ((ConvertLeadToOrganization) bus.command().payload()).registration();
        assertThat(registration.slug()).hasToString("northwind");
        assertThat(registration.terms().seats().value()).isEqualTo(40);
        assertThat(registration.products()).containsExactly(new ProductId("ava-cx"));
    }

    @Test
    void mergeTheLeadOfANumber() {
        var reference = LeadReference.of(OTHER);

        send(ONE + "/do/merge", "reference= " + reference.toLowerCase() + " ");

        assertThat(bus.command().payload()).isEqualTo(new MergeLeads(ID, OrganizationId.OPERATOR, OTHER));
        assertThat(send(ONE + "/do/merge", "reference=7K3MQ-00000"))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"reference-error\"", "7K3MQ-00000");
    }

    @Test
    void takeALeadOutOfTheOneOfWhichItIsPart() {
        bus.answer(FindLead.class, query -> lead(query.leadId(), LeadState.MERGED));

        send(ONE + "/do/unmerge");

        assertThat(bus.command().payload()).isEqualTo(new UnmergeLeads(OTHER, OrganizationId.OPERATOR, ID));
    }

    @ParameterizedTest
    @EnumSource(
            value = LeadState.class,
            names = {"MERGED", "ERASED"})
    void askForNoSimilarOnesOfALeadThatIsInNoList(LeadState state) {
        bus.answer(FindLead.class, query -> lead(query.leadId(), state));
        bus.answer(FindSimilarLeads.class, _ -> {
            throw new AssertionError("Nobody is to be looked for");
        });

        assertThat(mvc.get().uri(ONE)).hasStatus(200);
    }

    @Test
    void areNotThereForALeadThatIsNotThere() {
        bus.answer(FindLead.class, _ -> {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such lead.");
        });

        assertThat(mvc.get().uri(ONE)).hasStatus(404);
        assertThat(mvc.get().uri(HOME + "/nobody")).hasStatus(404);
        assertThat(send(ONE + "/do/qualify")).hasStatus(404);
    }

    private MvcTestResult send(String address, String... fields) {
        var request = mvc.post().uri(address).param("idempotencyKey", "key-1");
        for (var field : fields) {
            var parts = field.split("=", 2);
            request = request.param(parts[0], parts[1]);
        }
        return request.exchange();
    }
}

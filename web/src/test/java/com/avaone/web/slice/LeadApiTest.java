package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactPage;
import com.avaone.api.crm.CrmQuery.FindSimilarContacts;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.Consent;
import com.avaone.api.lead.LeadBoard;
import com.avaone.api.lead.LeadCommand.AskForConfirmation;
import com.avaone.api.lead.LeadCommand.AssignLead;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadCommand.ChangeLeadDetails;
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
import com.avaone.api.lead.LeadFigures;
import com.avaone.api.lead.LeadFilter;
import com.avaone.api.lead.LeadPage;
import com.avaone.api.lead.LeadQuery;
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
import com.avaone.api.lead.SimilarLeads;
import com.avaone.api.lead.SimilarLeads.Likeness;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.security.SessionToken;
import com.avaone.web.kernel.security.SessionTokens;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class LeadApiTest {

    private static final String LEADS = "/api/organizations/" + Samples.ORGANIZATION + "/leads";
    private static final LeadId LEAD = CrmSamples.LEAD.leadId();
    private static final String ONE = LEADS + "/" + LEAD;
    private static final UserId COLLEAGUE = Colleague.USER.userId();
    private static final LeadId OTHER = LeadId.random();

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @Autowired
    private SessionTokens tokens;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.accept(new Receipt(LEAD.value(), 8, Samples.POSITION));
        bus.answer(FindLead.class, query -> CrmSamples.lead(query.leadId()));
        bus.answer(FindLeads.class, _ -> new LeadPage(List.of(CrmSamples.LEAD), "further", 41));
        bus.answer(FindLeadBoard.class, _ -> new LeadBoard(List.of()));
        bus.answer(FindLeadTimeline.class, _ -> new Timeline(List.of(), null));
        bus.answer(
                FindSimilarLeads.class,
                _ -> new SimilarLeads(List.of(new SimilarLeads.Item(CrmSamples.lead(OTHER), Set.of(Likeness.EMAIL)))));
        bus.answer(FindSimilarContacts.class, _ -> new ContactPage(List.of(CrmSamples.CONTACT), null, 1));
        bus.answer(
                FindLeadFigures.class,
                _ -> new LeadFigures(
                        Map.of(LeadState.NEW, 3L),
                        new LeadFigures.Funnel(3, 2, 1, 0),
                        Map.of(LeadSource.MANUAL, new LeadFigures.Source(3, 0)),
                        new LeadFigures.ConversionTime(null, List.of()),
                        List.of()));
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).exchange();
    }

    private MvcTestResult post(String path, String json) {
        return mvc.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    private MvcTestResult postAsColleague(String path, String json) {
        return mvc.post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, colleague())
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    private String colleague() {
        return "Bearer " + tokens.issue(SessionToken.Kind.BEARER, Colleague.SESSION.sessionId(), 0);
    }

    @Test
    void captureAPersonAndNameThoseWhoMayBeTheSame() {
        var answer = post(LEADS, """
                {"name": " Ravi Rao ", "email": "Ravi@Contoso.example", "phone": "+91 98 7654 3210", "company": "Contoso",
                 "message": "Wants a demonstration", "source": "import", "consent": "fair-2026", "asksConfirmation": true,
                 "assignee": "%s"}""".formatted(COLLEAGUE));

        assertThat(answer)
                .hasStatus(201)
                .hasHeader(HttpHeaders.LOCATION, ONE)
                .hasHeader(HttpHeaders.ETAG, "\"8\"")
                .hasHeader("Avaone-Position", "1207")
                .bodyJson()
                .extractingPath("similar[0].lead.leadId")
                .isEqualTo(OTHER.value());
        assertThat(answer).bodyJson().extractingPath("reference").isEqualTo(LeadReference.of(LEAD));
        assertThat(answer).bodyJson().extractingPath("leadId").isEqualTo(LEAD.value());
        assertThat(answer).bodyJson().doesNotHavePath("lead.leadId");
        var command = (CaptureLead) bus.command().payload();
        assertThat(command)
                .isEqualTo(new CaptureLead(
                        command.leadId(),
                        Samples.ORGANIZATION,
                        LeadSource.IMPORT,
                        new PersonDetails(
                                "Ravi Rao", new EmailAddress("ravi@contoso.example"), "+91 98 7654 3210", "Contoso"),
                        "Wants a demonstration",
                        null,
                        null,
                        new Consent("fair-2026", null),
                        true,
                        COLLEAGUE));
        assertThat(bus.query(FindSimilarLeads.class).payload().except()).isEqualTo(LEAD);
    }

    @Test
    void areManualWhereNothingElseIsSaid() {
        assertThat(post(LEADS, "{\"phone\": \"+91 98 7654 3210\"}")).hasStatus(201);

        var command = (CaptureLead) bus.command().payload();
        assertThat(command.source()).isEqualTo(LeadSource.MANUAL);
        assertThat(command.asksConfirmation()).isFalse();
        assertThat(command.consent()).isNull();
        assertThat(command.assignee()).isNull();
    }

    @Test
    void areCapturedByWhoeverMaySeeNone() {
        bus.answer(FindSimilarLeads.class, _ -> {
            throw new Rejected(UserRule.NOT_ALLOWED, "Your role does not include this.");
        });
        bus.answer(FindLead.class, _ -> {
            throw new Rejected(UserRule.NOT_ALLOWED, "Your role does not include this.");
        });

        var answer = mvc.post()
                .uri(LEADS)
                .header("Prefer", "return=representation")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"email\": \"ravi@contoso.example\"}")
                .exchange();

        assertThat(answer).hasStatus(201).bodyJson().extractingPath("similar").isEqualTo(List.of());
        assertThat(answer).bodyJson().extractingPath("reference").isEqualTo(LeadReference.of(LEAD));
        assertThat(answer).headers().doesNotContainHeader("Preference-Applied");
    }

    @Test
    void areAnsweredAsTheyAreWhereThatIsPreferred() {
        var answer = mvc.post()
                .uri(LEADS)
                .header("Prefer", "return=representation")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"email\": \"ravi@contoso.example\"}")
                .exchange();

        assertThat(answer)
                .hasStatus(201)
                .hasHeader("Preference-Applied", "return=representation")
                .bodyJson()
                .extractingPath("lead.reference")
                .isEqualTo(LeadReference.of(LEAD));
    }

    @Test
    void haveTheirDetailsReplacedOnTheVersionThatWasSeen() {
        var json = "{\"name\": \"Ravi\", \"email\": \"ravi@contoso.example\"}";
        var put = mvc.put().uri(ONE).contentType(MediaType.APPLICATION_JSON).content(json);
        assertThat(put.exchange()).hasStatus(428);
        assertThat(bus.commands()).isEmpty();

        var answer = mvc.put()
                .uri(ONE)
                .header(HttpHeaders.IF_MATCH, "\"7\"")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();

        assertThat(answer).hasStatus(200);
        assertThat(bus.command().payload())
                .isEqualTo(new ChangeLeadDetails(
                        LEAD,
                        Samples.ORGANIZATION,
                        null,
                        PersonDetails.parse("Ravi", "ravi@contoso.example", null, null)));
        assertThat(bus.command().metadata().get(MetadataKey.EXPECTED_VERSION)).isEqualTo("7");
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                arguments("{}", "email"),
                arguments("{\"email\": \"nobody\"}", "email"),
                arguments("{\"phone\": \"123\"}", "phone"),
                arguments("{\"email\": \"a@b.example\", \"assignee\": \"nobody\"}", "assignee"),
                arguments("{\"email\": \"a@b.example\", \"state\": \"converted\"}", "state"),
                arguments("{\"email\": \"a@b.example\", \"ownedBy\": null}", "ownedBy"),
                arguments("{\"email\": \"a@b.example\", \"name\": \"%s\"}".formatted("x".repeat(201)), "name"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void nameTheFieldAtFault(String json, String field) {
        var answer = post(LEADS, json);

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("errors[0].field").isEqualTo(field);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void areListedByFilters() {
        var answer = get(LEADS + "?text=rao&state=merged&source=contact-form&confirmation=awaited&assignee=" + COLLEAGUE
                + "&sort=name&cursor=c&limit=7");

        assertThat(answer).hasStatus(200).bodyJson().extractingPath("total").isEqualTo(41);
        assertThat(bus.query(FindLeads.class).payload())
                .isEqualTo(new FindLeads(
                        Samples.ORGANIZATION,
                        null,
                        new LeadFilter(
                                "rao", LeadState.MERGED, LeadSource.CONTACT_FORM, ConfirmationState.AWAITED, COLLEAGUE),
                        LeadSort.NAME,
                        "c",
                        7));
        assertThat(get(LEADS)).hasStatus(200);
        assertThat(bus.query(FindLeads.class).payload())
                .isEqualTo(new FindLeads(Samples.ORGANIZATION, null, LeadFilter.ALL, LeadSort.CAPTURED_DESC, null, 25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=gone", "sort=ownedBy", "assignee=usr_1", "limit=101", "limit=0"})
    void refuseAFilterThatIsNone(String filter) {
        assertThat(get(LEADS + "?" + filter)).hasStatus(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/board", "/figures", "/%s", "/%s/timeline", "/%s/similar"})
    void areReadByAColleagueAsFarAsTheyAreTheColleaguesOwn(String path) {
        assertThat(get(LEADS + path.formatted(LEAD))).hasStatus(200);
        assertThat(bus.query(LeadQuery.class).payload().ownedBy()).isNull();

        assertThat(mvc.get()
                        .uri(LEADS + path.formatted(LEAD) + "?ownedBy=")
                        .header(HttpHeaders.AUTHORIZATION, colleague()))
                .hasStatus(200);
        assertThat(bus.query(LeadQuery.class).payload().ownedBy()).isEqualTo(COLLEAGUE);
    }

    @Test
    void areLookedForAmongLeadsAndContactsWhereOneIsSimilar() {
        var answer = get(ONE + "/similar");

        assertThat(answer).bodyJson().extractingPath("leads[0].likenesses").isEqualTo(List.of("email"));
        assertThat(answer)
                .bodyJson()
                .extractingPath("contacts[0].contactId")
                .isEqualTo(CrmSamples.CONTACT.contactId().value());
        assertThat(bus.query(FindSimilarLeads.class).payload().details()).isEqualTo(CrmSamples.PERSON);
    }

    @Test
    void haveAnETag() {
        assertThat(get(ONE)).hasStatus(200).hasHeader(HttpHeaders.ETAG, "\"7\"");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments(
                        "assign",
                        "{\"how\": \"by-hand\", \"assignee\": \"%s\"}".formatted(COLLEAGUE),
                        new AssignLead(LEAD, Samples.ORGANIZATION, COLLEAGUE, Assignment.BY_HAND, COLLEAGUE)),
                arguments(
                        "assign",
                        "{\"how\": \"least-busy\"}",
                        new AssignLead(LEAD, Samples.ORGANIZATION, COLLEAGUE, Assignment.LEAST_BUSY, null)),
                arguments(
                        "contact",
                        "{\"channel\": \"call\", \"note\": \" Calls back \"}",
                        new ContactLead(LEAD, Samples.ORGANIZATION, COLLEAGUE, ActivityKind.CALL, "Calls back")),
                arguments(
                        "activities",
                        "{\"kind\": \"task\", \"text\": \"Send it\", \"dueAt\": \"2026-12-04T09:00:00Z\"}",
                        new LogLeadActivity(
                                LEAD,
                                Samples.ORGANIZATION,
                                COLLEAGUE,
                                ActivityKind.TASK,
                                "Send it",
                                Instant.parse("2026-12-04T09:00:00Z"))),
                arguments(
                        "consent",
                        "{\"textVersion\": \"fair-2026\", \"address\": \"203.0.113.7\"}",
                        new RecordConsent(
                                LEAD,
                                Samples.ORGANIZATION,
                                COLLEAGUE,
                                new Consent("fair-2026", "203.0.113.7"),
                                Admin.NOW)),
                arguments("withdraw-consent", "{}", new WithdrawConsent(LEAD, Samples.ORGANIZATION, COLLEAGUE, null)),
                arguments(
                        "withdraw-consent",
                        "{\"withdrawnAt\": \"2026-11-04T09:00:00Z\"}",
                        new WithdrawConsent(
                                LEAD, Samples.ORGANIZATION, COLLEAGUE, Instant.parse("2026-11-04T09:00:00Z"))),
                arguments("confirmation", "", new AskForConfirmation(LEAD, Samples.ORGANIZATION, COLLEAGUE)),
                arguments("qualify", "", new QualifyLead(LEAD, Samples.ORGANIZATION, COLLEAGUE)),
                arguments(
                        "disqualify",
                        "{\"reason\": \"No budget\"}",
                        new DisqualifyLead(LEAD, Samples.ORGANIZATION, COLLEAGUE)),
                arguments("recycle", "", new RecycleLead(LEAD, Samples.ORGANIZATION, COLLEAGUE)),
                arguments(
                        "merge",
                        "{\"merged\": \"%s\"}".formatted(OTHER),
                        new MergeLeads(LEAD, Samples.ORGANIZATION, OTHER)),
                arguments(
                        "unmerge",
                        "{\"merged\": \"%s\"}".formatted(OTHER),
                        new UnmergeLeads(LEAD, Samples.ORGANIZATION, OTHER)),
                arguments("erase", "{\"reason\": \"Asked for it\"}", new EraseLead(LEAD, Samples.ORGANIZATION)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void areChangedByAColleagueAsFarAsTheyAreTheColleaguesOwn(String action, String json, Object command) {
        var answer = mvc.post()
                .uri(ONE + "/" + action)
                .header(HttpHeaders.AUTHORIZATION, colleague())
                .header(HttpHeaders.IF_MATCH, "\"7\"")
                .header("Idempotency-Key", "once")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();

        assertThat(answer).hasStatus(200).hasHeader(HttpHeaders.ETAG, "\"8\"");
        var sent = bus.command();
        assertThat(sent.payload()).isEqualTo(command);
        assertThat(sent.metadata(MetadataKey.EXPECTED_VERSION)).isEqualTo("7");
        assertThat(sent.metadata(MetadataKey.IDEMPOTENCY_KEY)).endsWith(" once");
        assertThat(sent.metadata(MetadataKey.TENANT)).isEqualTo(Samples.ORGANIZATION.value());
        assertThat(sent.metadata(MetadataKey.REASON)).isEqualTo(json.contains("reason") ? json.split("\"")[3] : "null");
    }

    @Test
    void areEverybodysToWhomTheRoleGivesAll() {
        assertThat(post(ONE + "/qualify", "")).hasStatus(200);

        assertThat(((ConcernsRecords) bus.command().payload()).ownedBy()).isNull();
    }

    @Test
    void areChangedByWhoeverDoesNotSeeThemAnyMoreThen() {
        bus.answer(FindLead.class, _ -> {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such lead.");
        });

        var answer = mvc.post()
                .uri(ONE + "/assign")
                .header("Prefer", "return=representation")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"how\": \"round-robin\"}")
                .exchange();

        assertThat(answer).hasStatus(200).bodyJson().extractingPath("version").isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disqualify", "erase"})
    void needAReasonToBeLetGo(String action) {
        assertThat(post(ONE + "/" + action, "{\"reason\": \" \"}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("errors[0].field")
                .isEqualTo("reason");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void becomeAContactAndADeal() {
        assertThat(postAsColleague(ONE + "/convert", """
                {"title": " 25 seats ", "amount": {"amount": "12500", "currency": "EUR"}, "expectedClose": "2027-01-31"}""")).hasStatus(200);

        var command = (ConvertLead) bus.command().payload();
        assertThat(command.ownedBy()).isEqualTo(COLLEAGUE);
        assertThat(command.conversion().title()).isEqualTo("25 seats");
        assertThat(command.conversion().amount()).isEqualTo(CrmSamples.AMOUNT);
        assertThat(command.conversion().expectedClose()).isEqualTo(LocalDate.of(2027, 1, 31));
    }

    @Test
    void becomeAnOrganizationAsWell() {
        var answer = post("/api/organizations/" + OrganizationId.OPERATOR + "/leads/" + LEAD + "/convert", """
                {"title": "25 seats", "amount": {"amount": "12500", "currency": "EUR"},
                 "organization": {"name": "Contoso Foods", "adminEmail": "admin@contoso.example", "selectedProducts": ["ava-cx"],
                                  "userLimit": 25, "licenseExpiry": "2027-12-31"}}""");

        assertThat(answer).hasStatus(200);
        var command = (ConvertLeadToOrganization) bus.command().payload();
        assertThat(command.organizationId()).isEqualTo(OrganizationId.OPERATOR);
        assertThat(command.registration().slug()).isEqualTo(new Slug("contoso-foods"));
        assertThat(command.registration().profile().email()).hasToString("admin@contoso.example");
        assertThat(command.registration().terms().seats().value()).isEqualTo(25);
        assertThat(command.registration().terms().products()).hasSize(1);
    }

    @Test
    void nameTheFieldOfTheOrganizationAtFault() {
        var answer = post(ONE + "/convert", """
                {"title": "25 seats", "amount": {"amount": "12500", "currency": "EUR"},
                 "organization": {"name": "Contoso Foods", "adminEmail": "nobody", "userLimit": 25, "licenseExpiry": "2027-12-31"}}""");

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("errors[0].field")
                .isEqualTo("organization.adminEmail");
        assertThat(bus.commands()).isEmpty();
    }

    static Stream<Arguments> nothing() {
        return Stream.of(
                arguments(OrganizationId.random() + "/leads/" + LEAD, null),
                arguments("nobody/leads/" + LEAD, null),
                arguments(Samples.ORGANIZATION + "/leads/led_1", null),
                arguments(Samples.ORGANIZATION + "/leads/led_1/timeline", null),
                arguments(Samples.ORGANIZATION + "/leads/led_1/qualify", ""),
                arguments(OrganizationId.random() + "/leads", "{\"email\": \"a@b.example\"}"));
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void areNotFoundWhereThePathNamesNone(String path, @Nullable String json) {
        var uri = "/api/organizations/" + path;

        assertThat(json == null ? get(uri) : post(uri, json)).hasStatus(404);
        assertThat(bus.commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/board", "/figures"})
    void ofTheOperatorAreNotThereForOthers(String path) {
        assertThat(mvc.get()
                        .uri("/api/organizations/" + OrganizationId.OPERATOR + "/leads" + path)
                        .header(HttpHeaders.AUTHORIZATION, colleague()))
                .hasStatus(404);
    }

    @Test
    void areForNoApiClient() {
        assertThat(mvc.get().uri(LEADS).header(HttpHeaders.AUTHORIZATION, "Bearer " + FakeClients.GOOD.text()))
                .hasStatus(403);
    }
}

package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactCommand.AssignContact;
import com.avaone.api.crm.ContactCommand.ChangeContact;
import com.avaone.api.crm.ContactCommand.CreateContact;
import com.avaone.api.crm.ContactCommand.EraseContact;
import com.avaone.api.crm.ContactCommand.LogContactActivity;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactPage;
import com.avaone.api.crm.CrmQuery;
import com.avaone.api.crm.CrmQuery.FindContact;
import com.avaone.api.crm.CrmQuery.FindContactTimeline;
import com.avaone.api.crm.CrmQuery.FindContacts;
import com.avaone.api.crm.CrmQuery.FindDeal;
import com.avaone.api.crm.CrmQuery.FindDealBoard;
import com.avaone.api.crm.CrmQuery.FindDealTimeline;
import com.avaone.api.crm.CrmQuery.FindDeals;
import com.avaone.api.crm.DealBoard;
import com.avaone.api.crm.DealCommand.AssignDeal;
import com.avaone.api.crm.DealCommand.ChangeDeal;
import com.avaone.api.crm.DealCommand.ChangeDealAmount;
import com.avaone.api.crm.DealCommand.LogDealActivity;
import com.avaone.api.crm.DealCommand.LoseDeal;
import com.avaone.api.crm.DealCommand.MoveDeal;
import com.avaone.api.crm.DealCommand.OpenDeal;
import com.avaone.api.crm.DealCommand.ReopenDeal;
import com.avaone.api.crm.DealCommand.WinDeal;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealPage;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.UserId;
import com.avaone.web.kernel.security.SessionToken;
import com.avaone.web.kernel.security.SessionTokens;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class ContactAndDealApiTest {

    private static final OrganizationId ORGANIZATION = Samples.ORGANIZATION;
    private static final ContactId CONTACT = CrmSamples.CONTACT.contactId();
    private static final DealId DEAL = CrmSamples.DEAL.dealId();
    private static final UserId COLLEAGUE = Colleague.USER.userId();
    private static final String BASE = "/api/organizations/" + ORGANIZATION;
    private static final String AMOUNT = "{\"amount\": \"12500.00\", \"currency\": \"EUR\"}";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @Autowired
    private SessionTokens tokens;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.answer(FindContact.class, _ -> CrmSamples.CONTACT);
        bus.answer(FindContacts.class, _ -> new ContactPage(List.of(CrmSamples.CONTACT), null, 1));
        bus.answer(FindContactTimeline.class, _ -> new Timeline(List.of(), null));
        bus.answer(FindDeal.class, _ -> CrmSamples.DEAL);
        bus.answer(FindDeals.class, _ -> new DealPage(List.of(CrmSamples.DEAL), null, 1));
        bus.answer(FindDealBoard.class, _ -> new DealBoard(List.of()));
        bus.answer(FindDealTimeline.class, _ -> new Timeline(List.of(), null));
    }

    private MvcTestResult send(HttpMethod verb, String path, String json) {
        return mvc.method(verb)
                .uri(BASE + path)
                .header(HttpHeaders.AUTHORIZATION, colleague())
                .header(HttpHeaders.IF_MATCH, "\"7\"")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    private String colleague() {
        return "Bearer " + tokens.issue(SessionToken.Kind.BEARER, Colleague.SESSION.sessionId(), 0);
    }

    @Test
    void contactsAreMade() {
        bus.accept(new Receipt(CONTACT.value(), 0, Samples.POSITION));

        var answer =
                send(HttpMethod.POST, "/contacts", "{\"name\": \"Ravi Rao\", \"email\": \"Ravi@Contoso.example\"}");

        assertThat(answer).hasStatus(201).hasHeader(HttpHeaders.LOCATION, BASE + "/contacts/" + CONTACT);
        var command = (CreateContact) bus.command().payload();
        assertThat(command.details())
                .isEqualTo(new PersonDetails("Ravi Rao", new EmailAddress("ravi@contoso.example"), null, null));
        assertThat(command.organizationId()).isEqualTo(ORGANIZATION);
    }

    @Test
    void dealsAreOpened() {
        bus.accept(new Receipt(DEAL.value(), 0, Samples.POSITION));

        var answer = send(
                HttpMethod.POST,
                "/deals",
                "{\"contactId\": \"%s\", \"title\": \"25 seats\", \"amount\": %s, \"expectedClose\": \"2027-01-31\"}"
                        .formatted(CONTACT, AMOUNT));

        assertThat(answer).hasStatus(201).hasHeader(HttpHeaders.LOCATION, BASE + "/deals/" + DEAL);
        var command = (OpenDeal) bus.command().payload();
        assertThat(command)
                .isEqualTo(new OpenDeal(
                        command.dealId(),
                        ORGANIZATION,
                        CONTACT,
                        "25 seats",
                        CrmSamples.AMOUNT,
                        LocalDate.of(2027, 1, 31),
                        null));
    }

    static Stream<Arguments> changes() {
        var contact = "/contacts/" + CONTACT;
        var deal = "/deals/" + DEAL;
        var activity = "{\"kind\": \"note\", \"text\": \"Met at the fair\"}";
        var assignee = "{\"assignee\": \"%s\"}".formatted(COLLEAGUE);
        var reason = "{\"reason\": \"Went elsewhere\"}";
        return Stream.of(
                arguments(
                        HttpMethod.PUT,
                        contact,
                        "{\"phone\": \"+91 98 7654 3210\"}",
                        new ChangeContact(
                                CONTACT,
                                ORGANIZATION,
                                COLLEAGUE,
                                new PersonDetails(null, null, "+91 98 7654 3210", null))),
                arguments(
                        HttpMethod.POST,
                        contact + "/assign",
                        assignee,
                        new AssignContact(CONTACT, ORGANIZATION, COLLEAGUE, COLLEAGUE)),
                arguments(
                        HttpMethod.POST,
                        contact + "/activities",
                        activity,
                        new LogContactActivity(
                                CONTACT, ORGANIZATION, COLLEAGUE, ActivityKind.NOTE, "Met at the fair", null)),
                arguments(HttpMethod.POST, contact + "/erase", reason, new EraseContact(CONTACT, ORGANIZATION)),
                arguments(
                        HttpMethod.PUT,
                        deal,
                        "{\"title\": \"40 seats\"}",
                        new ChangeDeal(DEAL, ORGANIZATION, COLLEAGUE, "40 seats", null)),
                arguments(
                        HttpMethod.POST,
                        deal + "/stage",
                        "{\"stage\": \"negotiation\"}",
                        new MoveDeal(DEAL, ORGANIZATION, COLLEAGUE, DealStage.NEGOTIATION)),
                arguments(
                        HttpMethod.POST,
                        deal + "/amount",
                        "{\"amount\": %s}".formatted(AMOUNT),
                        new ChangeDealAmount(DEAL, ORGANIZATION, COLLEAGUE, CrmSamples.AMOUNT)),
                arguments(
                        HttpMethod.POST,
                        deal + "/assign",
                        assignee,
                        new AssignDeal(DEAL, ORGANIZATION, COLLEAGUE, COLLEAGUE)),
                arguments(
                        HttpMethod.POST,
                        deal + "/activities",
                        activity,
                        new LogDealActivity(DEAL, ORGANIZATION, COLLEAGUE, ActivityKind.NOTE, "Met at the fair", null)),
                arguments(HttpMethod.POST, deal + "/won", "", new WinDeal(DEAL, ORGANIZATION, COLLEAGUE)),
                arguments(HttpMethod.POST, deal + "/lost", reason, new LoseDeal(DEAL, ORGANIZATION, COLLEAGUE)),
                arguments(HttpMethod.POST, deal + "/reopen", "", new ReopenDeal(DEAL, ORGANIZATION, COLLEAGUE)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void areChangedByAColleagueAsFarAsTheyAreTheColleaguesOwn(
            HttpMethod verb, String path, String json, Object command) {
        bus.accept(new Receipt("none", 8, Samples.POSITION));

        assertThat(send(verb, path, json)).hasStatus(200).hasHeader(HttpHeaders.ETAG, "\"8\"");

        var sent = bus.command();
        assertThat(sent.payload()).isEqualTo(command);
        assertThat(sent.metadata(MetadataKey.EXPECTED_VERSION)).isEqualTo("7");
        assertThat(sent.metadata(MetadataKey.REASON)).isEqualTo(json.contains("reason") ? "Went elsewhere" : "null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contacts",
                "/contacts/%1$s",
                "/contacts/%1$s/timeline",
                "/deals?state=won&contact=%1$s",
                "/deals/board",
                "/deals/%2$s",
                "/deals/%2$s/timeline"
            })
    void areReadByAColleagueAsFarAsTheyAreTheColleaguesOwn(String path) {
        var uri = BASE + path.formatted(CONTACT, DEAL);
        assertThat(mvc.get().uri(uri)).hasStatus(200);
        assertThat(bus.query(CrmQuery.class).payload().ownedBy()).isNull();

        assertThat(mvc.get().uri(uri).header(HttpHeaders.AUTHORIZATION, colleague()))
                .hasStatus(200);
        assertThat(bus.query(CrmQuery.class).payload().ownedBy()).isEqualTo(COLLEAGUE);
    }

    @Test
    void dealsAreListedByStateAndContact() {
        assertThat(mvc.get().uri(BASE + "/deals?state=won&contact=" + CONTACT + "&limit=3&cursor=c"))
                .hasStatus(200);

        assertThat(bus.query(FindDeals.class).payload())
                .isEqualTo(new FindDeals(ORGANIZATION, null, DealState.WON, CONTACT, "c", 3));
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                arguments("/contacts", "{\"name\": \"Ravi\"}", "email"),
                arguments(
                        "/deals",
                        "{\"contactId\": \"con_1\", \"title\": \"x\", \"amount\": %s}".formatted(AMOUNT),
                        "contactId"),
                arguments("/deals", "{\"contactId\": \"%s\", \"title\": \"x\"}".formatted(CONTACT), "amount"),
                arguments("/contacts/" + CONTACT + "/assign", "{\"assignee\": \"nobody\"}", "assignee"),
                arguments("/contacts/" + CONTACT + "/activities", "{\"kind\": \"note\", \"text\": \" \"}", "text"),
                arguments("/deals/" + DEAL + "/stage", "{\"stage\": \"won\"}", "stage"),
                arguments("/deals/" + DEAL + "/lost", "{\"reason\": \"\"}", "reason"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void nameTheFieldAtFault(String path, String json, String field) {
        var answer = send(HttpMethod.POST, path, json);

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("errors[0].field")
                .isEqualTo(field);
        assertThat(bus.commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contacts/%s", "/deals/%s"})
    void areReplacedOnAVersionThatSomebodySaw(String path) {
        var id = path.contains("contacts") ? CONTACT.value() : DEAL.value();

        assertThat(mvc.put()
                        .uri(BASE + path.formatted(id))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(path.contains("contacts") ? "{\"email\": \"a@b.example\"}" : "{\"title\": \"x\"}"))
                .hasStatus(428);
        assertThat(bus.commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contacts/con_1", "/deals/dea_1", "/contacts/con_1/timeline", "/deals/dea_1/timeline"})
    void areNotFoundWhereThePathNamesNone(String path) {
        assertThat(mvc.get().uri(BASE + path)).hasStatus(404);
    }
}

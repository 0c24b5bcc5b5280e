package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.Mockito.when;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogue;
import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.Plan;
import com.avaone.api.catalogue.Price;
import com.avaone.api.catalogue.Product;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.catalogue.Selection.SelectedPlan;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.lead.Consent;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadCommand.ConfirmLead;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadRule;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.MeetingSlot;
import com.avaone.api.lead.PriceInquiry;
import com.avaone.api.user.Links;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.json.JsonMapper;

@WebFloor
@TestPropertySource(properties = "AVAONE_FORMS_PER_MINUTE=3")
class VisitorFormsTest {

    private static final String CONTACT = "/api/send-contact-form";
    private static final String MEETING = "/api/send-meeting-request";
    private static final LeadId LEAD = LeadId.random();
    private static final String FORM = "[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}";

    private static int address;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @Autowired
    private Links links;

    @BeforeEach
    void reset() {
        address++;
        bus.reset();
        bus.accept(new Receipt(LEAD.value(), 0, Samples.POSITION));
        Mockito.reset(links);
        when(links.open(Purpose.LEAD_CONFIRMATION, "mailed"))
                .thenReturn(Optional.of(new Link(
                        Purpose.LEAD_CONFIRMATION, LEAD.value(), OrganizationId.OPERATOR, "asked-1", Instant.MAX)));
    }

    /** Each test comes from an address of its own: what one sends is not counted as another's. */
    private static String visitorsAddress() {
        return "192.0.2." + address;
    }

    private static Map<String, String> contact(String... others) {
        return form(
                Map.of("name", " Mina Okafor ", "email", "Mina@Northwind.example", "message", "Which one?"), others);
    }

    private static Map<String, String> meeting(String... others) {
        return form(
                Map.of(
                        "name", "Mina Okafor",
                        "email", "mina@northwind.example",
                        "startsAt", "2026-12-01T15:00",
                        "zone", "Asia/Kolkata"),
                others);
    }

    private static Map<String, String> form(Map<String, String> usual, String... others) {
        var fields = new LinkedHashMap<>(usual);
        for (var i = 0; i < others.length; i += 2) {
            fields.put(others[i], others[i + 1]);
        }
        return fields;
    }

    private MvcTestResult post(String path, Map<String, String> fields) {
        return mvc.post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "")
                .header("Idempotency-Key", "once")
                .with(from())
                .contentType(MediaType.APPLICATION_JSON)
                .content(JsonMapper.shared().writeValueAsString(fields))
                .exchange();
    }

    private MvcTestResult postForm(String path, Map<String, String> fields) {
        var request = mvc.post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "")
                .with(from())
                .contentType(MediaType.APPLICATION_FORM_URLENCODED);
        fields.forEach(request::param);
        return request.exchange();
    }

    private static RequestPostProcessor from() {
        var visitor = visitorsAddress();
        return request -> {
            request.setRemoteAddr(visitor);
            return request;
        };
    }

    @Test
    void captureALeadOfTheOperatorInTheFormsOwnName() {
        var answer = post(CONTACT, contact("phone", "+1 555 0100", "consent", "visitor-form-1"));

        assertThat(answer)
                .hasStatus(201)
                .bodyJson()
                .isStrictlyEqualTo("{\"reference\": \"%s\"}".formatted(LeadReference.of(LEAD)));
        assertThat(answer).headers().doesNotContainHeaders("Avaone-Position", HttpHeaders.ETAG, HttpHeaders.LOCATION);
        var sent = bus.command();
        var command = (CaptureLead) sent.payload();
        assertThat(command)
                .isEqualTo(new CaptureLead(
                        command.leadId(),
                        OrganizationId.OPERATOR,
                        LeadSource.CONTACT_FORM,
                        new PersonDetails(
                                "Mina Okafor", new EmailAddress("mina@northwind.example"), "+1 555 0100", null),
                        "Which one?",
                        null,
                        null,
                        new Consent("visitor-form-1", visitorsAddress()),
                        true,
                        null));
        assertThat(sent.metadata(MetadataKey.ACTOR_KIND)).isEqualTo(ActorKind.AUTOMATION.name());
        assertThat(sent.metadata(MetadataKey.ACTOR_ID)).isEqualTo("ContactForm");
        assertThat(sent.metadata(MetadataKey.TENANT)).isEqualTo(OrganizationId.OPERATOR.value());
        assertThat(sent.metadata(MetadataKey.SOURCE_ADDRESS)).isEqualTo(visitorsAddress());
        assertThat(sent.metadata(MetadataKey.IDEMPOTENCY_KEY)).endsWith(" once");
    }

    @Test
    void readTheTimeOnTheClocksOfTheVisitorsZone() {
        assertThat(post(MEETING, meeting())).hasStatus(201);

        var sent = bus.command();
        var command = (CaptureLead) sent.payload();
        assertThat(command.source()).isEqualTo(LeadSource.MEETING_REQUEST);
        assertThat(command.meeting())
                .isEqualTo(new MeetingSlot(Instant.parse("2026-12-01T09:30:00Z"), 30, "Asia/Kolkata"));
        assertThat(command.consent()).isNull();
        assertThat(sent.metadata(MetadataKey.ACTOR_ID)).isEqualTo("MeetingRequestForm");
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                arguments(CONTACT, contact("email", "nobody"), "email"),
                arguments(CONTACT, contact("name", " "), "name"),
                arguments(CONTACT, contact("message", ""), "message"),
                arguments(CONTACT, contact("message", "x".repeat(5001)), "message"),
                arguments(CONTACT, contact("phone", "12"), "phone"),
                arguments(CONTACT, contact("consent", "YES!"), "consent"),
                arguments(CONTACT, contact("organizationId", "org_1"), "organizationId"),
                arguments(MEETING, meeting("startsAt", "2026-11-22T17:29"), "startsAt"),
                arguments(MEETING, meeting("startsAt", "2028-01-01T10:00"), "startsAt"),
                arguments(MEETING, meeting("startsAt", "tomorrow"), "startsAt"),
                arguments(MEETING, meeting("startsAt", "2027-03-28T02:30", "zone", "Europe/Berlin"), "startsAt"),
                arguments(MEETING, meeting("zone", "Mars/Base"), "zone"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void nameTheFieldAtFaultAlsoToAProgramThatFilledInTheHiddenOne(
            String path, Map<String, String> fields, String field) {
        var trapped = new LinkedHashMap<>(fields);
        trapped.put("website", "https://spam.example");

        var answer = post(path, fields);
        var toProgram = post(path, trapped);

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("errors[0].field")
                .isEqualTo(field);
        assertThat(toProgram)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("errors[0].field")
                .isEqualTo(field);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void takeATimeThatIsPastInOneZoneAndNotInAnother() {
        assertThat(post(MEETING, meeting("startsAt", "2026-11-22T17:29", "zone", "Europe/London")))
                .hasStatus(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {CONTACT, MEETING})
    void answerAProgramThatFilledInTheHiddenFieldAsAPersonAndCaptureNothing(String path) {
        var fields = path.equals(CONTACT) ? contact() : meeting();
        var person = post(path, fields);
        fields.put("website", "https://spam.example");
        var program = post(path, fields);

        assertThat(program).hasStatus(201);
        assertThat(program).bodyJson().extractingPath("reference").asString().matches(FORM);
        assertThat(program.getResponse().getHeaderNames())
                .isEqualTo(person.getResponse().getHeaderNames());
        assertThat(bus.commands()).hasSize(1);
    }

    private static final String INQUIRY = """
            {"name": "Mina Okafor", "email": "mina@northwind.example", "catalogueVersion": 3,
             "selection": {"interval": "year", "currency": "USD", "plans": [{"product": "ava-cx", "plan": "business", "seats": 25}]}}""";

    private MvcTestResult inquire(String body) {
        return mvc.post()
                .uri("/api/send-pricing-inquiry")
                .header(HttpHeaders.AUTHORIZATION, "")
                .with(from())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    @Test
    void askForThePriceOfWhatIsSelectedByTheVersionThatWasSeen() {
        assertThat(inquire(INQUIRY)).hasStatus(201);

        var command = (CaptureLead) bus.command().payload();
        assertThat(command.source()).isEqualTo(LeadSource.PRICING_INQUIRY);
        assertThat(command.inquiry())
                .isEqualTo(new PriceInquiry(
                        new Selection(
                                null,
                                null,
                                List.of(new SelectedPlan(new ProductId("ava-cx"), new PlanId("business"), 25)),
                                BillingInterval.YEAR,
                                "USD"),
                        3));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"seats\": 25', '\"seats\": 0', selection.plans[0].seats",
        "'\"seats\": 25', '\"seats\": null', selection.plans[0].seats",
        "ava-cx, Ava CX, selection.plans[0].product",
        "USD, usd, selection.currency",
        "'\"interval\": \"year\"', '\"interval\": null', selection.interval",
        "'\"catalogueVersion\": 3', '\"catalogueVersion\": 0', catalogueVersion"
    })
    void sayWhichFieldOfASelectionIsAtFault(String right, String wrong, String field) {
        assertThat(inquire(INQUIRY.replace(right, wrong)))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("errors[0].field")
                .isEqualTo(field);
        assertThat(bus.commands()).isEmpty();
    }

    private void sell() {
        bus.answer(
                FindCatalogue.class,
                _ -> new CatalogueVersion(
                        3,
                        Instant.EPOCH,
                        new CatalogueContents(
                                List.of(new Product(
                                        new ProductId("ava-cx"),
                                        new LocalizedText("AVA CX", null),
                                        new LocalizedText("Customers", null),
                                        false,
                                        List.of(new Plan(
                                                new PlanId("business"),
                                                new LocalizedText("Business", null),
                                                new LocalizedText("For teams", null),
                                                5,
                                                null,
                                                List.of(new Price(BillingInterval.MONTH, new Money(3_000, "USD"))))))),
                                List.of())));
    }

    @Test
    void showThePriceOfWhatIsChosenAndAskForItByThePage() {
        sell();
        assertThat(mvc.get()
                        .uri("/contacts/pricing?offer=ava-cx/business&seats=7&interval=MONTH&currency=USD")
                        .header(HttpHeaders.AUTHORIZATION, ""))
                .hasStatus(200)
                .bodyText()
                .contains("$210", "name=\"catalogueVersion\" value=\"3\"", "value=\"7\"");
        assertThat(mvc.get()
                        .uri("/contacts/pricing?offer=%3Cb%3E&seats=x&interval=DAY&currency=EUR")
                        .header(HttpHeaders.AUTHORIZATION, ""))
                .hasStatus(200)
                .bodyText()
                .contains("$300")
                .doesNotContain("<b>");

        var sent = postForm(
                "/contacts/pricing",
                contact(
                        "offer",
                        "ava-cx/business",
                        "seats",
                        "7",
                        "interval",
                        "MONTH",
                        "currency",
                        "USD",
                        "catalogueVersion",
                        "3"));

        assertThat(sent).hasStatus(303);
        assertThat(((CaptureLead) bus.command().payload()).inquiry())
                .isEqualTo(new PriceInquiry(
                        new Selection(
                                null,
                                null,
                                List.of(new SelectedPlan(new ProductId("ava-cx"), new PlanId("business"), 7)),
                                BillingInterval.MONTH,
                                "USD"),
                        3));
    }

    @Test
    void keepWhatWasTypedWherePricesHaveChangedMeanwhile() {
        sell();
        bus.refuse(new Rejected(CatalogueRule.CATALOGUE_OUTDATED, "Look again.", "catalogueVersion", Map.of()));

        var page = postForm(
                "/contacts/pricing",
                contact(
                        "offer",
                        "ava-cx/business",
                        "seats",
                        "8",
                        "interval",
                        "MONTH",
                        "currency",
                        "USD",
                        "catalogueVersion",
                        "2",
                        "message",
                        "What I typed"));

        assertThat(page).hasStatus(422);
        assertThat(page).bodyText().contains("What I typed", "$240", "name=\"catalogueVersion\" value=\"3\"");
    }

    @Test
    void keepWhatWasTypedWhileTheDatabaseIsAway() {
        sell();
        assertThat(mvc.get().uri("/contacts/pricing").header(HttpHeaders.AUTHORIZATION, ""))
                .hasStatus(200);
        bus.answer(FindCatalogue.class, _ -> {
            throw new Rejected(KernelRule.READ_MODEL_UNAVAILABLE, "The database does not answer.");
        });
        bus.refuse(new Rejected(KernelRule.READ_MODEL_UNAVAILABLE, "The database does not answer."));

        var page = postForm(
                "/contacts/pricing",
                contact(
                        "offer",
                        "ava-cx/business",
                        "seats",
                        "9",
                        "interval",
                        "MONTH",
                        "currency",
                        "USD",
                        "catalogueVersion",
                        "3",
                        "message",
                        "What I typed"));

        assertThat(page).hasStatus(503);
        assertThat(page)
                .bodyText()
                .contains("What I typed", "$270", "AVA CX – Business", "name=\"catalogueVersion\" value=\"3\"");

        bus.answer(FindCatalogue.class, _ -> {
            throw new Rejected(KernelRule.NOT_FOUND, "Nothing is sold any more.");
        });
        assertThat(mvc.get().uri("/contacts/pricing").header(HttpHeaders.AUTHORIZATION, ""))
                .as("that there is none is an answer")
                .hasStatus(404);
    }

    @Test
    void areCountedByAddress() {
        for (var i = 0; i < 3; i++) {
            assertThat(post(i == 1 ? MEETING : CONTACT, i == 1 ? meeting() : contact()))
                    .hasStatus(201);
        }

        assertThat(post(CONTACT, contact()))
                .hasStatus(429)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("too-many-requests");
        var page = postForm("/contacts", contact("message", "What I typed"));
        assertThat(page).hasStatus(429);
        assertThat(page).bodyText().contains("What I typed", "At most 3 forms");
        assertThat(bus.commands()).hasSize(3);
        address++;
        assertThat(post(CONTACT, contact())).hasStatus(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contacts", "/contacts/meeting"})
    void leadFromAPageToThanksWithTheReference(String path) {
        assertThat(mvc.get().uri(path).header(HttpHeaders.AUTHORIZATION, ""))
                .hasStatus(200)
                .bodyText()
                .contains("name=\"idempotencyKey\"", "name=\"website\"", "value=\"visitor-form-1\"");

        var sent = postForm(
                path, form(path.equals("/contacts") ? contact() : meeting(), "minutes", "45", "idempotencyKey", "k"));

        assertThat(sent).hasStatus(303);
        var thanks = String.valueOf(sent.getResponse().getHeader(HttpHeaders.LOCATION));
        assertThat(thanks)
                .isEqualTo(
                        "/contacts/thanks?reference=%s&minPosition=0&done=form-sent".formatted(LeadReference.of(LEAD)));
        assertThat(mvc.get().uri(thanks).header(HttpHeaders.AUTHORIZATION, ""))
                .hasStatus(200)
                .bodyText()
                .contains(LeadReference.of(LEAD));
        assertThat(bus.command().metadata(MetadataKey.IDEMPOTENCY_KEY)).endsWith(" k");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "services/ava-cx, SERVICE_PAGE",
                "products/ava-cx, MEETING_REQUEST",
                "services/<b>, MEETING_REQUEST",
                "-, MEETING_REQUEST"
            })
    void countAsOfTheServiceFromWhosePageTheVisitorCame(@Nullable String from, LeadSource source) {
        assertThat(mvc.get().uri("/contacts/meeting?from={from}", from).header(HttpHeaders.AUTHORIZATION, ""))
                .bodyText()
                .satisfies(page ->
                        assertThat(page.contains("name=\"from\"")).isEqualTo(source == LeadSource.SERVICE_PAGE));

        assertThat(postForm("/contacts/meeting", from == null ? meeting() : meeting("from", from)))
                .hasStatus(303);

        assertThat(((CaptureLead) bus.command().payload()).source()).isEqualTo(source);
    }

    @Test
    void areFoundInTheFrameOfTheSiteInBothLanguages() {
        var page = mvc.get()
                .uri("/contacts/meeting?from=services/ava-cx&lang=hi")
                .header(HttpHeaders.AUTHORIZATION, "")
                .exchange();

        assertThat(page)
                .hasStatus(200)
                .headers()
                .satisfies(headers -> assertThat(headers.get(HttpHeaders.SET_COOKIE))
                        .anySatisfy(cookie -> assertThat(cookie).startsWith("avaone-language=hi;")));
        assertThat(page)
                .headers()
                .satisfies(headers -> assertThat(headers.getCacheControl()).contains("no-store"));
        assertThat(page)
                .bodyText()
                .contains(
                        "lang=\"hi\"",
                        "class=\"site-foot\"",
                        "name=\"_csrf\"",
                        "href=\"/contacts/meeting?from=services/ava-cx&amp;lang=en\"",
                        "hreflang=\"hi\" href=\"http://localhost:3005/contacts/meeting?lang=hi\"");
    }

    @Test
    void showWhatWasTypedAgainWithASentenceAtTheField() {
        var page = postForm(
                "/contacts/meeting",
                meeting("startsAt", "2026-11-21T10:00", "message", "About Ava CX", "consent", "visitor-form-1"));

        assertThat(page).hasStatus(422);
        assertThat(page)
                .bodyText()
                .contains(
                        "id=\"startsAt-error\"",
                        "value=\"2026-11-21T10:00\"",
                        "About Ava CX",
                        "value=\"visitor-form-1\" checked",
                        "value=\"Asia/Kolkata\" selected");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void keepWhatWasTypedWhileTheLogDoesNotTakeIt() {
        bus.refuse(new Rejected(KernelRule.STORE_UNAVAILABLE, "Try again."));

        assertThat(postForm("/contacts", contact("message", "What I typed")))
                .hasStatus(503)
                .bodyText()
                .contains("What I typed");
    }

    @Test
    void showNothingOnThePageOfThanksThatIsNoReference() {
        assertThat(mvc.get().uri("/contacts/thanks?reference=Call-555-0100-now"))
                .hasStatus(200)
                .bodyText()
                .doesNotContain("555-0100");
    }

    @Test
    void haveTheAddressConfirmedByAButtonAndNotByOpeningTheLink() {
        assertThat(mvc.get().uri("/lead-confirmation?token=mailed").header(HttpHeaders.AUTHORIZATION, ""))
                .hasStatus(200)
                .bodyText()
                .contains("name=\"token\" value=\"mailed\"");
        assertThat(bus.commands()).isEmpty();

        var confirmed = postForm("/lead-confirmation", Map.of("token", "mailed"));

        assertThat(confirmed).hasStatus(303);
        assertThat(String.valueOf(confirmed.getResponse().getHeader(HttpHeaders.LOCATION)))
                .startsWith("/contacts/confirmed?");
        assertThat(bus.command().payload()).isEqualTo(new ConfirmLead(LEAD, OrganizationId.OPERATOR, "asked-1"));
    }

    @Test
    void sayThatALinkIsNotGoodAnyMore() {
        when(links.open(Purpose.LEAD_CONFIRMATION, "forged")).thenReturn(Optional.empty());
        assertThat(mvc.get().uri("/lead-confirmation?token=forged")).hasStatus(410);
        assertThat(postForm("/lead-confirmation", Map.of("token", "forged"))).hasStatus(410);
        assertThat(bus.commands()).isEmpty();

        bus.refuse(new Rejected(LeadRule.CONFIRMATION_NOT_VALID, "Write to us again."));
        assertThat(postForm("/lead-confirmation", Map.of("token", "mailed")))
                .hasStatus(410)
                .bodyText()
                .contains("href=\"/contacts\"");
    }
}

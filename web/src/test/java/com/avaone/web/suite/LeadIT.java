package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.user.Links;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.web.suite.Caller.Answer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Leads, contacts and deals of the operator and of a sample organization, by the API and by the forms of visitors. */
@WholeSuite
class LeadIT {

    private static final String OPERATORS = "/api/organizations/" + OrganizationId.OPERATOR + "/leads";

    @LocalServerPort
    private int port;

    @Autowired
    private EventStore events;

    @Autowired
    private Links links;

    private Caller operator;
    private Caller visitor;

    @BeforeEach
    void signIn() {
        operator = new Caller(port).signInWithToken();
        visitor = new Caller(port);
    }

    @Test
    void comeFromAVisitorsFormToTheOperatorsListInTwoSecondsAndAreConfirmedByTheLink() {
        var mark = mark();
        var form = """
                {"name": "Ravi Rao", "email": "%s@contoso.example", "phone": "+91 98 7654 3210", "message": "Which one?",
                 "consent": "visitor-form-1"}""".formatted(mark);

        var sent = visitor.with("Idempotency-Key", mark).post("/api/send-contact-form", form);
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        var reference = sent.json().path("reference").asString();
        var lead = await("visible")
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> listed(operator, OPERATORS, reference), found -> !found.isMissingNode());
        assertThat(lead.path("reference").asString()).isEqualTo(reference);
        assertThat(lead.path("source").asString()).isEqualTo("contact-form");
        assertThat(lead.path("state").asString()).isEqualTo("new");
        assertThat(lead.path("confirmation").asString()).isEqualTo("awaited");
        assertThat(lead.path("details").path("email").asString()).isEqualTo(mark + "@contoso.example");
        assertThat(lead.path("consent").path("textVersion").asString()).isEqualTo("visitor-form-1");
        assertThat(lead.path("consent").path("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(lead.path("consent").path("givenAt").asString()).isNotEmpty();

        assertThat(visitor.post("/api/send-contact-form", form)
                        .json()
                        .path("reference")
                        .asString())
                .as("the same form sent again")
                .isEqualTo(reference);
        assertThat(visitor.post("/api/send-contact-form", form.replace("Which", "What"))
                        .code())
                .isEqualTo("idempotency-key-reused");
        visitor.without("Idempotency-Key");
        var program =
                visitor.post("/api/send-contact-form", form.replace("{", "{\"website\": \"https://spam.example\", "));
        assertThat(program.status()).isEqualTo(201);
        var known = visitor.post("/api/send-contact-form", form);
        assertThat(known.body()).as("whoever is known is told nothing else").hasSameSizeAs(sent.body());
        assertThat(listed(operator, OPERATORS, program.json().path("reference").asString())
                        .isMissingNode())
                .isTrue();
        await().untilAsserted(() -> assertThat(listed(
                                operator,
                                OPERATORS,
                                known.json().path("reference").asString())
                        .isMissingNode())
                .isFalse());

        var leadId = lead.path("leadId").asString();
        var asked = Objects.requireNonNull(
                ((LeadCaptured) events.readEvents(leadId).next().getPayload()).confirmation());
        var token = links.seal(
                new Link(Purpose.LEAD_CONFIRMATION, leadId, OrganizationId.OPERATOR, asked.id(), asked.expiresAt()));
        assertThat(visitor.get("/lead-confirmation?token=" + token).status()).isEqualTo(200);
        assertThat(visitor.get("/lead-confirmation?token=" + token + "x").status())
                .isEqualTo(410);
        assertThat(listed(operator, OPERATORS, reference).path("confirmation").asString())
                .as("opened only")
                .isEqualTo("awaited");
        assertThat(visitor.form("/lead-confirmation", Map.of("token", token)).status())
                .isEqualTo(303);
        await().untilAsserted(() -> assertThat(listed(operator, OPERATORS, reference)
                        .path("confirmation")
                        .asString())
                .isEqualTo("confirmed"));
    }

    @Test
    void comeFromThePageThatAsksForAMeeting() {
        var mark = mark();
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        assertThat(visitor.get("/contacts/meeting").body()).contains("Asia/Kolkata");

        var past = visitor.form(
                "/contacts/meeting",
                Map.of(
                        "name",
                        mark,
                        "email",
                        mark + "@contoso.example",
                        "startsAt",
                        "2020-01-15T10:30",
                        "zone",
                        "Asia/Kolkata"));
        assertThat(past.status()).isEqualTo(422);
        assertThat(past.body()).contains("startsAt-error", "2020-01-15T10:30", mark);
        var sent = visitor.form(
                "/contacts/meeting",
                Map.of(
                        "name",
                        mark,
                        "email",
                        mark + "@contoso.example",
                        "startsAt",
                        day + "T10:30",
                        "zone",
                        "Asia/Kolkata"));

        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        var thanks = String.valueOf(sent.header("Location"));
        var reference = thanks.replaceFirst(".*reference=([^&]+)&.*", "$1");
        assertThat(visitor.get(thanks).body()).contains(reference);
        var lead = await().until(() -> listed(operator, OPERATORS, reference), found -> !found.isMissingNode());
        assertThat(lead.path("source").asString()).isEqualTo("meeting-request");
        assertThat(lead.path("meeting").path("startsAt").asString()).isEqualTo(day + "T05:00:00Z");
        assertThat(lead.path("meeting").path("zone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(lead.path("consent").isMissingNode() || lead.path("consent").isNull())
                .isTrue();
    }

    @Test
    void comeFromAPricingInquiryAndKeepTheVersionOfTheCatalogueThatWasSeen() {
        var mark = mark();
        var catalogue = visitor.get("/api/catalogue");
        assertThat(catalogue.status()).as(catalogue.body()).isEqualTo(200);
        var seen = catalogue.json();
        var selection = """
                {"interval": "month", "currency": "USD", "plans": [{"product": "ava-cx", "plan": "business", "seats": 25}]}""";
        var price = visitor.post("/api/catalogue/price", selection);
        assertThat(price.status()).as(price.body()).isEqualTo(200);
        assertThat(price.json().path("catalogueVersion").asInt())
                .isEqualTo(seen.path("catalogueVersion").asInt());

        var contents = seen.path("contents").toString().replace("\"amount\":\"30.00\"", "\"amount\":\"31.50\"");
        var dearer = operator.post("/api/admin/catalogue", contents);
        assertThat(dearer.status()).as(dearer.body()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(visitor.get("/api/catalogue")
                        .json()
                        .path("catalogueVersion")
                        .asInt())
                .isGreaterThan(seen.path("catalogueVersion").asInt()));

        var sent = visitor.post("/api/send-pricing-inquiry", """
                {"name": "Ravi Rao", "email": "%s@contoso.example", "catalogueVersion": %d, "selection": %s}""".formatted(
                        mark, seen.path("catalogueVersion").asInt(), selection));
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        var reference = sent.json().path("reference").asString();
        var quote = await().until(() -> listed(operator, OPERATORS, reference), found -> !found.isMissingNode())
                .path("quote");
        assertThat(quote.path("total")).isEqualTo(price.json().path("total"));
        assertThat(quote.path("total").path("amount").asString()).isEqualTo("750.00");
        assertThat(quote.path("catalogueVersion").asInt())
                .isEqualTo(seen.path("catalogueVersion").asInt());
        assertThat(visitor.post("/api/catalogue/price", selection)
                        .json()
                        .path("total")
                        .path("amount")
                        .asString())
                .isEqualTo("787.50");
        assertThat(visitor.get("/api/catalogue?version="
                                + seen.path("catalogueVersion").asInt())
                        .json())
                .isEqualTo(seen);
        assertThat(visitor.get("/contacts/pricing?offer=ava-cx/business&seats=25&interval=MONTH&currency=USD")
                        .body())
                .contains("$787.50");
    }

    @Test
    void areToldApartByThePageOfTheServiceFromWhichTheyCame() {
        var mark = mark();
        var service = visitor.get("/services/ava-flow").body();
        assertThat(service)
                .contains(
                        "/contacts/pricing?offer=ava-flow/starter&amp;from=services/ava-flow",
                        "&amp;currency=USD&amp;from=services/ava-flow",
                        "/contacts/meeting?from=services/ava-flow");
        assertThat(visitor.get("/products/ava-flow").body()).doesNotContain("from=services");

        var sent = visitor.form(
                "/contacts/pricing",
                Map.of(
                        "offer", "ava-flow/starter",
                        "seats", "25",
                        "interval", "MONTH",
                        "currency", "USD",
                        "name", "Mina",
                        "email", mark + "@northwind.example",
                        "from", "services/ava-flow"));

        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        await().untilAsserted(() -> {
            var found = operator.get(OPERATORS + "?text=" + mark).json().path("items");
            assertThat(found.size()).isEqualTo(1);
            assertThat(found.get(0).path("source").asString()).isEqualTo("service-page");
        });
    }

    @Test
    void becomeAnOrganizationWithItsLicenseOrNothing() {
        var mark = mark();
        var leadId = captured(operator, OPERATORS, mark).path("leadId").asString();
        var lead = OPERATORS + "/" + leadId;
        var body = """
                {"title": "25 seats", "amount": {"amount": "12500", "currency": "EUR"},
                 "organization": {"name": "%1$s", "slug": "%1$s", "adminEmail": "admin@%1$s.example", "userLimit": 25,
                                  "licenseExpiry": "2099-12-31"}}""".formatted(mark);
        assertThat(operator.post(lead + "/convert", body).code()).isEqualTo("lead-not-qualified");
        assertThat(operator.post(lead + "/qualify", "").status()).isEqualTo(200);
        assertThat(operator.post(lead + "/convert", body.replace("\"slug\": \"%s\"".formatted(mark), "\"slug\": \"-\""))
                        .body())
                .contains("organization.slug");

        var converted = operator.with("Prefer", "return=representation").post(lead + "/convert", body);
        operator.without("Prefer");

        assertThat(converted.status()).as(converted.body()).isEqualTo(200);
        assertThat(converted.json().path("state").asString()).isEqualTo("converted");
        var customer = converted.json().path("customerId").asString();
        await().untilAsserted(() -> assertThat(operator.get("/api/organizations/" + customer)
                        .json()
                        .path("license")
                        .path("status")
                        .asString())
                .isEqualTo("active"));
        var deal = operator.get("/api/organizations/" + OrganizationId.OPERATOR + "/deals/"
                + converted.json().path("dealId").asString());
        assertThat(deal.json().path("stage").asString()).isEqualTo("qualification");
        assertThat(deal.json().path("weighted").path("amount").asString()).isEqualTo("1250.00");

        var another = captured(operator, OPERATORS, mark() + "x").path("leadId").asString();
        assertThat(operator.post(OPERATORS + "/" + another + "/qualify", "").status())
                .isEqualTo(200);
        assertThat(operator.post(OPERATORS + "/" + another + "/convert", body).code())
                .isEqualTo("slug-taken");
        assertThat(operator.get(OPERATORS + "/" + another).json().path("state").asString())
                .isEqualTo("qualified");
    }

    @Test
    void areWorkedOnByEachRoleInTheCrmAsFarAsItGoes() {
        assertThat(new Caller(port).post("/api/setup-test-data", "").status()).isEqualTo(200);
        var mark = mark();
        var manager = signedIn("crm-manager");
        var employee = signedIn("crm-employee");
        var organization =
                manager.get("/api/account").json().path("organizationId").asString();
        var leads = "/api/organizations/" + organization + "/leads";

        var managers = captured(manager, leads, mark);
        var employees = captured(employee, leads, mark);
        assertThat(managers.path("similar").size() + employees.path("similar").size())
                .as("nobody sees a similar lead that is another's")
                .isZero();
        var third = captured(manager, leads, mark);
        assertThat(third.path("similar"))
                .as("the manager sees both")
                .hasSize(2)
                .allSatisfy(similar ->
                        assertThat(similar.path("likenesses").get(0).asString()).isEqualTo("email"));

        var one = leads + "/" + managers.path("leadId").asString();
        assertThat(employee.get(leads + "?text=" + mark).json().path("total").asInt())
                .isEqualTo(1);
        assertThat(manager.get(leads + "?text=" + mark).json().path("total").asInt())
                .isEqualTo(3);
        assertThat(employee.get(one).status()).isEqualTo(404);
        assertThat(employee.post(one + "/qualify", "").status()).isEqualTo(404);
        assertThat(employee.get(one + "/timeline").status()).isEqualTo(404);
        assertThat(employee.post(one + "/erase", "{\"reason\":\"to try\"}").status())
                .isIn(403, 404);
        var createOnly = signedIn("crm-create-only");
        assertThat(captured(createOnly, leads, mark).path("reference").asString())
                .isNotEmpty();
        assertThat(createOnly.get(leads).status()).isEqualTo(403);
        assertThat(createOnly.get(one).status()).isEqualTo(403);
        var readOnly = signedIn("crm-read-only");
        assertThat(readOnly.get(one).status()).isEqualTo(200);
        assertThat(readOnly.post(leads, "{\"email\":\"a@b.example\"}").status()).isEqualTo(403);
        assertThat(readOnly.post(one + "/qualify", "").status()).isEqualTo(403);
        assertThat(signedIn("employee").get(leads).status()).isEqualTo(403);
        assertThat(operator.get(leads).status())
                .as("an organization's own business")
                .isEqualTo(404);

        var employeeId = employee.get("/api/account").json().path("userId").asString();
        var assigned = manager.with("If-Match", "\"0\"")
                .post(one + "/assign", "{\"how\":\"by-hand\",\"assignee\":\"%s\"}".formatted(employeeId));
        assertThat(assigned.status()).as(assigned.body()).isEqualTo(200);
        assertThat(manager.post(one + "/qualify", "").status()).as("too late").isEqualTo(412);
        manager.without("If-Match");
        employee.with("Avaone-Min-Position", String.valueOf(assigned.header("Avaone-Position")));
        assertThat(employee.get(one).status()).as("assigned, so the own one").isEqualTo(200);
        assertThat(employee.post(one + "/contact", "{\"channel\":\"call\",\"note\":\"Calls back\"}")
                        .status())
                .isEqualTo(200);

        var other = third.path("leadId").asString();
        var merged = manager.post(one + "/merge", "{\"merged\":\"%s\"}".formatted(other));
        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        manager.with("Avaone-Min-Position", String.valueOf(merged.header("Avaone-Position")));
        assertThat(manager.get(leads + "/" + other).json().path("state").asString())
                .isEqualTo("merged");
        assertThat(manager.get(one + "/timeline").body()).contains(other, "lead.absorbed", "lead.assigned");
        assertThat(manager.post(one + "/unmerge", "{\"merged\":\"%s\"}".formatted(other))
                        .status())
                .isEqualTo(200);

        assertThat(manager.post(one + "/qualify", "").status()).isEqualTo(200);
        var converted = manager.with("Prefer", "return=representation")
                .post(
                        one + "/convert",
                        "{\"title\":\"10 seats\",\"amount\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}}");
        manager.without("Prefer");
        assertThat(converted.status()).as(converted.body()).isEqualTo(200);
        var base = "/api/organizations/" + organization;
        var deal = base + "/deals/" + converted.json().path("dealId").asString();
        var contact = base + "/contacts/" + converted.json().path("contactId").asString();
        assertThat(employee.post(deal + "/stage", "{\"stage\":\"proposal\"}").status())
                .as("the employee's, as the lead was")
                .isEqualTo(200);
        assertThat(employee.post(deal + "/won", "").status()).isEqualTo(200);
        assertThat(employee.post(deal + "/won", "").code()).isEqualTo("deal-not-open");
        assertThat(manager.post(contact + "/erase", "{\"reason\":\"asked for\"}")
                        .code())
                .isEqualTo("contact-of-lead");
        var erased = manager.post(one + "/erase", "{\"reason\":\"asked for\"}");
        assertThat(erased.status()).as(erased.body()).isEqualTo(200);
        manager.with("Avaone-Min-Position", String.valueOf(erased.header("Avaone-Position")));
        assertThat(manager.get(one).body()).doesNotContain(mark);
        assertThat(manager.get(contact).body()).doesNotContain(mark);
    }

    private static String mark() {
        return "m" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static JsonNode captured(Caller caller, String leads, String mark) {
        var answer = caller.post(leads, "{\"name\":\"Guest %1$s\",\"email\":\"%1$s@contoso.example\"}".formatted(mark));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        // Who comes next looks at what is known by then.
        caller.with("Avaone-Min-Position", String.valueOf(answer.header("Avaone-Position")));
        return answer.json();
    }

    /** The lead of a reference, or nothing. */
    private static JsonNode listed(Caller caller, String leads, String reference) {
        Answer answer = caller.get(leads + "?text=" + reference);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("items").path(0);
    }

    private Caller signedIn(String role) {
        var answer = new Caller(port)
                .post(
                        "/api/debug-login",
                        "{\"role\":\"%s\",\"organization\":\"sample-trading\",\"bearer\":true}".formatted(role));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Caller(port)
                .with("Authorization", "Bearer " + answer.json().path("token").asString());
    }
}

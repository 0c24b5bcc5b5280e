package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.suite.Caller.Answer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What auditors read by the API, and what they do not. */
@WholeSuite
class AuditIT {

    private static final String AUDIT = "/api/audit";

    @LocalServerPort
    private int port;

    private Caller operator;
    private NewOrganization ours;
    private String organization;
    private String license;
    /** Of the suspension. */
    private String position;

    @BeforeEach
    void suspendALicense() {
        ours = NewOrganization.register(port);
        operator = ours.operator();
        organization = ours.organizationId();
        license = licenseOf(organization);
        var suspended = operator.with("X-Request-Id", "invoice-2041")
                .post(
                        "/api/organizations/" + organization + "/license/suspend",
                        "{\"reason\":\"invoice 2041 is unpaid\",\"comment\":\"third reminder\"}");
        assertThat(suspended.status()).as(suspended.body()).isEqualTo(200);
        operator.without("X-Request-Id");
        position = Objects.requireNonNull(suspended.header("Avaone-Position"));
    }

    private String licenseOf(String organizationId) {
        return operator.get("/api/organizations/" + organizationId)
                .json()
                .path("licenseId")
                .asString();
    }

    private Answer found(Caller reader, String path) {
        var answer = reader.get(AUDIT + path);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer;
    }

    private JsonNode events(Caller reader, String filter) {
        return found(reader, "/events?minPosition=" + position + "&" + filter)
                .json()
                .path("items");
    }

    @Test
    void findWhoDidWhatWhenAndWhy() {
        var events = events(operator, "aggregateId=" + license + "&type=license.suspended");

        assertThat(events).hasSize(1);
        var event = events.get(0);
        assertThat(event.path("reason").asString()).isEqualTo("invoice 2041 is unpaid");
        assertThat(event.path("comment").asString()).isEqualTo("third reminder");
        assertThat(event.path("organizationId").asString()).isEqualTo(organization);
        assertThat(event.path("actorKind").asString()).isEqualTo("system-admin");
        assertThat(event.path("requestId").asString()).isEqualTo("invoice-2041");
        assertThat(event.path("position").asString()).isEqualTo(position);
        assertThat(event.path("data").path("licenseId").asString()).isEqualTo(license);
        var conversation = event.path("correlationId").asString();
        assertThat(events(operator, "correlationId=" + conversation)).hasSize(1);
        var actor = event.path("actorId").asString();
        assertThat(events(operator, "actorId=%s&organizationId=%s&type=license.*".formatted(actor, organization)))
                .anySatisfy(found -> assertThat(found.path("eventId").asString())
                        .isEqualTo(event.path("eventId").asString()));
        assertThat(events(operator, "fromPosition=%s&toPosition=%s".formatted(position, position)))
                .hasSize(1);
    }

    @Test
    void readHowSomethingWasWhatChangedAndWhyItIsSo() {
        var before = Long.toString(Long.parseLong(position) - 1);
        var of = "/licenses/" + license;

        var was = found(operator, of + "/state?asOf=" + before).json();
        var is = found(operator, of + "/state?asOf=" + position).json();
        assertThat(was.path("state").path("status").asString()).isEqualTo("ACTIVE");
        assertThat(is.path("state").path("status").asString()).isEqualTo("SUSPENDED");
        assertThat(is.path("last").path("type").asString()).isEqualTo("license.suspended");

        var difference = found(operator, of + "/diff?from=%s&to=%s".formatted(before, position))
                .json()
                .path("fields");
        assertThat(difference).anySatisfy(field -> {
            assertThat(field.path("change").path("label").asString()).isEqualTo("Status");
            assertThat(field.path("change").path("before").asString()).isEqualTo("active");
            assertThat(field.path("change").path("after").asString()).isEqualTo("suspended");
            assertThat(field.path("event").path("reason").asString()).isEqualTo("invoice 2041 is unpaid");
        });

        for (var asked : List.of("field=status", "rule=license-not-active")) {
            var causes =
                    found(operator, "/why?id=%s&%s".formatted(license, asked)).json();
            assertThat(causes.path("fields").path("status").asString()).isEqualTo("suspended");
            assertThat(causes.path("events")).hasSize(1);
            assertThat(causes.path("events").get(0).path("type").asString()).isEqualTo("license.suspended");
        }

        var history = found(operator, of).json().path("items").get(0);
        assertThat(history.path("event").path("what").asString()).isEqualTo("License suspended");
        assertThat(history.path("changes")).isNotEmpty();

        var whole = found(operator, "/organizations/%s/state?asOf=%s".formatted(organization, position))
                .json()
                .path("state");
        assertThat(whole.path("license").path("status").asString()).isEqualTo("SUSPENDED");
        assertThat(whole.path("profile").propertyNames()).contains("name").doesNotContain("email", "adminEmail");
    }

    @Test
    void readTheThingsThemselvesAsTheyWere() {
        var before = Long.toString(Long.parseLong(position) - 1);
        var of = "/api/organizations/" + organization + "/license?asOf=";

        assertThat(operator.get(of + before).json().path("status").asString()).isEqualTo("active");
        assertThat(operator.get(of + position).json().path("status").asString()).isEqualTo("suspended");
        assertThat(operator.get(of + "2020-01-01T00:00:00Z").status()).isEqualTo(404);
        var refused = operator.get(of + "yesterday");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").get(0).path("field").asString())
                .isEqualTo("asOf");
    }

    @Test
    void takeAHistoryAlongAsAFile() {
        var table = found(operator, "/licenses/" + license + "/history.csv");
        assertThat(table.header("Content-Disposition")).contains(license + ".csv");
        assertThat(table.body().lines().toList())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "license.suspended",
                                "invoice 2041 is unpaid",
                                "\"status\",\"Status\",\"active\",\"suspended\""));
        var lines = found(operator, "/licenses/" + license + "/history.jsonl");
        assertThat(lines.body().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
        assertThat(operator.get(AUDIT + "/licenses/" + organization + "/history.csv")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void areNotedThemselves() {
        found(operator, "/licenses/%s/state?asOf=%s".formatted(license, position));
        found(operator, "/events?type=license.suspended&organizationId=" + organization);

        var state = operator.get(AUDIT + "/licenses/" + license + "/state?asOf=0");
        assertThat(state.status()).as("what is refused is no reading").isEqualTo(404);

        var head = found(operator, "/events?limit=1").json();
        assertThat(head.path("items")).hasSize(1);
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            var readings = events(operator, "type=audit.read&organizationId=" + organization);
            assertThat(readings)
                    .extracting(reading -> reading.path("data").path("kind").asString())
                    .contains("STATE", "EVENTS")
                    .doesNotContain("DIFFERENCE");
            assertThat(readings)
                    .anySatisfy(reading -> {
                        assertThat(reading.path("data").path("subject").asString())
                                .isEqualTo(license);
                        assertThat(reading.path("data").path("filter").asString())
                                .isEqualTo("asOf=" + position);
                        assertThat(reading.path("actorKind").asString()).isEqualTo("system-admin");
                    })
                    .filteredOn(reading ->
                            reading.path("data").path("subject").asString("").equals(license))
                    .hasSize(1);
        });
    }

    @Test
    void takeEventsAlongInTwoForms() {
        var which = "?minPosition=%s&organizationId=%s&toPosition=%s".formatted(position, organization, position);
        var items = found(operator, "/events" + which).json().path("items");
        var table = found(operator, "/events.csv" + which);
        var lines = found(operator, "/events.jsonl" + which).body().strip().split("\n");

        assertThat(items.size()).isGreaterThan(2);
        assertThat(lines).hasSize(items.size());
        for (int i = 0; i < lines.length; i++) {
            assertThat(JsonMapper.shared().readTree(lines[i])).isEqualTo(items.get(i));
        }
        assertThat(table.body().strip().split("\r\n")).hasSize(items.size() + 1);
        assertThat(table.body()).contains("license.suspended", "invoice 2041 is unpaid");
        assertThat(table.header("Content-Disposition")).contains("events.csv");
    }

    @Test
    void readAboutTheirOwnOrganizationOnly() {
        operator.post("/api/organizations/" + organization + "/license/resume", "{\"reason\":\"paid\"}");
        ours.join("audit@northwind.example", "auditor");
        ours.join("work@northwind.example", "employee");
        var auditor = ours.signedIn("organization", "audit@northwind.example");
        var employee = ours.signedIn("workspace", "work@northwind.example");
        var theirs = NewOrganization.register(port).organizationId();
        var theirLicense = licenseOf(theirs);

        for (var path : List.of(
                "/licenses/" + license,
                "/licenses/" + license + "/state?asOf=" + position,
                "/licenses/" + license + "/diff?from=1&to=" + position,
                "/why?field=status&id=" + license,
                "/events",
                "/events.csv",
                "/events.jsonl?organizationId=" + organization)) {
            assertThat(auditor.get(AUDIT + path).status()).as(path).isEqualTo(200);
            assertThat(employee.get(AUDIT + path).status()).as(path).isEqualTo(403);
            assertThat(new Caller(port).get(AUDIT + path).status()).as(path).isEqualTo(401);
        }
        for (var path : List.of(
                "/licenses/" + theirLicense,
                "/licenses/" + theirLicense + "/state?asOf=99999999",
                "/licenses/" + theirLicense + "/diff?from=1&to=99999999",
                "/why?field=status&id=" + theirLicense,
                "/organizations/" + theirs,
                "/events?organizationId=" + theirs,
                "/events.csv?organizationId=" + theirs,
                "/licenses/" + license.replaceAll(".$", "!"),
                "/users/" + license,
                "/things/" + license)) {
            assertThat(auditor.get(AUDIT + path).status()).as(path).isEqualTo(404);
        }
        for (var filter : List.of("aggregateId=" + theirLicense, "aggregateId=" + theirs)) {
            assertThat(events(auditor, filter)).isEmpty();
            assertThat(events(operator, filter)).isNotEmpty();
        }
        assertThat(events(auditor, "limit=500"))
                .allSatisfy(event ->
                        assertThat(event.path("organizationId").asString()).isEqualTo(organization));
    }

    @Test
    void tellNobodyWhoAPersonIs() {
        operator.post("/api/organizations/" + organization + "/license/resume", "{\"reason\":\"paid\"}");
        var email = "mina-%s@northwind.example".formatted(UUID.randomUUID());
        ours.join(email, "admin");
        var admin = ours.signedIn("organization", email);
        var user = admin.get("/api/organization/" + organization + "/users?text=" + email)
                .json()
                .path("items")
                .get(0)
                .path("userId")
                .asString();
        var history = found(admin, "/users/" + user);

        assertThat(history.body()).contains("Role").doesNotContain(email, "Mina");
        assertThat(history.json().path("items"))
                .anySatisfy(entry -> assertThat(entry.path("changes")).anySatisfy(change -> {
                    assertThat(change.path("field").asString()).isEqualTo("email");
                    assertThat(change.path("personal").asBoolean()).isTrue();
                }));
        assertThat(found(admin, "/users/" + user + "/state?asOf=99999999").body())
                .doesNotContain(email, "Mina");
        assertThat(found(admin, "/events.jsonl").body())
                .contains("user.invited")
                .doesNotContain(email, "Mina");
    }

    @ParameterizedTest
    @CsvSource({
        "/events?type=SUSPENDED,type",
        "/events?aggregateId=a b,aggregateId",
        "/events?actorId=mina@northwind.example,actorId",
        "/events?from=yesterday,from",
        "/events?to=2026-02-30T00:00:00Z,to",
        "/events?to=-1000000000-01-01T00:00:00Z,to",
        "/events?from=%2B1000000000-12-31T00:00:00Z,from",
        "/events?limit=501,limit",
        "/events?fromPosition=-1,fromPosition",
        "/events?cursor=x,cursor",
        "/events.csv?from=x,from",
        "/licenses/{license}/state,asOf",
        "/licenses/{license}/state?asOf=x,asOf",
        "/licenses/{license}/diff?from=5&to=4,to",
        "/licenses/{license}?limit=0,limit",
        "/why?id={license},field",
        "/why?id={license}&field=status&rule=license-expired,field",
        "/why?id={license}&rule=no-such-rule,rule",
    })
    void sayWhatIsWrongWithAQuestion(String path, String field) {
        var answer = operator.get(AUDIT + path.replace("{license}", license).replace(" ", "%20"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("errors").get(0).path("field").asString()).isEqualTo(field);
    }
}

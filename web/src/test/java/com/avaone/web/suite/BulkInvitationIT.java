package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Many people invited by a table, as a program sees it from outside. */
@WholeSuite
class BulkInvitationIT {

    private static final int SEATS = 3;

    @LocalServerPort
    private int port;

    private Caller operator;
    private String organization;
    private String bulk;

    @BeforeEach
    void registerAnOrganization() {
        operator = new Caller(port).signInWithToken();
        organization = register();
        bulk = "/api/organization/" + organization + "/bulk-invitations";
    }

    @Test
    void invitesRowByRowWithinTheSeatsAndSaysWhatIsWrongWithTheOthers() {
        var report = awaitEnd(send("""
                email,role,firstName,accessUntil
                a@northwind.example,employee,Ada,
                not an address,employee,,
                b@northwind.example,emperor,,
                a@northwind.example,employee,Ada,
                c@northwind.example,user,,
                d@northwind.example,user,,
                e@northwind.example,user,=2+3,
                f@northwind.example,auditor,,soon
                g@northwind.example,auditor,,2099-01-01
                """));

        assertThat(report.path("total").asInt()).isEqualTo(9);
        assertThat(report.path("done").asInt()).isEqualTo(9);
        assertThat(lines(report))
                .isEqualTo(
                        "2 invited, 3 refused email invalid-value, 4 refused role invalid-value, 5 known, 6 invited, 7 invited,"
                                + " 8 refused seat-limit, 9 refused accessUntil invalid-value, 10 invited");
        var facts = report.path("items").path(6).path("facts");
        assertThat(facts.path("used").asString()).isEqualTo("3");
        assertThat(facts.path("limit").asString()).isEqualTo("3");
        assertThat(report.path("items").path(6).path("advice").asString()).contains("seats");
        assertThat(users()).isEqualTo(4);

        var refused = operator.get(bulk + "/" + report.path("bulkInvitationId").asString() + "/refused.csv");
        assertThat(refused.header("Content-Type")).startsWith("text/csv");
        assertThat(refused.body().lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("\"e@northwind.example\",\"user\",\"'=2+3\","));

        // The same table again, and then what was refused before there was a seat.
        assertThat(lines(awaitEnd(send("email,role\na@northwind.example,employee\nc@northwind.example,user\n"))))
                .isEqualTo("2 known, 3 known");
        assertThat(users()).isEqualTo(4);
        var again = awaitEnd(send(refused.body()));
        assertThat(again.path("refused").asInt()).isEqualTo(4);
    }

    @Test
    void refusesATableThatCannotBeReadAndInvitesNobody() {
        var answer = send("email,role,shoes\na@northwind.example,employee,7\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("file");
        assertThat(answer.body()).contains("shoes");
        assertThat(users()).isZero();
    }

    @Test
    void showsAReportToTheOrganizationsOwnOnly() {
        var begun = send("email,role\na@northwind.example,employee\n");
        var id = begun.json().path("bulkInvitationId").asString();
        var other = "/api/organization/" + register() + "/bulk-invitations/" + id;

        assertThat(begun.header("Location")).isEqualTo(bulk + "/" + id);
        assertThat(operator.get(other).status()).isEqualTo(404);
        assertThat(operator.get(other + "/refused.csv").status()).isEqualTo(404);
        assertThat(new Caller(port).get(bulk + "/" + id).status()).isEqualTo(401);
        awaitEnd(begun);
    }

    @Test
    void keepsOneTableOfAnOrganizationAndAnswersInTheLanguageOfWhoSentIt() {
        var first = awaitEnd(send("email,role\nno address,employee\n"));
        assertThat(first.path("items").path(0).path("message").asString()).contains("e-mail address");
        var path = bulk + "/" + first.path("bulkInvitationId").asString();
        assertThat(operator.get(path).status()).isEqualTo(200);

        operator.with("Accept-Language", "hi");
        var second = awaitEnd(send("email,role\n%s@northwind.example,employee\n".formatted("x".repeat(2_000))));

        var line = second.path("items").path(0);
        assertThat(line.path("message").asString()).containsPattern("[\u0900-\u097F]");
        assertThat(line.path("advice").asString()).containsPattern("[\u0900-\u097F]");
        assertThat(line.path("email").asString()).hasSize(254);
        assertThat(operator.get(path).status()).isEqualTo(404);
    }

    private Caller.Answer send(String table) {
        return operator.send(
                operator.request(bulk).header("Content-Type", "text/csv").POST(BodyPublishers.ofString(table)));
    }

    private JsonNode awaitEnd(Caller.Answer begun) {
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        var path = bulk + "/" + begun.json().path("bulkInvitationId").asString();
        return await().until(
                        () -> operator.get(path).json(),
                        report -> !report.path("running").asBoolean());
    }

    private static String lines(JsonNode report) {
        var text = new StringBuilder();
        for (var line : report.path("items")) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(line.path("line").asInt())
                    .append(' ')
                    .append(line.path("outcome").asString());
            if (line.path("outcome").asString().equals("refused")) {
                text.append(
                                line.path("field").isString()
                                        ? " " + line.path("field").asString()
                                        : "")
                        .append(' ')
                        .append(line.path("code").asString());
            }
        }
        return text.toString();
    }

    private int users() {
        var head = operator.get("/api/admin/multi-database-status")
                .json()
                .path("head")
                .asLong();
        return operator.get("/api/organization/" + organization + "/users?minPosition=" + head)
                .json()
                .path("total")
                .asInt();
    }

    private String register() {
        var answer = operator.with("Idempotency-Key", UUID.randomUUID().toString())
                .with("Prefer", "return=representation")
                .post("/api/organizations", """
                        {"name": "Northwind %s", "email": "hello@northwind.example", "adminEmail": "head@northwind.example",
                         "employeeCount": "11-50", "foundedYear": 2015, "selectedProducts": ["ava-cx"],
                         "userLimit": %d, "licenseExpiry": "2099-12-31"}""".formatted(UUID.randomUUID(), SEATS));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        operator.without("Idempotency-Key").without("Prefer");
        return answer.json().path("organizationId").asString();
    }
}

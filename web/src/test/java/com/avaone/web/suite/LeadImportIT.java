package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.suite.Caller.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Leads that come in by a table and leave by one, as a program sees it from outside. */
@WholeSuite
class LeadImportIT {

    @LocalServerPort
    private int port;

    /** Nobody else has it in the address. */
    private final String mark = "m" + UUID.randomUUID().toString().substring(0, 8);

    private Caller manager;
    private String leads;

    @BeforeEach
    void signInManager() {
        assertThat(new Caller(port).post("/api/setup-test-data", "").status()).isEqualTo(200);
        manager = signedIn("crm-manager");
        var organization =
                manager.get("/api/account").json().path("organizationId").asString();
        leads = "/api/organizations/" + organization + "/leads";
    }

    @Test
    void areTriedMadeOfEachRowOnceAndLeaveAsATableThatIsUnderstoodAgain() {
        var table = """
                \uFEFFनाम;ई-मेल;Mobile no;कंपनी;Shoes;Consent;Consent time
                "Asha; Rao";asha-%1$s@contoso.example;;'=Contoso;7;fair-2026;2026-11-01T10:00:00+05:30
                No Address;;;Contoso;8;;
                A. Rao;ASHA-%1$s@contoso.example;;;9;;
                Ravi;ravi-%1$s@contoso.example;;;9;fair-2026;yesterday
                Mina;mina-%1$s@contoso.example;;@SUM(A1);9;;
                """.formatted(mark);
        var read = send(manager, table);
        assertThat(read.status()).as(read.body()).isEqualTo(201);
        var one = location(read);
        assertThat(read.json().path("columns").toString())
                .isEqualTo("[\"name\",\"email\",\"phone\",\"company\",\"ignored\",\"consent\",\"consent-at\"]");
        assertThat(read.json().path("state").asString()).isEqualTo("read");
        assertThat(read.json().path("preview").path(0).path(0).asString()).isEqualTo("Asha; Rao");

        assertThat(figures(run(manager, one, "{\"dryRun\": true}")))
                .isEqualTo("tried 5: 2 made, 0 repeated, 1 duplicate, 2 refused");
        assertThat(listed(manager)).isZero();

        var done = run(manager, one, "{}");
        assertThat(figures(done)).isEqualTo("done 5: 2 made, 0 repeated, 1 duplicate, 2 refused");
        assertThat(done.path("items").path(0).path("field").asString()).isEqualTo("email");
        assertThat(done.path("items").path(1).path("message").asString()).contains("Line 2");
        assertThat(done.path("items").path(2).path("field").asString()).isEqualTo("consentAt");
        await("both listed").until(() -> listed(manager), count -> count == 2);

        // As after a crash: what was made stays made.
        assertThat(location(send(manager, table))).isEqualTo(one);
        assertThat(figures(run(manager, one, "{\"duplicates\": \"make\"}")))
                .isEqualTo("done 5: 1 made, 2 repeated, 0 duplicate, 2 refused");
        await("all listed").until(() -> listed(manager), count -> count == 3);

        var refused = manager.get(one + "/refused.csv");
        assertThat(refused.header("Content-Type")).startsWith("text/csv");
        assertThat(refused.body().lines()).hasSize(3);
        assertThat(send(manager, refused.body()).json().path("total").asInt()).isEqualTo(2);

        var exported = manager.get(leads + "/export.csv?text=" + mark + "&sort=name");
        assertThat(exported.header("Content-Type")).startsWith("text/csv");
        assertThat(exported.body().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("\"'=Contoso\"") && line.contains("\"2026-11-01T04:30:00Z\""))
                .anyMatch(line -> line.contains("\"'@SUM(A1)\""));
        var again = send(manager, exported.body());
        assertThat(again.json().path("columns").toString())
                .contains("\"name\",\"email\",\"phone\",\"company\",\"message\"", "\"consent\",\"consent-at\"");
        assertThat(figures(run(manager, location(again), "{\"dryRun\": true}")))
                .as("everybody is known")
                .isEqualTo("tried 3: 0 made, 0 repeated, 3 duplicate, 0 refused");
    }

    @Test
    void areForWhomMayMakeLeadsAndShownToWhoeverSentThem() {
        var table = "E-mail\tName\n%s@contoso.example\tAsha\n".formatted(mark);
        var createOnly = signedIn("crm-create-only");
        var one = location(send(createOnly, table));
        assertThat(figures(run(createOnly, one, "{}"))).startsWith("done 1: 1 made");
        assertThat(manager.get(one).status()).as("another's").isEqualTo(404);
        assertThat(manager.get(one + "/refused.csv").status()).isEqualTo(404);
        assertThat(createOnly.get(leads + "/export.csv").status()).isEqualTo(403);

        var employee = signedIn("crm-employee").get(leads + "/export.csv?text=" + mark);
        assertThat(employee.status()).isEqualTo(200);
        assertThat(employee.body()).as("own ones only").doesNotContain(mark);

        var readOnly = signedIn("crm-read-only");
        assertThat(send(readOnly, table).status()).isEqualTo(403);
        assertThat(readOnly.get(one).status()).isEqualTo(403);
        var operator = new Caller(port).signInWithToken();
        assertThat(send(operator, table).status()).isEqualTo(404);
        assertThat(operator.get(leads + "/export.csv").status()).isEqualTo(404);
    }

    @Test
    void namesWhatIsWrongWithATableOrItsColumns() {
        assertThat(send(manager, "\n").body()).contains("\"field\":\"file\"");
        var header = "name,email\n";
        var tooMany = send(manager, header + "x,x@x.example\n".repeat(10_001));
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.body()).contains("10000 rows");
        var one = location(send(manager, "who,when\n%s,x\n".formatted(mark)));
        for (var order : new String[] {
            "{}",
            "{\"columns\": [\"email\"]}",
            "{\"columns\": [\"email\", \"email\"]}",
            "{\"columns\": [\"name\", \"ignored\"]}"
        }) {
            var answer = manager.post(one + "/run", order);
            assertThat(answer.status()).as(order).isEqualTo(400);
            assertThat(answer.body()).contains("\"field\":\"columns\"");
        }
    }

    private Answer send(Caller caller, String table) {
        return caller.send(caller.request(leads + "/imports")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(table)));
    }

    private static String location(Answer answer) {
        return Objects.requireNonNull(answer.header("Location"), answer::body);
    }

    private static JsonNode run(Caller caller, String one, String order) {
        var begun = caller.post(one + "/run", order);
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        return await().until(
                        () -> caller.get(one).json(),
                        table -> table.path("state").asString().matches("tried|done"));
    }

    private static String figures(JsonNode table) {
        return "%s %d: %d made, %d repeated, %d duplicate, %d refused"
                .formatted(
                        table.path("state").asString(),
                        table.path("done").asInt(),
                        table.path("made").asInt(),
                        table.path("repeated").asInt(),
                        table.path("duplicate").asInt(),
                        table.path("refused").asInt());
    }

    private int listed(Caller caller) {
        return caller.get(leads + "?text=" + mark).json().path("total").asInt();
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

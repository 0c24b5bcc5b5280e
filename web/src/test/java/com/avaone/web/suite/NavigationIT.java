package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The navigation of every role: it leads to what the role may open and to nothing else, and says where one is. */
@WholeSuite
class NavigationIT {

    private static final String EMAIL = "mina@northwind.example";
    private static final String PASSWORD = "lantern orchard violet 42";
    private static final Pattern ENTRY =
            Pattern.compile("<a class=\"sidebar-link\" href=\"([^\"]+)\"( aria-current=\"page\")?>");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    private Caller operator;
    private String organization;

    @BeforeEach
    void registerAnOrganization() {
        operator = new Caller(port).signInWithToken();
        var registered = operator.with("Idempotency-Key", UUID.randomUUID().toString())
                .with("Prefer", "return=representation")
                .post("/api/organizations", """
                        {"name": "Northwind %s", "email": "hello@northwind.example", "adminEmail": "head@northwind.example",
                         "employeeCount": "11-50", "foundedYear": 2015, "selectedProducts": ["ava-cx"],
                         "userLimit": 5, "licenseExpiry": "2099-12-31"}""".formatted(UUID.randomUUID()));
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        operator.without("Idempotency-Key");
        organization = registered.json().path("organizationId").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "admin, organization, 12",
        "auditor, organization, 5",
        "user, workspace, 3",
        "employee, workspace, 3",
        "workspace-user, workspace, 3",
    })
    void leadsToWhatTheRoleMayOpenAndSaysWhereOneIs(String role, String door, int entries) {
        join(role);
        var person = new Caller(port);
        var home = signIn(person, door, organization, EMAIL, PASSWORD);

        assertThat(home)
                .isEqualTo(
                        switch (role) {
                            case "admin" -> "/organization/dashboard/" + organization;
                            case "auditor" -> "/organization/dashboard/" + organization + "/license";
                            default -> "/workspace/dashboard";
                        });
        assertAllOpen(person, home, entries);
        var settings = person.get("/workspace/settings");
        assertThat(settings.status()).isEqualTo(role.equals("auditor") ? 403 : 303);
        assertThat(String.valueOf(settings.header("location"))).endsWith(role.equals("auditor") ? "null" : "/account");
    }

    @Test
    void leadsSystemAdminsThroughTheSuiteAndEveryOrganization() {
        var admin = new Caller(port);
        var home = signIn(admin, "admin", null, WholeSuite.EMAIL, WholeSuite.PASSWORD);

        assertAllOpen(admin, home, 18);
        assertAllOpen(admin, "/organization/dashboard/" + organization + "/users", 24);
    }

    /** Goes to each entry of the navigation at {@code from}; there, it alone is marked. */
    private static void assertAllOpen(Caller person, String from, int count) {
        var entries = ENTRY.matcher(person.get(from).body())
                .results()
                .map(entry -> entry.group(1))
                .toList();
        assertThat(entries).as("at " + from).hasSize(count).doesNotHaveDuplicates();
        for (var entry : entries) {
            var page = person.get(entry);
            assertThat(page.status()).as(entry).isEqualTo(200);
            assertThat(ENTRY.matcher(page.body())
                            .results()
                            .filter(link -> link.group(2) != null)
                            .map(link -> link.group(1)))
                    .as("marked at " + entry)
                    .containsExactly(entry);
        }
    }

    /** Lets somebody be a user of the organization. */
    private void join(String role) {
        var users = "/api/organization/" + organization + "/users";
        var until = role.equals("auditor") ? ",\"accessUntil\":\"2099-01-01\"" : "";
        var invited = operator.post(users, "{\"email\":\"%s\",\"role\":\"%s\"%s}".formatted(EMAIL, role, until));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        var link = operator.get(users + "/" + invited.json().path("userId").asString() + "/invitation/link");
        var token = URI.create(link.json().path("link").asString()).getQuery().substring("token=".length());
        var accepted = new Caller(port)
                .post("/api/invitation/accept", "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
    }

    /** Signs in by the form; answers where it leads. */
    private static String signIn(
            Caller person, String door, @Nullable String organization, String email, String password) {
        var csrf = CSRF.matcher(person.get("/" + door + "/login").body());
        assertThat(csrf.find()).isTrue();
        var answer = person.form(
                "/" + door + "/login",
                Map.of(
                        "organization",
                        organization == null ? "" : organization,
                        "email",
                        email,
                        "password",
                        password,
                        "_csrf",
                        csrf.group(1)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return String.valueOf(answer.header("location"));
    }
}

package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.OrganizationId;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Users of an organization from the invitation to the erasure, as a program sees it from outside. */
@WholeSuite
class UserLifeIT {

    private static final String SECRET = WholeSuite.CANARY + "-of-four-words";

    @LocalServerPort
    private int port;

    private Caller operator;
    private String organization;
    private String users;

    @BeforeEach
    void registerAnOrganization() {
        operator = new Caller(port).signInWithToken();
        organization = register(2);
        users = "/api/organization/" + organization + "/users";
    }

    @Test
    void leadsFromTheInvitationThroughTheOwnDoorToTheOwnOrganizationOnly() {
        var invited = invite("mina@northwind.example", "admin");
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        var mina = invited.json().path("userId").asString();
        var token = token(mina);

        assertThat(accept(token, "password").status()).isEqualTo(400);
        var accepted = accept(token, SECRET);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
        assertThat(accept(token, SECRET).status()).isEqualTo(409);
        assertThat(new Caller(port)
                        .post("/api/admin/login", Caller.credentials("mina@northwind.example", SECRET))
                        .status())
                .isEqualTo(401);
        assertThat(signIn("organization", "mina@northwind.example", "another password")
                        .status())
                .isEqualTo(401);
        var admin = signedIn("mina@northwind.example");

        var own = admin.get(users);
        assertThat(own.status()).as(own.body()).isEqualTo(200);
        assertThat(own.json().path("items").get(0).path("email").asString()).isEqualTo("mina@northwind.example");
        assertThat(admin.get("/api/organizations").status()).isEqualTo(403);
        var other = register(1);
        assertThat(admin.get("/api/organization/" + other + "/users").status()).isEqualTo(404);
        assertThat(operator.get("/api/organization/" + other + "/users/" + mina).status())
                .isEqualTo(404);
    }

    @Test
    void refusesMoreUsersThanTheLicenseHasSeatsAndGivesTheSeatOfWhoLeavesToAnother() {
        var first = invite("a@northwind.example", "employee");
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(invite("b@northwind.example", "employee").status()).isEqualTo(201);

        var third = invite("c@northwind.example", "employee");

        assertThat(third.status()).isEqualTo(409);
        assertThat(third.json().path("code").asString()).isEqualTo("seat-limit");
        assertThat(third.body()).contains("\"limit\":\"2\"");
        var withdrawn =
                operator.post(users + "/" + first.json().path("userId").asString() + "/invitation/withdraw", "");
        assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
        assertThat(invite("c@northwind.example", "employee").status()).isEqualTo(201);
    }

    @Test
    void endsEverySessionOfWhoIsDeactivatedAndForgetsWhoIsErased() {
        var mina =
                invite("mina@northwind.example", "admin").json().path("userId").asString();
        accept(token(mina), SECRET);
        var deputy = invite("deputy@northwind.example", "admin")
                .json()
                .path("userId")
                .asString();
        accept(token(deputy), SECRET);
        var admin = signedIn("mina@northwind.example");
        assertThat(admin.get(users).status()).isEqualTo(200);

        var deactivated = operator.post(users + "/" + mina + "/deactivate", "{\"reason\":\"left\"}");

        assertThat(deactivated.status()).as(deactivated.body()).isEqualTo(200);
        assertThat(admin.get(users).status()).isEqualTo(401);
        assertThat(signIn("organization", "mina@northwind.example", SECRET).status())
                .isEqualTo(401);
        var last = operator.post(users + "/" + deputy + "/deactivate", "{\"reason\":\"left\"}");
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.json().path("code").asString()).isEqualTo("last-admin");
        var erased = operator.post(users + "/" + mina + "/erase", "{\"reason\":\"asked for it\"}");
        assertThat(erased.status()).as(erased.body()).isEqualTo(200);
        assertThat(operator.get(users + "/" + mina + "/history").body()).doesNotContain("mina@northwind.example");
    }

    @Test
    void letsTheOperatorsOwnUsersBeInvitedByItsPeopleOnly() {
        var own = "/api/organization/" + OrganizationId.OPERATOR + "/users";
        users = own;
        var email = "auditor-%s@operator.example".formatted(UUID.randomUUID());

        var asEmployee = invite(email, "employee");
        assertThat(asEmployee.status()).as(asEmployee.body()).isEqualTo(400);
        assertThat(asEmployee.code()).isEqualTo("role-not-possible");
        var without = invite(email, "suite-auditor");
        assertThat(without.status()).as(without.body()).isEqualTo(400);
        assertThat(without.body()).contains("accessUntil");
        var invited = operator.post(
                own, "{\"email\":\"%s\",\"role\":\"suite-auditor\",\"accessUntil\":\"2099-06-30\"}".formatted(email));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        var auditor = invited.json().path("userId").asString();
        assertThat(accept(token(auditor), SECRET).status()).isEqualTo(200);
        var session = new Caller(port)
                .post(
                        "/api/admin/login",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"bearer\":true}".formatted(email, SECRET));
        assertThat(session.status()).as(session.body()).isEqualTo(200);
        var asAuditor = new Caller(port)
                .with("Authorization", "Bearer " + session.json().path("token").asString());
        assertThat(asAuditor
                        .get("/api/organizations/" + organization + "/license/history")
                        .status())
                .isEqualTo(200);
        assertThat(asAuditor.get(own).status()).isEqualTo(403);

        var mina = inviteTo(organization, "mina@northwind.example");
        accept(mina, SECRET);
        assertThat(signedIn("mina@northwind.example").get(own).status()).isEqualTo(404);
        var program = operator.post(
                "/api/clients",
                "{\"name\":\"People %s\",\"kind\":\"service\",\"scopes\":[\"manage-users\"]}"
                        .formatted(UUID.randomUUID()));
        assertThat(program.status()).as(program.body()).isEqualTo(201);
        var asProgram = new Caller(port)
                .with("Authorization", "Bearer " + program.json().path("token").asString());
        assertThat(asProgram.get("/api/organization/" + organization + "/users").status())
                .isEqualTo(200);
        assertThat(asProgram.get(own).status()).isEqualTo(404);
        assertThat(asProgram
                        .post(own, "{\"email\":\"x@operator.example\",\"role\":\"system-admin\"}")
                        .status())
                .isEqualTo(404);

        var ended = operator.post(own + "/" + auditor + "/deactivate", "{\"reason\":\"the audit is over\"}");
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        // The door follows the log.
        await().until(() -> asAuditor.get("/api/account").status() == 401);
    }

    private String inviteTo(String organizationId, String email) {
        users = "/api/organization/" + organizationId + "/users";
        return token(invite(email, "admin").json().path("userId").asString());
    }

    private String register(int seats) {
        var answer = operator.with("Idempotency-Key", UUID.randomUUID().toString())
                .with("Prefer", "return=representation")
                .post("/api/organizations", """
                        {"name": "Northwind %s", "email": "hello@northwind.example", "adminEmail": "head@northwind.example",
                         "employeeCount": "11-50", "foundedYear": 2015, "selectedProducts": ["ava-cx"],
                         "userLimit": %d, "licenseExpiry": "2099-12-31"}""".formatted(UUID.randomUUID(), seats));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        operator.without("Idempotency-Key");
        return answer.json().path("organizationId").asString();
    }

    private Caller.Answer invite(String email, String role) {
        return operator.post(users, "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role));
    }

    /** The token of the link that a user was invited by. */
    private String token(String userId) {
        var link = operator.get(users + "/" + userId + "/invitation/link");
        assertThat(link.status()).as(link.body()).isEqualTo(200);
        var query = URI.create(link.json().path("link").asString()).getQuery();
        return query.substring("token=".length());
    }

    private Caller.Answer accept(String token, String password) {
        return new Caller(port)
                .post(
                        "/api/invitation/accept",
                        "{\"token\":\"%s\",\"password\":\"%s\",\"firstName\":\"Mina\"}".formatted(token, password));
    }

    private Caller.Answer signIn(String door, String email, String password) {
        return new Caller(port)
                .post(
                        "/api/" + door + "/login",
                        "{\"organization\":\"%s\",\"email\":\"%s\",\"password\":\"%s\",\"bearer\":true}"
                                .formatted(organization, email, password));
    }

    private Caller signedIn(String email) {
        var answer = signIn("organization", email, SECRET);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Caller(port)
                .with("Authorization", "Bearer " + answer.json().path("token").asString());
    }
}

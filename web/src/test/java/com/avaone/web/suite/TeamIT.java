package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Teams of the sample organizations, by the API. */
@WholeSuite
class TeamIT {

    @LocalServerPort
    private int port;

    private Caller admin;
    private String organization;
    private String employee;

    @BeforeEach
    void makeTestData() {
        assertThat(new Caller(port).post("/api/setup-test-data", "").status()).isEqualTo(200);
        admin = signedIn("admin", "sample-trading");
        var users = admin.get("/api/organization/sample-trading/users?role=employee&text=employee@sample")
                .json();
        organization = users.path("items").get(0).path("organizationId").asString();
        employee = users.path("items").get(0).path("userId").asString();
    }

    @Test
    void areMadeFilledRenamedAndArchivedByAnAdminAndSeenByMembersOfTheOrganizationOnly() {
        var teams = "/api/organizations/" + organization + "/teams";
        var made = admin.post(teams, "{\"name\":\"Field sales\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var team = String.valueOf(made.header("Location"));

        assertThat(admin.post(teams, "{\"name\":\"FIELD sales\"}").code()).isEqualTo("team-name-taken");
        assertThat(admin.post(teams, "{\"name\":\" \"}").body()).contains("\"field\":\"name\"");
        var added = admin.put(team + "/members/" + employee, "{\"role\":\"lead\"}");
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        var colleague = signedIn("employee", "sample-trading")
                .with("Avaone-Min-Position", String.valueOf(added.header("Avaone-Position")));
        var listed = colleague.get("/api/team-members");
        assertThat(listed.status()).as(listed.body()).isEqualTo(200);
        assertThat(listed.json().path("items").get(0).path("name").asString()).isEqualTo("Field sales");
        assertThat(listed.json()
                        .path("items")
                        .get(0)
                        .path("members")
                        .get(0)
                        .path("userId")
                        .asString())
                .isEqualTo(employee);
        var users = colleague.get("/api/team-users?limit=100").json().path("items");
        assertThat(users.valueStream()
                        .filter(user -> user.path("userId").asString().equals(employee))
                        .map(user -> user.path("teams").get(0).path("role").asString()))
                .containsExactly("lead");
        assertThat(users).hasSizeGreaterThan(10);
        assertThat(colleague.post(teams, "{\"name\":\"Own\"}").status()).isEqualTo(403);
        assertThat(signedIn("auditor", "sample-trading")
                        .get("/api/team-members")
                        .status())
                .isEqualTo(403);

        var rival = signedIn("admin", "sample-works");
        assertThat(rival.get("/api/team-members").json().path("items")).isEmpty();
        assertThat(rival.get("/api/team-users").body()).doesNotContain("sample-trading");
        assertThat(rival.get("/api/team-users?organization=sample-trading").status())
                .isEqualTo(404);
        assertThat(rival.get(team).status()).isEqualTo(404);
        assertThat(rival.delete(team).status()).isEqualTo(404);
        assertThat(rival.put(team + "/members/" + employee, "{\"role\":\"lead\"}")
                        .status())
                .isEqualTo(404);
        var own = rival.get("/api/organization/sample-works/users")
                .json()
                .path("items")
                .get(0);
        var ofRival = "/api/organizations/" + own.path("organizationId").asString() + "/teams/"
                + team.substring(team.lastIndexOf('/') + 1);
        assertThat(rival.get(ofRival).status()).isEqualTo(404);
        assertThat(rival.delete(ofRival).status()).isEqualTo(404);
        assertThat(admin.put(team + "/members/" + own.path("userId").asString(), "{\"role\":\"member\"}")
                        .code())
                .isEqualTo("member-not-possible");
        var operator = new Caller(port).signInWithToken();
        assertThat(operator.get("/api/team-members").json().path("items")).isEmpty();
        assertThat(operator.get("/api/team-members?organization=sample-trading").body())
                .contains("Field sales");

        assertThat(admin.put(team, "{\"name\":\"Sales\"}").status()).isEqualTo(428);
        assertThat(admin.with("If-Match", "\"0\"")
                        .put(team, "{\"name\":\"Sales\"}")
                        .status())
                .isEqualTo(412);
        var renamed = admin.with("If-Match", "\"1\"").put(team, "{\"name\":\"Sales\"}");
        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        admin.without("If-Match");
        await().untilAsserted(() -> assertThat(
                        admin.post(teams, "{\"name\":\"field sales\"}").status())
                .isEqualTo(201));
        assertThat(admin.delete(team + "/members/" + employee).status()).isEqualTo(200);
        assertThat(admin.delete(team + "/members/" + employee).code()).isEqualTo("not-a-member");
        assertThat(admin.with("Prefer", "return=representation").delete(team).body())
                .contains("archived");
        assertThat(admin.delete(team).code()).isEqualTo("team-archived");
    }

    private Caller signedIn(String role, String of) {
        var answer = new Caller(port)
                .post(
                        "/api/debug-login",
                        "{\"role\":\"%s\",\"organization\":\"%s\",\"bearer\":true}".formatted(role, of));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Caller(port)
                .with("Authorization", "Bearer " + answer.json().path("token").asString());
    }
}

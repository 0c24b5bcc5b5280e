package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.client.ClientCommand.ChangeClientScopes;
import com.avaone.api.client.ClientCommand.CreateClient;
import com.avaone.api.client.ClientCommand.RevokeClient;
import com.avaone.api.client.ClientCommand.RotateToken;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientPage;
import com.avaone.api.client.ClientQuery.FindClients;
import com.avaone.api.client.ClientRule;
import com.avaone.api.client.ClientToken;
import com.avaone.api.client.ClientTokens;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.UserQuery.FindWorkspaceUsers;
import com.avaone.api.user.WorkspaceUserPage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class ClientApiTest {

    private static final String CLIENTS = "/api/clients";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @Autowired
    private ClientTokens tokens;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.accept(new Receipt(FakeClients.GOOD.clientId().value(), 2, Samples.POSITION));
        bus.answer(FindClients.class, _ -> new ClientPage(List.of(), null));
        bus.answer(FindWorkspaceUsers.class, _ -> new WorkspaceUserPage(List.of(), null, 0));
    }

    private MvcTestResult as(ClientToken token, String path) {
        return mvc.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token.text())
                .exchange();
    }

    private MvcTestResult post(String path, String json) {
        return mvc.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    @Test
    void letsAClientInByItsTokenAndSaysSoInTheMessage() {
        assertThat(as(FakeClients.GOOD, "/api/workspace-users")).hasStatus(200);

        var asked = bus.query(FindWorkspaceUsers.class);
        assertThat(asked.payload().organizationId()).isEqualTo(OrganizationId.OPERATOR);
        assertThat(asked.metadata(MetadataKey.ACTOR_KIND)).isEqualTo(ActorKind.CLIENT.name());
        assertThat(asked.metadata(MetadataKey.ACTOR_ID))
                .isEqualTo(FakeClients.GOOD.clientId().value());
    }

    static java.util.stream.Stream<ClientToken> worthless() {
        return FakeClients.worthless();
    }

    @ParameterizedTest
    @MethodSource("worthless")
    void shutsOutATokenThatIsWorthless(ClientToken token) {
        var answer = as(token, "/api/workspace-users");

        assertThat(answer).hasStatus(401);
        assertThat(answer).headers().hasValue(HttpHeaders.CONTENT_TYPE, "application/problem+json;charset=UTF-8");
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("token-not-valid");
        assertThat(answer)
                .headers()
                .hasValue(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"avaone\", error=\"invalid_token\"");
        assertThat(answer).bodyText().doesNotContain(token.text());
    }

    @Test
    void shutsOutATokenWithAWrongChecksumWithoutLookingItUp() {
        var text = FakeClients.GOOD.text();
        var mistyped = text.substring(0, text.length() - 1) + (text.endsWith("A") ? "Q" : "A");

        assertThat(ClientToken.parse(text)).contains(FakeClients.GOOD);
        assertThat(ClientToken.parse(mistyped)).isEmpty();
        assertThat(mvc.get().uri("/api/workspace-users").header(HttpHeaders.AUTHORIZATION, "Bearer " + mistyped))
                .hasStatus(401);
    }

    @Test
    void letsAClientToNoRouteOfAPerson() {
        assertThat(as(FakeClients.GOOD, "/api/sessions")).hasStatus(403);
        assertThat(as(FakeClients.GOOD, CLIENTS)).hasStatus(403);
        assertThat(as(FakeClients.GOOD, "/api/account")).hasStatus(403);
        assertThat(as(FakeClients.GOOD, "/admin/dashboard")).hasStatus(303);
    }

    @Test
    void letsNoPersonToARouteOfAProgram() {
        assertThat(post("/api/workspace/ensure-user", "{\"email\":\"a@b.example\"}"))
                .hasStatus(403);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void namesTheScopeThatIsMissing() {
        bus.answer(FindWorkspaceUsers.class, _ -> {
            throw new Rejected(ClientRule.SCOPE_MISSING, "Needs it.", null, Map.of("scope", "read-users"));
        });

        var answer = as(FakeClients.GOOD, "/api/workspace-users");

        assertThat(answer).hasStatus(403);
        assertThat(answer).bodyJson().extractingPath("facts.scope").isEqualTo("read-users");
        assertThat(answer)
                .headers()
                .hasValue(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"avaone\", error=\"insufficient_scope\", scope=\"read-users\"");
    }

    @Test
    void makesAClientOfTheOperator() {
        var answer = post(
                CLIENTS,
                "{\"name\":\"Audit\",\"kind\":\"auditor\",\"scopes\":[\"read-history\"],\"expiresOn\":\"2027-06-30\"}");

        assertThat(answer).hasStatus(201);
        var command = (CreateClient) bus.command().payload();
        assertThat(command.organizationId()).isEqualTo(OrganizationId.OPERATOR);
        assertThat(command.kind()).isEqualTo(ClientKind.AUDITOR);
        assertThat(command.scopes()).containsExactly(ClientScope.READ_HISTORY);
        assertThat(command.expiresAt()).hasToString("2027-07-01T00:00:00Z");
    }

    @Test
    void forgetsTheTokenOfAClientThatIsRefused() {
        bus.refuse(new Rejected(KernelRule.NOT_FOUND, "No."));

        assertThat(post(CLIENTS, "{\"name\":\"Portal\",\"kind\":\"service\",\"scopes\":[\"read-users\"]}"))
                .hasStatus(404);

        assertThat(((FakeClients.Tokens) tokens).kept).isEmpty();
    }

    @Test
    void changesATokenWithAReasonOnly() {
        var tokensOfClient = CLIENTS + "/" + FakeClients.GOOD.clientId() + "/tokens";

        var unexplained = post(tokensOfClient, "{\"previousUntil\":\"2027-01-31T12:00:00Z\"}");

        assertThat(unexplained).hasStatus(400);
        assertThat(unexplained).bodyJson().extractingPath("errors[0].field").isEqualTo("reason");
        assertThat(bus.commands()).isEmpty();

        assertThat(post(tokensOfClient, "{\"reason\":\"the yearly change\",\"comment\":\"as agreed\"}"))
                .hasStatus(201);

        assertThat(bus.command().payload()).isInstanceOf(RotateToken.class);
        assertThat(bus.command().metadata(MetadataKey.REASON)).isEqualTo("the yearly change");
        assertThat(bus.command().metadata(MetadataKey.COMMENT)).isEqualTo("as agreed");
    }

    @Test
    void changesScopesAndRevokesWithAReason() {
        var client = CLIENTS + "/" + FakeClients.GOOD.clientId();
        assertThat(mvc.put()
                        .uri(client + "/scopes")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"scopes\":[\"manage-users\"],\"reason\":\"to invite\"}"))
                .hasStatus(200);
        assertThat(bus.command().payload())
                .isEqualTo(new ChangeClientScopes(
                        FakeClients.GOOD.clientId(), OrganizationId.OPERATOR, Set.of(ClientScope.MANAGE_USERS)));
        bus.reset();

        assertThat(post(client + "/revoke", "{\"reason\":\"lost\"}")).hasStatus(200);
        assertThat(bus.command().payload())
                .isEqualTo(new RevokeClient(FakeClients.GOOD.clientId(), OrganizationId.OPERATOR));
        assertThat(bus.command().metadata(MetadataKey.REASON)).isEqualTo("lost");
    }
}

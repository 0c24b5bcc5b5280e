package com.avaone.command.client;

import static com.avaone.command.kernel.Refusals.invalid;
import static com.avaone.command.kernel.Refusals.refusedBy;

import com.avaone.api.client.ClientCommand;
import com.avaone.api.client.ClientCommand.ChangeClientScopes;
import com.avaone.api.client.ClientCommand.CreateClient;
import com.avaone.api.client.ClientCommand.ExpireClient;
import com.avaone.api.client.ClientCommand.RevokeClient;
import com.avaone.api.client.ClientCommand.RevokeToken;
import com.avaone.api.client.ClientCommand.RotateToken;
import com.avaone.api.client.ClientEvent.ClientCreated;
import com.avaone.api.client.ClientEvent.ClientExpired;
import com.avaone.api.client.ClientEvent.ClientRevoked;
import com.avaone.api.client.ClientEvent.TokenIssued;
import com.avaone.api.client.ClientEvent.TokenLimited;
import com.avaone.api.client.ClientEvent.TokenRevoked;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientRule;
import com.avaone.api.client.ClientState;
import com.avaone.api.client.TokenId;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.StateTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an API client allows. */
class ClientTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(90));
    private static final OrganizationId ORG = new OrganizationId("org_01jd0000000000000000000001");
    private static final OrganizationId RIVAL = new OrganizationId("org_01jd0000000000000000000002");
    private static final ClientId CLIENT = new ClientId("cli_01jd0000000000000000000001");
    private static final TokenId TOKEN = new TokenId("tok_01jd0000000000000000000001");
    private static final TokenId SECOND = new TokenId("tok_01jd0000000000000000000002");
    private static final TokenId THIRD = new TokenId("tok_01jd0000000000000000000003");
    private static final Set<ClientScope> SCOPES = Set.of(ClientScope.READ_USERS);

    private static final ClientCreated CREATED =
            new ClientCreated(CLIENT, ORG, "Portal", ClientKind.SERVICE, SCOPES, END);
    private static final TokenIssued ISSUED = new TokenIssued(CLIENT, ORG, TOKEN);

    private final FixtureConfiguration<Client> client = new AggregateTestFixture<>(Client.class);
    private final MovableClock clock = new MovableClock(NOW);
    private final KnownUsers identities = new KnownUsers();

    @BeforeEach
    void giveTheTime() {
        client.registerInjectableResource((Clock) clock);
        client.registerInjectableResource(identities);
    }

    @Test
    void isNotMadeForAnOrganizationThatIsDeleted() {
        identities.knowDeleted(ORG);
        client.givenNoPriorActivity()
                .when(sensible("CreateClient", ORG))
                .expectException(refusedBy("organization-deleted"))
                .expectNoEvents();
    }

    // ---- every state and command

    private static final StateTable TABLE = StateTable.of("clients");

    static Stream<Arguments> cells() {
        return TABLE.arguments();
    }

    @ParameterizedTest(name = "{0} in state {1}: {2}")
    @MethodSource("cells")
    void doesInEveryStateWhatTheTableSays(String command, String state, String expected) {
        StateTable.assertIs(expected, client.given(history(state)).when(sensible(command, ORG)));
    }

    @Test
    void hasARowForEveryCommandAndAColumnForEveryState() {
        TABLE.assertHas(
                Arrays.stream(ClientCommand.class.getPermittedSubclasses()).map(Class::getSimpleName),
                Arrays.stream(ClientState.values()).map(state -> state.name().toLowerCase(Locale.ROOT)));
    }

    private static Object[] history(String state) {
        var ended = new TokenRevoked(CLIENT, ORG, TOKEN);
        return switch (state) {
            case "active" -> new Object[] {CREATED, ISSUED};
            case "expired" -> new Object[] {CREATED, ISSUED, ended, new ClientExpired(CLIENT, ORG)};
            case "revoked" -> new Object[] {CREATED, ISSUED, ended, new ClientRevoked(CLIENT, ORG)};
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static ClientCommand sensible(String command, OrganizationId org) {
        return switch (command) {
            case "CreateClient" -> new CreateClient(CLIENT, org, "Portal", ClientKind.SERVICE, SCOPES, END, TOKEN);
            case "ChangeClientScopes" -> new ChangeClientScopes(CLIENT, org, Set.of(ClientScope.MANAGE_USERS));
            case "RotateToken" -> new RotateToken(CLIENT, org, SECOND, null);
            case "RevokeToken" -> new RevokeToken(CLIENT, org, TOKEN);
            case "RevokeClient" -> new RevokeClient(CLIENT, org);
            case "ExpireClient" -> new ExpireClient(CLIENT, org);
            default -> throw new IllegalArgumentException(command);
        };
    }

    @ParameterizedTest
    @EnumSource(ClientState.class)
    void isOutOfReachOfAnotherOrganizationInEveryState(ClientState state) {
        for (var command : ClientCommand.class.getPermittedSubclasses()) {
            client.given(history(state.name().toLowerCase(Locale.ROOT)))
                    .when(sensible(command.getSimpleName(), RIVAL))
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
    }

    // ---- how it begins

    private static CreateClient create(
            OrganizationId org, ClientKind kind, Set<ClientScope> scopes, @Nullable Instant expiresAt) {
        return new CreateClient(CLIENT, org, " Portal ", kind, scopes, expiresAt, TOKEN);
    }

    @Test
    void isCreatedWithItsFirstToken() {
        client.givenNoPriorActivity()
                .when(create(ORG, ClientKind.SERVICE, SCOPES, END.plusNanos(1)))
                .expectEvents(CREATED, ISSUED);
    }

    @Test
    void needsNoEndAsAService() {
        client.givenNoPriorActivity()
                .when(create(ORG, ClientKind.SERVICE, SCOPES, null))
                .expectEvents(new ClientCreated(CLIENT, ORG, "Portal", ClientKind.SERVICE, SCOPES, null), ISSUED);
    }

    @Test
    void needsAnEndForAnAuditor() {
        client.givenNoPriorActivity()
                .when(create(ORG, ClientKind.AUDITOR, SCOPES, null))
                .expectException(invalid("expiresOn"))
                .expectNoEvents();
    }

    @Test
    void cannotEndBeforeItBegins() {
        client.givenNoPriorActivity()
                .when(create(ORG, ClientKind.SERVICE, SCOPES, NOW))
                .expectException(invalid("expiresOn"))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(ClientScope.class)
    void readsOnlyForAnAuditor(ClientScope scope) {
        var result = client.givenNoPriorActivity()
                .when(create(OrganizationId.OPERATOR, ClientKind.AUDITOR, Set.of(scope), END));
        if (Set.of(
                        ClientScope.READ_HISTORY,
                        ClientScope.FOLLOW_EVENTS,
                        ClientScope.READ_PERSONAL_DATA_OF_EVENTS,
                        ClientScope.READ_USERS)
                .contains(scope)) {
            result.expectSuccessfulHandlerExecution();
        } else {
            result.expectException(refusedBy(ClientRule.SCOPE_NOT_POSSIBLE)).expectNoEvents();
        }
    }

    @Test
    void cannotAdministerOrganizationsUnlessItIsTheOperators() {
        var scopes = Set.of(ClientScope.ADMINISTER_ORGANIZATIONS);
        client.givenNoPriorActivity()
                .when(create(ORG, ClientKind.SERVICE, scopes, null))
                .expectException(refusedBy(ClientRule.SCOPE_NOT_POSSIBLE))
                .expectNoEvents();
        client.givenNoPriorActivity()
                .when(create(OrganizationId.OPERATOR, ClientKind.SERVICE, scopes, null))
                .expectSuccessfulHandlerExecution();
        client.given(CREATED, ISSUED)
                .when(new ChangeClientScopes(CLIENT, ORG, scopes))
                .expectException(refusedBy(ClientRule.SCOPE_NOT_POSSIBLE))
                .expectNoEvents();
    }

    @Test
    void needsAScopeAndAName() {
        client.givenNoPriorActivity()
                .when(create(ORG, ClientKind.SERVICE, Set.of(), null))
                .expectException(invalid("scopes"));
        client.givenNoPriorActivity()
                .when(new CreateClient(CLIENT, ORG, "  ", ClientKind.SERVICE, SCOPES, null, TOKEN))
                .expectException(invalid("name"));
    }

    @Test
    void isNotChangedByTheScopesItHas() {
        client.given(CREATED, ISSUED)
                .when(new ChangeClientScopes(CLIENT, ORG, SCOPES))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    // ---- tokens

    @Test
    void keepsTheTokenBeforeForAsLongAsIsAskedFor() {
        var tomorrow = NOW.plus(Duration.ofDays(1));
        client.given(CREATED, ISSUED)
                .when(new RotateToken(CLIENT, ORG, SECOND, tomorrow))
                .expectEvents(new TokenLimited(CLIENT, ORG, TOKEN, tomorrow), new TokenIssued(CLIENT, ORG, SECOND));
    }

    @Test
    void hasTwoTokensAtMost() {
        var tomorrow = NOW.plus(Duration.ofDays(1));
        client.given(
                        CREATED,
                        ISSUED,
                        new TokenLimited(CLIENT, ORG, TOKEN, tomorrow),
                        new TokenIssued(CLIENT, ORG, SECOND))
                .when(new RotateToken(CLIENT, ORG, THIRD, tomorrow))
                .expectEvents(
                        new TokenRevoked(CLIENT, ORG, TOKEN),
                        new TokenLimited(CLIENT, ORG, SECOND, tomorrow),
                        new TokenIssued(CLIENT, ORG, THIRD));
    }

    @Test
    void doesNotKeepTheTokenBeforeForLongerThanAMonth() {
        client.given(CREATED, ISSUED)
                .when(new RotateToken(
                        CLIENT, ORG, SECOND, NOW.plus(Duration.ofDays(30)).plusMillis(1)))
                .expectException(invalid("previousUntil"))
                .expectNoEvents();
    }

    @Test
    void losesTheTokenThatIsRevokedAndNoOther() {
        client.given(CREATED, ISSUED)
                .when(new RevokeToken(CLIENT, ORG, SECOND))
                .expectException(refusedBy(ClientRule.TOKEN_UNKNOWN))
                .expectNoEvents();
    }

    @Test
    void getsATokenWhenItHasNone() {
        client.given(CREATED, ISSUED, new TokenRevoked(CLIENT, ORG, TOKEN))
                .when(new RotateToken(CLIENT, ORG, SECOND, NOW.plusSeconds(60)))
                .expectEvents(new TokenIssued(CLIENT, ORG, SECOND));
    }

    // ---- its end

    @Test
    void expiresWithItsTokensWhenItsTimeIsOver() {
        clock.advance(Duration.between(NOW, END));
        client.given(CREATED, ISSUED)
                .when(new ExpireClient(CLIENT, ORG))
                .expectEvents(new TokenRevoked(CLIENT, ORG, TOKEN), new ClientExpired(CLIENT, ORG));
    }

    @Test
    void isNotChangedOnceItsTimeIsOverWheneverTheDeadlineComes() {
        clock.advance(Duration.between(NOW, END));
        client.given(CREATED, ISSUED)
                .when(new RotateToken(CLIENT, ORG, SECOND, null))
                .expectException(refusedBy(ClientRule.CLIENT_NOT_ACTIVE))
                .expectNoEvents();
    }
}

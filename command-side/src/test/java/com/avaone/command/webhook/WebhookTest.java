package com.avaone.command.webhook;

import static com.avaone.command.kernel.Refusals.invalid;
import static com.avaone.command.kernel.Refusals.refusedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientState;
import com.avaone.api.feed.EventFeed;
import com.avaone.api.feed.EventType;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.webhook.WantedEvents;
import com.avaone.api.webhook.WebhookCommand;
import com.avaone.api.webhook.WebhookCommand.ChangeWebhook;
import com.avaone.api.webhook.WebhookCommand.DisableFailingWebhook;
import com.avaone.api.webhook.WebhookCommand.DisableWebhook;
import com.avaone.api.webhook.WebhookCommand.EnableWebhook;
import com.avaone.api.webhook.WebhookCommand.RecoverWebhook;
import com.avaone.api.webhook.WebhookCommand.RegisterWebhook;
import com.avaone.api.webhook.WebhookCommand.RemoveWebhook;
import com.avaone.api.webhook.WebhookCommand.ResendDelivery;
import com.avaone.api.webhook.WebhookCommand.RotateWebhookSecret;
import com.avaone.api.webhook.WebhookEvent.WebhookChanged;
import com.avaone.api.webhook.WebhookEvent.WebhookDisabled;
import com.avaone.api.webhook.WebhookEvent.WebhookRegistered;
import com.avaone.api.webhook.WebhookEvent.WebhookRemoved;
import com.avaone.api.webhook.WebhookEvent.WebhookSecretRotated;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookRule;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookState;
import com.avaone.command.kernel.HeldValues;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.StateTable;
import com.avaone.command.kernel.UniqueValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What a webhook endpoint allows. */
class WebhookTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrganizationId ORG = new OrganizationId("org_01jd0000000000000000000001");
    private static final OrganizationId RIVAL = new OrganizationId("org_01jd0000000000000000000002");
    private static final WebhookId WEBHOOK = new WebhookId("whk_01jd0000000000000000000001");
    private static final WebhookSecretId SECRET = new WebhookSecretId("wsk_01jd0000000000000000000001");
    private static final WebhookSecretId SECOND = new WebhookSecretId("wsk_01jd0000000000000000000002");
    private static final ClientId CLIENT = new ClientId("cli_01jd0000000000000000000001");
    private static final String URL = "https://receiver.example/events";
    private static final WantedEvents WANTED = new WantedEvents(URL, "Billing", List.of("license.*"), null, false);

    private static final WebhookRegistered REGISTERED =
            new WebhookRegistered(WEBHOOK, ORG, URL, "Billing", List.of("license.*"), null, null, 0, SECRET);

    private final FixtureConfiguration<Webhook> webhook = new AggregateTestFixture<>(Webhook.class);
    private final MovableClock clock = new MovableClock(NOW);
    private final KnownUsers identities = new KnownUsers();
    private final HeldValues held = new HeldValues();
    private final EventFeed events = mock();

    @BeforeEach
    void giveWhatIsAsked() {
        identities.know(ORG, LicenseStatus.ACTIVE);
        when(events.types())
                .thenReturn(List.of(new EventType("license.suspended", "1"), new EventType("user.invited", "1")));
        give(webhook, false);
    }

    private void give(FixtureConfiguration<Webhook> fixture, boolean privateNetworks) {
        fixture.registerInjectableResource((Clock) clock);
        fixture.registerInjectableResource(identities);
        fixture.registerInjectableResource(events);
        fixture.registerInjectableResource(new WebhookAddresses(privateNetworks));
        fixture.registerInjectableResource(new UniqueValues(held, id -> true));
    }

    // ---- every state and command

    private static final StateTable TABLE = StateTable.of("webhooks");

    static Stream<Arguments> cells() {
        return TABLE.arguments();
    }

    @ParameterizedTest(name = "{0} in state {1}: {2}")
    @MethodSource("cells")
    void doesInEveryStateWhatTheTableSays(String command, String state, String expected) {
        StateTable.assertIs(expected, webhook.given(history(state)).when(sensible(command, ORG)));
    }

    @Test
    void hasARowForEveryCommandAndAColumnForEveryState() {
        TABLE.assertHas(
                Arrays.stream(WebhookCommand.class.getPermittedSubclasses()).map(Class::getSimpleName),
                Arrays.stream(WebhookState.values()).map(state -> state.name().toLowerCase(Locale.ROOT)));
    }

    private static Object[] history(String state) {
        return switch (state) {
            case "active" -> new Object[] {REGISTERED};
            case "disabled" -> new Object[] {REGISTERED, new WebhookDisabled(WEBHOOK, ORG, false)};
            case "removed" -> new Object[] {REGISTERED, new WebhookRemoved(WEBHOOK, ORG)};
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static WebhookCommand sensible(String command, OrganizationId org) {
        return switch (command) {
            case "RegisterWebhook" -> new RegisterWebhook(WEBHOOK, org, WANTED, null, SECRET);
            case "ChangeWebhook" -> new ChangeWebhook(WEBHOOK, org, wanting(URL + "/2", List.of()));
            case "RotateWebhookSecret" -> new RotateWebhookSecret(WEBHOOK, org, SECOND, null);
            case "DisableWebhook" -> new DisableWebhook(WEBHOOK, org);
            case "DisableFailingWebhook" -> new DisableFailingWebhook(WEBHOOK, org);
            case "EnableWebhook" -> new EnableWebhook(WEBHOOK, org);
            case "RemoveWebhook" -> new RemoveWebhook(WEBHOOK, org);
            case "RecoverWebhook" -> new RecoverWebhook(WEBHOOK, org, 0);
            case "ResendDelivery" -> new ResendDelivery(WEBHOOK, org, "an-event");
            default -> throw new IllegalArgumentException(command);
        };
    }

    private static WantedEvents wanting(String url, List<String> types) {
        return new WantedEvents(url, "", types, null, false);
    }

    private static RegisterWebhook register(OrganizationId org, WantedEvents wanted, @Nullable Long since) {
        return new RegisterWebhook(WEBHOOK, org, wanted, since, SECRET);
    }

    @ParameterizedTest
    @EnumSource(WebhookState.class)
    void isOutOfReachOfAnotherOrganizationInEveryState(WebhookState state) {
        for (var command : WebhookCommand.class.getPermittedSubclasses()) {
            webhook.given(history(state.name().toLowerCase(Locale.ROOT)))
                    .when(sensible(command.getSimpleName(), RIVAL))
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
    }

    // ---- how it begins

    @Test
    void beginsWhereTheLogEnds() {
        webhook.givenNoPriorActivity()
                .when(register(ORG, new WantedEvents(" " + URL, "Billing ", List.of("license.*"), " ", false), null))
                .expectEvents(REGISTERED);
    }

    @Test
    void isNotRegisteredForAnOrganizationThatIsNotThere() {
        identities.knowDeleted(ORG);
        for (var org : List.of(ORG, RIVAL)) {
            webhook.givenNoPriorActivity()
                    .when(register(org, WANTED, null))
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
        webhook.givenNoPriorActivity()
                .when(register(OrganizationId.OPERATOR, WANTED, null))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void beginsBehindNoPositionThatTheLogHasNot() {
        for (var since : List.of(-1L, 1L)) {
            webhook.givenNoPriorActivity()
                    .when(register(ORG, WANTED, since))
                    .expectException(invalid("since"))
                    .expectNoEvents();
        }
        webhook.given(REGISTERED)
                .when(new RecoverWebhook(WEBHOOK, ORG, 1))
                .expectException(invalid("since"))
                .expectNoEvents();
    }

    @Test
    void wantsTypesThatThereAreOnly() {
        for (var type : List.of("licence.*", "license", "*", "license.*.x", "")) {
            webhook.givenNoPriorActivity()
                    .when(register(ORG, wanting(URL, List.of("user.invited", type)), null))
                    .expectException(invalid("types"))
                    .expectNoEvents();
        }
    }

    @Test
    void isOneOfTwentyAtMost() {
        var uniqueValues = new UniqueValues(held, id -> true);
        for (var place = 1; place <= 19; place++) {
            uniqueValues.takeWithin(
                    ORG,
                    Webhook.PLACE,
                    Integer.toString(place),
                    WebhookId.random().value(),
                    null,
                    WebhookRule.TOO_MANY_WEBHOOKS,
                    "url");
        }
        webhook.givenNoPriorActivity().when(register(ORG, WANTED, null)).expectSuccessfulHandlerExecution();
        var another = new AggregateTestFixture<>(Webhook.class);
        give(another, false);
        another.givenNoPriorActivity()
                .when(new RegisterWebhook(WebhookId.random(), ORG, WANTED, null, SECRET))
                .expectException(refusedBy(WebhookRule.TOO_MANY_WEBHOOKS))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://receiver.example/",
                "ftp://receiver.example/",
                "https://somebody:password@receiver.example/",
                "https://receiver.example/#part",
                "https://localhost/",
                "https://receiver/",
                "https://api.localhost/",
                "https://vault.internal./",
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://0.0.0.0/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[fd00::1]/",
                "https://[fe80::1]/"
            })
    void isNotAtAnAddressThatLeadsNowhereOnThePublicInternet(String url) {
        webhook.givenNoPriorActivity()
                .when(register(ORG, wanting(url, List.of()), null))
                .expectException(refusedBy(WebhookRule.ADDRESS_NOT_ALLOWED))
                .expectNoEvents();
        webhook.given(REGISTERED)
                .when(new ChangeWebhook(WEBHOOK, ORG, wanting(url, List.of())))
                .expectException(refusedBy(WebhookRule.ADDRESS_NOT_ALLOWED))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "receiver.example",
                "/events",
                "https://",
                "https:receiver",
                "https://127.1/",
                "https://a b/",
                "https://r.example:70000/",
                "https://r.example:0/",
                "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com/"
            })
    void isAtAnAddress(String url) {
        webhook.givenNoPriorActivity()
                .when(register(ORG, wanting(url, List.of()), null))
                .expectException(invalid("url"))
                .expectNoEvents();
    }

    @Test
    void isAtAHostThatCanBeAName() {
        var longest = "a".repeat(63);
        var parts = String.join(".", longest, longest, longest);
        for (var host : List.of(longest + ".example", parts + "." + "a".repeat(61))) {
            assertThat(host).hasSizeLessThanOrEqualTo(253);
            webhook.givenNoPriorActivity()
                    .when(register(ORG, wanting("https://%s/".formatted(host), List.of()), null))
                    .expectSuccessfulHandlerExecution();
        }
        webhook.givenNoPriorActivity()
                .when(register(ORG, wanting("https://%s.%s/".formatted(parts, "a".repeat(62)), List.of()), null))
                .expectException(invalid("url"))
                .expectNoEvents();
    }

    @Test
    void isInAPrivateNetworkWhereThatMayBeReached() {
        var inward = new AggregateTestFixture<>(Webhook.class);
        give(inward, true);
        inward.givenNoPriorActivity()
                .when(register(ORG, wanting("http://127.0.0.1:8080/", List.of()), null))
                .expectSuccessfulHandlerExecution();
    }

    // ---- what is about persons

    private static final WantedEvents PERSONAL = new WantedEvents(URL, "Billing", List.of("license.*"), null, true);
    private static final Map<String, String> BY_CLIENT =
            Map.of(MetadataKey.ACTOR_KIND, ActorKind.CLIENT.name(), MetadataKey.ACTOR_ID, CLIENT.value());

    private static WebhookChanged changed(@Nullable ClientId personalDataBy) {
        return new WebhookChanged(WEBHOOK, ORG, URL, "Billing", List.of("license.*"), null, personalDataBy);
    }

    @Test
    void hasWhatIsAboutPersonsByTheScopeOfAnApiClientOnly() {
        identities.know(CLIENT, ORG, ClientState.ACTIVE, ClientScope.MANAGE_WEBHOOKS, ClientScope.FOLLOW_EVENTS);
        for (var sender : List.of(Map.<String, String>of(), BY_CLIENT)) {
            webhook.givenNoPriorActivity()
                    .when(register(ORG, PERSONAL, null), sender)
                    .expectException(refusedBy(WebhookRule.PERSONAL_DATA_NOT_ALLOWED))
                    .expectNoEvents();
            webhook.given(REGISTERED)
                    .when(new ChangeWebhook(WEBHOOK, ORG, PERSONAL), sender)
                    .expectException(refusedBy(WebhookRule.PERSONAL_DATA_NOT_ALLOWED))
                    .expectNoEvents();
        }
        identities.know(CLIENT, ORG, ClientState.ACTIVE, ClientScope.READ_PERSONAL_DATA_OF_EVENTS);
        webhook.givenNoPriorActivity()
                .when(register(ORG, PERSONAL, null), BY_CLIENT)
                .expectEvents(new WebhookRegistered(
                        WEBHOOK, ORG, URL, "Billing", List.of("license.*"), null, CLIENT, 0, SECRET));
        webhook.given(REGISTERED)
                .when(new ChangeWebhook(WEBHOOK, ORG, PERSONAL), BY_CLIENT)
                .expectEvents(changed(CLIENT));
    }

    @Test
    void keepsWhatAnApiClientAskedForWhenAPersonChangesTheDescription() {
        webhook.given(REGISTERED, changed(CLIENT))
                .when(new ChangeWebhook(
                        WEBHOOK, ORG, new WantedEvents(URL + " ", "Invoices", List.of("license.*"), " ", true)))
                .expectEvents(new WebhookChanged(WEBHOOK, ORG, URL, "Invoices", List.of("license.*"), null, CLIENT));
        webhook.given(REGISTERED, changed(CLIENT))
                .when(new ChangeWebhook(WEBHOOK, ORG, PERSONAL))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        webhook.given(REGISTERED, changed(CLIENT))
                .when(new ChangeWebhook(WEBHOOK, ORG, WANTED))
                .expectEvents(changed(null));
    }

    static Stream<WantedEvents> elsewhere() {
        return Stream.of(
                new WantedEvents("https://mine.example/events", "Billing", List.of("license.*"), null, true),
                new WantedEvents(URL, "Billing", List.of(), null, true),
                new WantedEvents(URL, "Billing", List.of("license.*", "user.*"), null, true),
                new WantedEvents(URL, "Billing", List.of("license.*"), "lic_1", true));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void sendsWhatIsAboutPersonsNowhereElseUnlessAnApiClientMayHaveItSoInItsOwnName(WantedEvents elsewhere) {
        var another = new ClientId("cli_01jd0000000000000000000002");
        var byAnother = Map.of(MetadataKey.ACTOR_KIND, ActorKind.CLIENT.name(), MetadataKey.ACTOR_ID, another.value());
        identities.know(CLIENT, ORG, ClientState.ACTIVE, ClientScope.READ_PERSONAL_DATA_OF_EVENTS);
        identities.know(another, ORG, ClientState.ACTIVE, ClientScope.MANAGE_WEBHOOKS);
        for (var sender : List.of(Map.<String, String>of(), byAnother)) {
            webhook.given(REGISTERED, changed(CLIENT))
                    .when(new ChangeWebhook(WEBHOOK, ORG, elsewhere), sender)
                    .expectException(refusedBy(WebhookRule.PERSONAL_DATA_NOT_ALLOWED))
                    .expectNoEvents();
        }

        identities.know(another, ORG, ClientState.ACTIVE, ClientScope.READ_PERSONAL_DATA_OF_EVENTS);
        webhook.given(REGISTERED, changed(CLIENT))
                .when(new ChangeWebhook(WEBHOOK, ORG, elsewhere), byAnother)
                .expectEvents(new WebhookChanged(
                        WEBHOOK, ORG, elsewhere.url(), "Billing", elsewhere.types(), elsewhere.aggregateId(), another));
    }

    // ---- later

    @Test
    void isNotChangedByWhatItHas() {
        webhook.given(REGISTERED)
                .when(new ChangeWebhook(WEBHOOK, ORG, WANTED))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        webhook.given(REGISTERED)
                .when(new RotateWebhookSecret(WEBHOOK, ORG, SECRET, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void signsWithTheSecretBeforeForAsLongAsIsAskedFor() {
        var tomorrow = NOW.plus(Duration.ofDays(1));
        webhook.given(REGISTERED)
                .when(new RotateWebhookSecret(WEBHOOK, ORG, SECOND, tomorrow.plusNanos(1)))
                .expectEvents(new WebhookSecretRotated(WEBHOOK, ORG, SECOND, tomorrow));
        for (var until : List.of(NOW, NOW.plus(Duration.ofDays(30)).plusMillis(1))) {
            webhook.given(REGISTERED)
                    .when(new RotateWebhookSecret(WEBHOOK, ORG, SECOND, until))
                    .expectException(invalid("previousUntil"))
                    .expectNoEvents();
        }
    }

    @Test
    void saysWhetherTheSuiteDisabledItByItself() {
        webhook.given(REGISTERED)
                .when(new DisableFailingWebhook(WEBHOOK, ORG))
                .expectEvents(new WebhookDisabled(WEBHOOK, ORG, true));
        webhook.given(REGISTERED)
                .when(new DisableWebhook(WEBHOOK, ORG))
                .expectEvents(new WebhookDisabled(WEBHOOK, ORG, false));
    }

    @Test
    void sendsNothingAgainThatHasNoIdentifier() {
        for (var id : List.of(" ", "x".repeat(201))) {
            webhook.given(REGISTERED)
                    .when(new ResendDelivery(WEBHOOK, ORG, id))
                    .expectException(invalid("deliveryId"))
                    .expectNoEvents();
        }
    }
}

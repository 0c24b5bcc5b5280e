package com.avaone.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientState;
import com.avaone.api.feed.FeedFilter;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.webhook.WebhookCommand.DisableFailingWebhook;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookSecret;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.api.webhook.WebhookState;
import com.avaone.api.webhook.WebhookView;
import com.avaone.api.webhook.WebhookView.Secret;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To whom events are sent. */
class KnownWebhookTargetsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrganizationId ORG = new OrganizationId("org_01jd0000000000000000000001");
    private static final ClientId CLIENT = new ClientId("cli_01jd0000000000000000000001");
    private static final WebhookId WEBHOOK = new WebhookId("whk_01jd0000000000000000000001");
    private static final WebhookSecretId NEW = new WebhookSecretId("wsk_01jd0000000000000000000002");
    private static final WebhookSecretId OLD = new WebhookSecretId("wsk_01jd0000000000000000000001");

    private final KnownUsers identities = new KnownUsers();
    private final WebhookSecrets secrets = mock();
    private final AutomaticCommands commands = mock();
    private final MovableClock clock = new MovableClock(NOW);
    private final WebhookTargets targets = new KnownWebhookTargets(identities, secrets, () -> commands, clock);

    @BeforeEach
    void know() {
        identities.know(ORG, LicenseStatus.ACTIVE);
        identities.know(webhook(ORG, WebhookState.ACTIVE, null));
    }

    private static WebhookView webhook(OrganizationId org, WebhookState state, @Nullable ClientId personalDataBy) {
        return new WebhookView(
                WEBHOOK,
                org,
                "https://receiver.example/events",
                "",
                List.of("license.*"),
                "lic_1",
                personalDataBy,
                17,
                state,
                false,
                List.of(new Secret(NEW, NOW, null), new Secret(OLD, NOW.minusSeconds(60), NOW.plusSeconds(60))),
                NOW.minusSeconds(60),
                NOW.minusSeconds(60),
                NOW,
                3);
    }

    @Test
    void areTheirOrganizationsOnly() {
        assertThat(targets.active())
                .containsExactly(new WebhookTarget(
                        WEBHOOK,
                        URI.create("https://receiver.example/events"),
                        new FeedFilter(ORG, List.of("license.*"), "lic_1"),
                        false,
                        17,
                        NOW.minusSeconds(60)));
    }

    @Test
    void areEveryOrganizationsWhereTheyAreTheOperators() {
        identities.know(webhook(OrganizationId.OPERATOR, WebhookState.ACTIVE, null));

        assertThat(targets.active())
                .singleElement()
                .satisfies(
                        target -> assertThat(target.filter().organizationId()).isNull());
    }

    @Test
    void areNoneWhileTheyAreDisabledOrTheirOrganizationIsShut() {
        identities.know(webhook(ORG, WebhookState.DISABLED, null));
        assertThat(targets.active()).isEmpty();
        assertThat(targets.target(WEBHOOK)).isPresent();

        identities.know(webhook(ORG, WebhookState.ACTIVE, null));
        identities.know(ORG, LicenseStatus.SUSPENDED);
        assertThat(targets.active()).isEmpty();

        identities.knowDeleted(ORG);
        assertThat(targets.active()).isEmpty();
    }

    @Test
    void getWhatIsAboutPersonsOnlyWhileTheClientThatAskedForItMay() {
        identities.know(webhook(ORG, WebhookState.ACTIVE, CLIENT));
        assertThat(targets.active().getFirst().personalData()).isFalse();

        identities.know(CLIENT, ORG, ClientState.ACTIVE, ClientScope.READ_PERSONAL_DATA_OF_EVENTS);
        assertThat(targets.active().getFirst().personalData()).isTrue();

        identities.know(CLIENT, ORG, ClientState.ACTIVE, ClientScope.FOLLOW_EVENTS);
        assertThat(targets.active().getFirst().personalData()).isFalse();

        identities.know(CLIENT, ORG, ClientState.REVOKED, ClientScope.READ_PERSONAL_DATA_OF_EVENTS);
        assertThat(targets.active().getFirst().personalData()).isFalse();
    }

    @Test
    void areSignedForWithTheSecretBeforeUntilItsTimeIsOver() {
        when(secrets.find(WEBHOOK, NEW)).thenReturn(Optional.of(new WebhookSecret("whsec_new")));
        when(secrets.find(WEBHOOK, OLD)).thenReturn(Optional.of(new WebhookSecret("whsec_old")));

        assertThat(targets.secrets(WEBHOOK)).containsExactly("whsec_new", "whsec_old");

        clock.advance(Duration.ofSeconds(60));
        assertThat(targets.secrets(WEBHOOK)).containsExactly("whsec_new");
        assertThat(targets.secrets(WebhookId.random())).isEmpty();
    }

    @Test
    void areDisabledInTheNameOfTheSuite() {
        targets.disable(WebhookId.random());
        verifyNoInteractions(commands);

        targets.disable(WEBHOOK);
        verify(commands).send(any(), any(), eq(new DisableFailingWebhook(WEBHOOK, ORG)));
    }
}

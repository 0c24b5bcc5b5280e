package com.avaone.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.user.Identities;
import com.avaone.api.webhook.WebhookDeliveries;
import com.avaone.api.webhook.WebhookEvent.WebhookRecoveryRequested;
import com.avaone.api.webhook.WebhookEvent.WebhookRemoved;
import com.avaone.api.webhook.WebhookEvent.WebhookResendRequested;
import com.avaone.api.webhook.WebhookEvent.WebhookSecretRotated;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookRule;
import com.avaone.api.webhook.WebhookSecret;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookState;
import com.avaone.api.webhook.WebhookView;
import com.avaone.command.kernel.HeldValues;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.Twice;
import com.avaone.command.kernel.UniqueValues;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** What follows from the events of an endpoint, each told twice. */
class WebhookHousekeepingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrganizationId ORG = new OrganizationId("org_01jd0000000000000000000001");
    private static final WebhookId WEBHOOK = new WebhookId("whk_01jd0000000000000000000001");
    private static final WebhookId OTHER = new WebhookId("whk_01jd0000000000000000000002");
    private static final WebhookSecretId FIRST = new WebhookSecretId("wsk_01jd0000000000000000000001");
    private static final WebhookSecretId SECOND = new WebhookSecretId("wsk_01jd0000000000000000000002");
    private static final WebhookSecretId THIRD = new WebhookSecretId("wsk_01jd0000000000000000000003");

    private final Map<String, Secret> held = new ConcurrentHashMap<>();
    private final VaultWebhookSecrets secrets = new VaultWebhookSecrets(vault());
    private final WebhookDeliveries deliveries = mock();
    private final KnownUsers identities = new KnownUsers();
    private final HeldValues places = new HeldValues();
    private final UniqueValues uniqueValues = new UniqueValues(places, id -> true);

    private CredentialVault vault() {
        CredentialVault vault = mock();
        Mockito.doAnswer(call -> held.put(call.getArgument(1), call.getArgument(2)))
                .when(vault)
                .put(any(), any(), any());
        Mockito.doAnswer(call -> held.remove(call.<String>getArgument(1)))
                .when(vault)
                .remove(any(), any());
        Mockito.when(vault.all(VaultWebhookSecrets.KIND)).thenAnswer(_ -> Map.copyOf(held));
        Mockito.when(vault.find(any(), any()))
                .thenAnswer(call -> Optional.ofNullable(held.get(call.<String>getArgument(1))));
        return vault;
    }

    @BeforeEach
    void keepSome() {
        for (var id : new WebhookSecretId[] {FIRST, SECOND, THIRD}) {
            secrets.keep(WEBHOOK, id, WebhookSecret.random());
        }
        secrets.keep(OTHER, FIRST, WebhookSecret.random());
    }

    private boolean has(WebhookId webhook, WebhookSecretId secret) {
        return secrets.find(webhook, secret).isPresent();
    }

    /** The endpoint is signed for with these secrets. */
    private void know(WebhookSecretId... with) {
        identities.know(new WebhookView(
                WEBHOOK,
                ORG,
                "https://receiver.example/events",
                "",
                List.of(),
                null,
                null,
                0,
                WebhookState.ACTIVE,
                false,
                Arrays.stream(with)
                        .map(id -> new WebhookView.Secret(id, NOW, null))
                        .toList(),
                NOW,
                NOW,
                NOW,
                1));
    }

    private static <E> TrackedEventMessage<E> tracked(E event) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(17), GenericEventMessage.asEventMessage(event));
    }

    @Test
    void aSecretThatIsReplacedAtOnceIsForgotten() {
        know(SECOND);

        new Twice(new WhenSecretIsRotatedThenForgetTheOneBefore(secrets, identities))
                .deliver(new WebhookSecretRotated(WEBHOOK, ORG, SECOND, null), NOW);

        assertThat(has(WEBHOOK, FIRST)).isFalse();
        assertThat(has(WEBHOOK, SECOND)).isTrue();
        assertThat(has(WEBHOOK, THIRD))
                .as("made for a command that is under way")
                .isTrue();
        assertThat(has(OTHER, FIRST)).isTrue();
    }

    @Test
    void theSecretBeforeIsKeptWhileMessagesAreSignedWithIt() {
        know(THIRD, SECOND);

        new Twice(new WhenSecretIsRotatedThenForgetTheOneBefore(secrets, identities))
                .deliver(new WebhookSecretRotated(WEBHOOK, ORG, THIRD, NOW.plusSeconds(60)), NOW);

        assertThat(has(WEBHOOK, FIRST)).isFalse();
        assertThat(has(WEBHOOK, SECOND)).isTrue();
        assertThat(has(WEBHOOK, THIRD)).isTrue();
    }

    @Test
    void aSecretOfARotationThatWasBrokenOffTakesTheOneBeforeNoPlace() {
        know(THIRD, FIRST);

        new Twice(new WhenSecretIsRotatedThenForgetTheOneBefore(secrets, identities))
                .deliver(new WebhookSecretRotated(WEBHOOK, ORG, THIRD, NOW.plusSeconds(60)), NOW);

        assertThat(has(WEBHOOK, FIRST)).isTrue();
        assertThat(has(WEBHOOK, SECOND)).isFalse();
        assertThat(has(WEBHOOK, THIRD)).isTrue();
    }

    @Test
    void nothingIsForgottenBeforeItIsKnownWhatHappened() {
        Identities late = mock();
        var before = Map.copyOf(held);
        var rotated = new WebhookSecretRotated(WEBHOOK, ORG, THIRD, null);
        var removed = new WebhookRemoved(WEBHOOK, ORG);

        assertThatThrownBy(() ->
                        new WhenSecretIsRotatedThenForgetTheOneBefore(secrets, late).on(rotated, tracked(rotated)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new WhenWebhookIsRemovedThenForgetIt(deliveries, secrets, uniqueValues, late)
                        .on(removed, tracked(removed)))
                .isInstanceOf(IllegalStateException.class);

        verify(late, times(2)).await(eq(17L), any());
        verifyNoInteractions(deliveries);
        assertThat(held).isEqualTo(before);
    }

    @Test
    void nothingIsLeftOfAnEndpointThatIsRemoved() {
        for (var webhook : new WebhookId[] {WEBHOOK, OTHER}) {
            uniqueValues.takeWithin(
                    ORG,
                    Webhook.PLACE,
                    webhook.equals(WEBHOOK) ? "1" : "2",
                    webhook.value(),
                    null,
                    WebhookRule.TOO_MANY_WEBHOOKS,
                    "url");
        }

        Mockito.doAnswer(_ -> assertThat(has(WEBHOOK, FIRST))
                        .as("Nothing is signed for while its deliveries go.")
                        .isFalse())
                .when(deliveries)
                .forget(WEBHOOK);

        new Twice(new WhenWebhookIsRemovedThenForgetIt(deliveries, secrets, uniqueValues, identities))
                .deliver(new WebhookRemoved(WEBHOOK, ORG), NOW);

        verify(deliveries, atLeastOnce()).forget(WEBHOOK);
        verify(deliveries, never()).forget(OTHER);
        assertThat(held).containsOnlyKeys(OTHER + "/" + FIRST);
        assertThat(places.all()).containsOnlyKeys("webhook.place " + ORG + " 2");
    }

    @Test
    void whatIsAskedForIsSentAgain() {
        var manager = new Twice(new WhenRepetitionIsWantedThenSendAgain(deliveries));

        manager.deliver(new WebhookRecoveryRequested(WEBHOOK, ORG, 17), NOW);
        manager.deliver(new WebhookResendRequested(WEBHOOK, ORG, "an-event"), NOW);

        verify(deliveries, atLeastOnce()).recover(WEBHOOK, 17);
        verify(deliveries, atLeastOnce()).resend(WEBHOOK, "an-event");
        verifyNoMoreInteractions(deliveries);
    }

    @Test
    void aSecretDoesNotShowItself() {
        var secret = WebhookSecret.random();

        assertThat(secret.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(secret).hasToString("(secret of a webhook endpoint)");
    }
}

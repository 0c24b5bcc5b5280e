package com.avaone.query.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.description;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.avaone.api.feed.FeedPoint;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Page;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.api.user.Identities;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookDeliveries;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookProgress;
import com.avaone.api.webhook.WebhookQuery.FindAllWebhooks;
import com.avaone.api.webhook.WebhookQuery.FindDeliveries;
import com.avaone.api.webhook.WebhookQuery.FindDelivery;
import com.avaone.api.webhook.WebhookQuery.FindWebhook;
import com.avaone.api.webhook.WebhookQuery.FindWebhooks;
import com.avaone.api.webhook.WebhookQuery.TestWebhook;
import com.avaone.api.webhook.WebhookState;
import com.avaone.api.webhook.WebhookStatus;
import com.avaone.api.webhook.WebhookView;
import com.avaone.query.kernel.Cursor;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookQueryHandlerTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final List<WebhookView> WEBHOOKS =
            Stream.generate(WebhookQueryHandlerTest::webhook).limit(5).toList();
    private static final WebhookId ONE = WEBHOOKS.getFirst().webhookId();
    private static final WebhookProgress PROGRESS = new WebhookProgress(ONE, FeedPoint.since(3), 4, 5, 1, 0, null);
    private static final WebhookDelivery DELIVERY = new WebhookDelivery(
            ONE,
            "an-event",
            4,
            "license.suspended",
            "lic_1",
            DeliveryState.WAITING,
            1,
            Instant.EPOCH,
            500,
            "500",
            12,
            null);

    private final Identities identities = mock();
    private final WebhookDeliveries deliveries = mock();
    private final WebhookQueryHandler handler = new WebhookQueryHandler(identities, deliveries, Clock.systemUTC());

    private static WebhookView webhook() {
        return new WebhookView(
                WebhookId.random(),
                ORG,
                "https://receiver.example/",
                "",
                List.of(),
                null,
                null,
                0,
                WebhookState.ACTIVE,
                false,
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }

    @BeforeEach
    void know() {
        when(identities.webhooks(ORG)).thenReturn(WEBHOOKS);
        when(identities.webhooks()).thenReturn(WEBHOOKS);
        WEBHOOKS.forEach(
                webhook -> when(identities.webhook(webhook.webhookId())).thenReturn(Optional.of(webhook)));
        when(identities.await(eq(7L), any())).thenReturn(true);
        when(deliveries.progress(any()))
                .thenAnswer(asked ->
                        asked.<Collection<WebhookId>>getArgument(0).contains(ONE) ? Map.of(ONE, PROGRESS) : Map.of());
        when(deliveries.newest(ONE, DeliveryState.WAITING, "here", 3))
                .thenReturn(new Page<>(List.of(DELIVERY), "next"));
        when(deliveries.delivery(ONE, "an-event")).thenReturn(Optional.of(DELIVERY));
        when(deliveries.test(ONE)).thenReturn(DELIVERY);
    }

    @Test
    void givesThemPageByPageOldestFirst() {
        var first = handler.handle(new FindWebhooks(ORG, null, 2), "7");
        var second = handler.handle(new FindWebhooks(ORG, first.next(), 2), null);
        var third = handler.handle(new FindWebhooks(ORG, second.next(), 2), null);

        assertThat(Stream.of(first, second, third)
                        .flatMap(page -> page.items().stream())
                        .map(WebhookStatus::webhook))
                .containsExactlyElementsOf(WEBHOOKS);
        assertThat(third.next()).isNull();
        assertThat(first.items().getFirst().progress()).isEqualTo(PROGRESS);
        assertThat(first.items().getLast().progress()).isNull();
        verify(deliveries, description("once for a page"))
                .progress(WEBHOOKS.subList(0, 2).stream()
                        .map(WebhookView::webhookId)
                        .toList());
        assertThat(handler.handle(new FindAllWebhooks(null, 5), null).items()).hasSize(5);
        assertThat(handler.handle(new FindWebhooks(RIVAL, null, 5), null).items())
                .isEmpty();
    }

    @Test
    void refusesACursorThatItDidNotGive() {
        for (var cursor : List.of("x", ONE.value(), Cursor.of("x"))) {
            assertThatThrownBy(() -> handler.handle(new FindWebhooks(ORG, cursor, 2), null))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            refusal -> assertThat(refusal.rejection().field()).isEqualTo("cursor"));
        }
    }

    @Test
    void givesAnEndpointAndItsDeliveries() {
        assertThat(handler.handle(new FindWebhook(ORG, ONE), null))
                .isEqualTo(new WebhookStatus(WEBHOOKS.getFirst(), false, PROGRESS));
        var page = handler.handle(new FindDeliveries(ORG, ONE, DeliveryState.WAITING, "here", 3));
        assertThat(page.items()).containsExactly(DELIVERY);
        assertThat(page.next()).isEqualTo("next");
        assertThat(handler.handle(new FindDelivery(ORG, ONE, "an-event"))).isEqualTo(DELIVERY);
        assertThat(handler.handle(new TestWebhook(ORG, ONE))).isEqualTo(DELIVERY);
        assertRefused(() -> handler.handle(new FindDelivery(ORG, ONE, "another")), KernelRule.NOT_FOUND);
    }

    @Test
    void hasNothingOfAnotherOrganization() {
        assertRefused(() -> handler.handle(new FindWebhook(RIVAL, ONE), null), KernelRule.NOT_FOUND);
        assertRefused(() -> handler.handle(new FindDeliveries(RIVAL, ONE, null, null, 3)), KernelRule.NOT_FOUND);
        assertRefused(() -> handler.handle(new FindDelivery(RIVAL, ONE, "an-event")), KernelRule.NOT_FOUND);
        assertRefused(() -> handler.handle(new TestWebhook(RIVAL, ONE)), KernelRule.NOT_FOUND);
        verifyNoInteractions(deliveries);
    }

    @Test
    void waitsForThePositionThatIsAskedForAndNotForEver() {
        assertRefused(() -> handler.handle(new FindWebhooks(ORG, null, 5), "8"), KernelRule.READ_MODEL_BEHIND);
        assertRefused(() -> handler.handle(new FindAllWebhooks(null, 5), "8"), KernelRule.READ_MODEL_BEHIND);
        assertRefused(() -> handler.handle(new FindWebhook(ORG, ONE), "8"), KernelRule.READ_MODEL_BEHIND);
    }

    private static void assertRefused(ThrowingCallable question, Rule rule) {
        assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(rule.code()));
    }
}

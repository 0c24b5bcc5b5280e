package com.avaone.command.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.feed.FeedPoint;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.command.kernel.memory.WebhookOutbox.Changes;
import com.avaone.command.kernel.memory.WebhookOutbox.Counts;
import com.avaone.command.kernel.memory.WebhookOutbox.Endpoint;
import com.avaone.command.kernel.memory.WebhookOutbox.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of deliveries to webhook endpoints must be kept alike, whatever keeps it. */
@SuppressWarnings("NullAway.Init") // opened before each test
abstract class WebhookOutboxContractTest {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final Changes NOTHING = new Changes(List.of(), Map.of(), Set.of());

    private final WebhookId webhook = WebhookId.random();
    private final WebhookId other = WebhookId.random();
    WebhookOutbox outbox;

    /** Opens it, or opens it again on what it held when it was closed. */
    abstract WebhookOutbox open();

    abstract void close();

    @BeforeEach
    void openOutbox() {
        outbox = open();
    }

    @AfterEach
    void closeOutbox() {
        close();
    }

    private Endpoint taken() {
        return outbox.take(webhook, "node", NOW, NOW.plus(LEASE), 7).orElseThrow();
    }

    private Endpoint saved(Changes changes) {
        return outbox.save(taken(), changes).orElseThrow();
    }

    private static Changes deliveries(WebhookDelivery... deliveries) {
        return new Changes(List.of(deliveries), Map.of(), Set.of());
    }

    private WebhookDelivery delivery(String id, long position, DeliveryState state, @Nullable Instant next) {
        return new WebhookDelivery(
                webhook, id, position, "license.suspended", "lic_" + id, state, 1, NOW, 500, "no", 12, next);
    }

    @Test
    void beginsANewEndpointBehindItsPosition() {
        assertThat(outbox.endpoint(webhook)).isEmpty();

        var endpoint = taken();

        assertThat(endpoint.point()).isEqualTo(FeedPoint.since(7));
        assertThat(endpoint.reached()).isEqualTo(7);
        assertThat(endpoint.failingSince()).isNull();
        assertThat(endpoint.restUntil()).isNull();
        assertThat(outbox.endpoint(webhook)).hasValue(endpoint);
        assertThat(outbox.endpoint(other)).isEmpty();
    }

    @Test
    void givesAnEndpointToOneOwnerOnlyUntilItsTimeIsOver() {
        var first = taken();

        assertThat(outbox.take(webhook, "other", NOW.plus(LEASE).minusMillis(1), NOW.plus(LEASE), 0))
                .isEmpty();
        assertThat(taken().version()).isGreaterThan(first.version());
        assertThat(outbox.take(
                        webhook, "other", NOW.plus(LEASE), NOW.plus(LEASE).plus(LEASE), 0))
                .hasValueSatisfying(endpoint -> assertThat(endpoint.reached()).isEqualTo(7));
    }

    @Test
    void givesWhatWasReleasedToTheNext() {
        taken();
        outbox.release("other");
        assertThat(outbox.take(webhook, "other", NOW, NOW.plus(LEASE), 0)).isEmpty();
        outbox.release("node");
        assertThat(outbox.take(webhook, "other", NOW, NOW.plus(LEASE), 0)).isPresent();
    }

    @Test
    void keepsWhatWasSavedOverARestart() {
        var taken = taken();
        var changed = new Endpoint(
                webhook, new FeedPoint(9, 2, "a".repeat(64)), 12, NOW, NOW.plusSeconds(9), taken.version());
        var waiting = delivery("e1", 10, DeliveryState.WAITING, NOW.plusSeconds(5));
        var ofNone = new WebhookDelivery(
                webhook, "e2", 11, "sign-in.refused", null, DeliveryState.WAITING, 3, NOW, null, "no", 15_000, NOW);

        var saved = outbox.save(changed, new Changes(List.of(waiting, ofNone), Map.of("lic_3", 8L), Set.of()))
                .orElseThrow();
        close();
        outbox = open();

        assertThat(saved.version()).isGreaterThan(taken.version());
        assertThat(outbox.endpoint(webhook)).hasValue(saved);
        assertThat(saved.point()).isEqualTo(changed.point());
        assertThat(saved.failingSince()).isEqualTo(NOW);
        assertThat(saved.restUntil()).isEqualTo(NOW.plusSeconds(9));
        assertThat(outbox.waiting(webhook)).isEqualTo(Map.of("lic_e1", 10L, WebhookOutbox.NO_AGGREGATE, 11L));
        assertThat(outbox.behind(webhook)).isEqualTo(Map.of("lic_3", 8L));
        assertThat(outbox.delivery(webhook, "e1")).hasValue(waiting);
        assertThat(outbox.delivery(webhook, "e2")).hasValue(ofNone);
        assertThat(outbox.counts(List.of(webhook, other))).isEqualTo(Map.of(webhook, new Counts(2, 0)));
        assertThat(outbox.endpoints(List.of(other, webhook))).isEqualTo(Map.of(webhook, saved));
        assertThat(outbox.counts(List.of())).isEmpty();
    }

    @Test
    void savesNothingOverWhatSomebodyElseChanged() {
        var before = taken();
        var after = taken();

        assertThat(outbox.save(before, deliveries(delivery("e1", 8, DeliveryState.DELIVERED, null))))
                .isEmpty();
        assertThat(outbox.delivery(webhook, "e1")).isEmpty();
        assertThat(outbox.save(after, NOTHING)).isPresent();
    }

    @Test
    void movesOnWithoutAnotherVersion() {
        var endpoint = taken();
        var moved = new Endpoint(webhook, FeedPoint.since(20), 20, null, null, endpoint.version());
        var unknown = new Endpoint(other, FeedPoint.since(20), 20, null, null, 1);

        outbox.moved(List.of(moved, unknown));

        assertThat(outbox.endpoint(webhook)).hasValue(moved);
        assertThat(outbox.endpoint(other)).isEmpty();
        outbox.moved(List.of(new Endpoint(webhook, FeedPoint.since(30), 30, null, null, endpoint.version() - 1)));
        assertThat(outbox.endpoint(webhook)).hasValue(moved);
    }

    @Test
    void putsAndTakesAwayWhatIsBehind() {
        var endpoint = saved(new Changes(List.of(), Map.of("lic_1", 3L, "lic_2", 4L), Set.of()));

        assertThat(outbox.anyDue(NOW)).containsExactly(webhook);
        outbox.save(endpoint, new Changes(List.of(), Map.of("lic_1", 9L), Set.of("lic_2", "lic_never")));

        assertThat(outbox.behind(webhook)).isEqualTo(Map.of("lic_1", 9L));
        assertThat(outbox.behind(other)).isEmpty();
    }

    @Test
    void tellsWhatIsDueTheLongestFirst() {
        saved(deliveries(
                delivery("later", 8, DeliveryState.WAITING, NOW.plusSeconds(2)),
                delivery("sooner", 9, DeliveryState.WAITING, NOW.plusSeconds(1)),
                delivery("done", 10, DeliveryState.DELIVERED, null),
                delivery("dead", 11, DeliveryState.DEAD, null)));

        assertThat(outbox.anyDue(NOW)).isEmpty();
        assertThat(outbox.anyDue(NOW.plusSeconds(1))).containsExactly(webhook);
        assertThat(due(NOW.plusSeconds(1), 9)).containsExactly("sooner");
        assertThat(due(NOW.plusSeconds(2), 9)).containsExactly("sooner", "later");
        assertThat(due(NOW.plusSeconds(2), 1)).containsExactly("sooner");
        assertThat(outbox.due(other, NOW.plusSeconds(2), 9)).isEmpty();
    }

    private List<String> due(Instant now, int limit) {
        return outbox.due(webhook, now, limit).stream()
                .map(WebhookDelivery::deliveryId)
                .toList();
    }

    @Test
    void hasAnythingTriedAgainAtOnce() {
        saved(deliveries(
                delivery("done", 10, DeliveryState.DELIVERED, null),
                delivery("dead", 11, DeliveryState.DEAD, null),
                delivery("waiting", 12, DeliveryState.WAITING, NOW.plusSeconds(500))));

        outbox.resend(webhook, "dead", NOW);
        outbox.resend(webhook, "done", NOW.plusMillis(1));
        outbox.resend(webhook, "waiting", NOW.plusMillis(2));
        outbox.resend(webhook, "never there", NOW);

        assertThat(due(NOW.plusMillis(2), 9)).containsExactly("dead", "done", "waiting");
        assertThat(outbox.delivery(webhook, "dead"))
                .hasValueSatisfying(dead -> assertThat(dead.state()).isEqualTo(DeliveryState.DEAD));
    }

    @Test
    void beginsAnewBehindAPosition() {
        var endpoint = saved(new Changes(
                List.of(
                        delivery("before", 8, DeliveryState.WAITING, NOW),
                        delivery("behind", 10, DeliveryState.WAITING, NOW),
                        delivery("dead", 11, DeliveryState.DEAD, null)),
                Map.of("lic_before", 8L, "lic_behind", 9L),
                Set.of()));
        var reached = new Endpoint(
                webhook, new FeedPoint(7, 5, "a".repeat(64)), 20, null, NOW.plusSeconds(9), endpoint.version());
        outbox.save(reached, NOTHING);

        outbox.recover(webhook, 9);

        assertThat(outbox.endpoint(webhook)).hasValueSatisfying(anew -> {
            assertThat(anew.point()).isEqualTo(FeedPoint.since(9));
            assertThat(anew.reached()).isEqualTo(9);
            assertThat(anew.restUntil()).isNull();
            assertThat(anew.version()).isGreaterThan(endpoint.version() + 1);
        });
        assertThat(outbox.waiting(webhook)).isEqualTo(Map.of("lic_before", 8L));
        assertThat(outbox.behind(webhook)).isEqualTo(Map.of("lic_before", 8L));
        assertThat(outbox.delivery(webhook, "dead")).isPresent();
    }

    @Test
    void doesNotLeaveOutWhatWasNotReached() {
        var endpoint = taken();

        outbox.recover(webhook, 8);
        outbox.recover(other, 8);

        assertThat(outbox.endpoint(webhook)).hasValue(endpoint);
        assertThat(outbox.endpoint(other)).isEmpty();
    }

    @Test
    void forgetsAnEndpointAndNoOther() {
        outbox.take(other, "node", NOW, NOW.plus(LEASE), 0);
        var endpoint = saved(
                new Changes(List.of(delivery("e1", 8, DeliveryState.WAITING, NOW)), Map.of("lic_2", 4L), Set.of()));

        outbox.forget(webhook);

        assertThat(outbox.endpoint(webhook)).isEmpty();
        assertThat(outbox.endpoint(other)).isPresent();
        assertThat(outbox.waiting(webhook)).isEmpty();
        assertThat(outbox.behind(webhook)).isEmpty();
        assertThat(outbox.anyDue(NOW)).isEmpty();
        assertThat(outbox.save(endpoint, NOTHING)).isEmpty();
    }

    @Test
    void listsTheLastTriedFirst() {
        saved(new Changes(
                IntStream.range(0, 6)
                        .mapToObj(index -> new WebhookDelivery(
                                webhook,
                                "e" + index,
                                10 + index,
                                "license.suspended",
                                "lic_1",
                                index % 2 == 0 ? DeliveryState.DELIVERED : DeliveryState.DEAD,
                                1,
                                NOW.plusSeconds(index / 2),
                                200,
                                null,
                                3,
                                null))
                        .toList(),
                Map.of(),
                Set.of()));

        assertThat(listed(null, null, 9)).containsExactly("e5", "e4", "e3", "e2", "e1", "e0");
        assertThat(listed(null, null, 2)).containsExactly("e5", "e4");
        assertThat(listed(null, new Place(NOW.plusSeconds(2), "e4"), 2)).containsExactly("e3", "e2");
        assertThat(listed(null, new Place(NOW.plusSeconds(1), "e3"), 9)).containsExactly("e2", "e1", "e0");
        assertThat(listed(DeliveryState.DEAD, null, 9)).containsExactly("e5", "e3", "e1");
        assertThat(listed(DeliveryState.DEAD, new Place(NOW.plusSeconds(2), "e5"), 1))
                .containsExactly("e3");
        assertThat(listed(DeliveryState.WAITING, null, 9)).isEmpty();
        assertThat(outbox.newest(other, null, null, 9)).isEmpty();
    }

    private List<String> listed(@Nullable DeliveryState state, @Nullable Place before, int limit) {
        return outbox.newest(webhook, state, before, limit).stream()
                .map(WebhookDelivery::deliveryId)
                .toList();
    }

    @Test
    void keepsTheNewestOfAStateOnly() {
        listsTheLastTriedFirst();

        assertThat(outbox.forgetAllBut(webhook, DeliveryState.DELIVERED, 3)).isZero();
        assertThat(outbox.forgetAllBut(webhook, DeliveryState.DELIVERED, 1)).isEqualTo(2);
        assertThat(listed(null, null, 9)).containsExactly("e5", "e4", "e3", "e1");
        assertThat(outbox.forgetAllBut(webhook, DeliveryState.DEAD, 2)).isEqualTo(1);
        assertThat(listed(null, null, 9)).containsExactly("e5", "e4", "e3");
    }

    @Test
    void forgetsWhatWasDeliveredLongAgoInSteps() {
        listsTheLastTriedFirst();

        assertThat(outbox.forgetOlder(NOW, 9)).isZero();
        assertThat(outbox.forgetOlder(NOW.plusSeconds(2), 1)).isEqualTo(1);
        assertThat(outbox.forgetOlder(NOW.plusSeconds(2), 9)).isEqualTo(1);
        assertThat(listed(null, null, 9)).containsExactly("e5", "e4", "e3", "e1");
    }
}

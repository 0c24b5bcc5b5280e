package com.avaone.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.avaone.api.feed.FeedFilter;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookProgress;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.SqliteMemory;
import com.avaone.command.kernel.memory.WebhookOutbox;
import com.avaone.command.kernel.memory.WebhookOutbox.Changes;
import com.avaone.command.kernel.memory.WebhookOutbox.Endpoint;
import com.avaone.command.webhook.LogInMemory.Logged;
import com.standardwebhooks.Webhook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are sent over HTTP to receivers on this machine, from a log in memory, and kept in the embedded store. */
@SuppressWarnings("NullAway.Init") // opened before each test
class WebhookEngineTest {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final OrganizationId NORTHWIND = OrganizationId.random();
    private static final OrganizationId KESTREL = OrganizationId.random();
    private static final FeedFilter OF_NORTHWIND = new FeedFilter(NORTHWIND, List.of(), null);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.now());
    private final LogInMemory log = new LogInMemory();
    private final KnownTargets targets = new KnownTargets();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<WebhookEngine> started = new ArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private SqliteStore store;
    private WebhookOutbox outbox;
    private MortalOutbox mortal;
    private WebhookEngine engine;
    private StoredWebhookDeliveries deliveries;
    private Receiver receiver;

    @BeforeEach
    void begin() throws IOException {
        store = SqliteStore.open(directory.resolve("events.sqlite"));
        outbox = new SqliteMemory(store, clock).webhookOutbox();
        receiver = receiver();
        mortal = new MortalOutbox(outbox);
        engine = started("node", mortal.outbox());
        deliveries = deliveries(engine);
    }

    private Receiver receiver() throws IOException {
        var another = new Receiver();
        receivers.add(another);
        return another;
    }

    private WebhookEngine started(String owner, WebhookOutbox over) {
        return started(owner, over, Retries.STANDARD, true, 16);
    }

    private WebhookEngine started(
            String owner, WebhookOutbox over, Retries retries, boolean privateNetworks, int atOnce) {
        return start(owner, over, retries, privateNetworks, new Semaphore(atOnce, true), new Semaphore(atOnce, true));
    }

    private WebhookEngine start(
            String owner,
            WebhookOutbox over,
            Retries retries,
            boolean privateNetworks,
            Semaphore quick,
            Semaphore slow) {
        var made = new WebhookEngine(
                new DeliveryTools(
                        over,
                        log,
                        targets,
                        sender(privateNetworks),
                        retries,
                        new DeliveryMetrics(metrics),
                        clock,
                        owner,
                        quick,
                        slow),
                log::head,
                LOOK_EVERY);
        made.start();
        started.add(made);
        return made;
    }

    private WebhookSender sender(boolean privateNetworks) {
        return new WebhookSender(privateNetworks, clock);
    }

    private StoredWebhookDeliveries deliveries(WebhookEngine by) {
        return new StoredWebhookDeliveries(outbox, sender(true), targets, log::head, () -> Optional.of(by), clock);
    }

    @AfterEach
    void end() {
        receivers.forEach(Receiver::close);
        started.forEach(WebhookEngine::stop);
        store.close();
    }

    private List<Logged> happen(int count, @Nullable String aggregateId) {
        return IntStream.range(0, count)
                .mapToObj(_ -> log.append("license.suspended", aggregateId, NORTHWIND))
                .toList();
    }

    private static List<String> ids(List<Logged> events) {
        return events.stream().map(Logged::id).toList();
    }

    private WebhookProgress progress(WebhookId webhookId) {
        return Objects.requireNonNull(deliveries.progress(List.of(webhookId)).get(webhookId));
    }

    private WebhookDelivery delivery(WebhookId webhookId, Logged event) {
        return deliveries.delivery(webhookId, event.id()).orElseThrow();
    }

    private void awaitDelivery(WebhookId webhookId, Logged event, ThrowingConsumer<WebhookDelivery> requirement) {
        await().untilAsserted(() ->
                assertThat(deliveries.delivery(webhookId, event.id())).hasValueSatisfying(requirement));
    }

    private void awaitAttempts(WebhookId webhookId, Logged event, int attempts) {
        awaitDelivery(
                webhookId, event, delivery -> assertThat(delivery.attempts()).isEqualTo(attempts));
    }

    /** Everything the endpoint wants is done, and its digest is the feed's. */
    private void awaitDone(WebhookId webhookId, FeedFilter filter, long since) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var progress = progress(webhookId);
            var point = LogInMemory.pointBehind(log.wanted(filter, since), since);
            assertThat(progress.point()).isEqualTo(point.movedTo(log.head()));
            assertThat(progress.reached()).isEqualTo(log.head());
        });
    }

    @Test
    void sendsWhatHappensSignedAndInOrder() throws Exception {
        var before = happen(3, "lic_1");
        var webhook =
                targets.add(receiver.address(), OF_NORTHWIND, before.getFirst().position());
        awaitDone(webhook, OF_NORTHWIND, before.getFirst().position());
        happen(2, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, before.getFirst().position());

        var wanted = log.wanted(OF_NORTHWIND, before.getFirst().position());
        assertThat(receiver.ids()).isEqualTo(ids(wanted));
        for (var message : receiver.messages()) {
            new Webhook(KnownTargets.SECRET).verify(message.body(), message.headers());
            assertThat(message.header("content-type")).isEqualTo("application/cloudevents+json");
            assertThat(message.header("user-agent")).isEqualTo("Avaone-Suite");
            assertThat(message.body()).isEqualTo("{\"id\":\"%s\",\"personal\":false}".formatted(message.id()));
        }
        assertThat(delivery(webhook, wanted.getFirst())).satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(delivery.status()).isEqualTo(204);
            assertThat(delivery.attempts()).isEqualTo(1);
            assertThat(delivery.problem()).isNull();
            assertThat(delivery.nextAttemptAt()).isNull();
            assertThat(delivery.aggregateId()).isEqualTo("lic_1");
        });
    }

    @Test
    void signsByEachSecretThatIsGood() throws Exception {
        var earlier = "whsec_dmlvbGV0LWxhbnRlcm4tb3JjaGFyZC00Mi1lbmQtMTI=";
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        targets.sign(webhook, KnownTargets.SECRET, earlier);
        happen(1, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, 0);

        var message = receiver.messages().getFirst();
        new Webhook(earlier).verify(message.body(), message.headers());
        new Webhook(KnownTargets.SECRET).verify(message.body(), message.headers());
    }

    @Test
    void sendsNothingOfAnotherOrganizationOrTypeAndPersonalDataOnlyWhereItMayBe() throws Exception {
        var types = new FeedFilter(NORTHWIND, List.of("license.*"), null);
        var all = new FeedFilter(null, List.of(), null);
        var ofAll = receiver();
        var webhook = targets.add(receiver.address(), types, 0);
        var everything = targets.add(ofAll.address(), all, 0, true);
        var wanted = log.append("license.suspended", "lic_1", NORTHWIND);
        log.append("license.suspended", "lic_2", KESTREL);
        log.append("user.invited", "usr_1", NORTHWIND);
        log.append("catalogue.published", "catalogue", null);
        awaitDone(webhook, types, 0);
        awaitDone(everything, all, 0);

        assertThat(receiver.ids()).containsExactly(wanted.id());
        assertThat(ofAll.ids()).hasSize(4);
        assertThat(ofAll.messages().getFirst().body()).contains("\"personal\":true");
    }

    @Test
    void triesAgainLaterAndLaterAndGivesUpInTheEnd() {
        receiver.answer(500);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var event = happen(1, "lic_1").getFirst();

        var attempt = 0;
        for (var pause : Retries.STANDARD.pauses()) {
            awaitAttempts(webhook, event, ++attempt);
            var delivery = delivery(webhook, event);
            assertThat(delivery.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(delivery.problem()).isEqualTo("It answers 500.");
            assertThat(delivery.nextAttemptAt()).isEqualTo(clock.instant().plus(pause));
            clock.advance(pause.minusMillis(1));
            looksAround();
            assertThat(receiver.ids()).hasSize(attempt);
            clock.advance(Duration.ofMillis(1));
        }
        awaitDelivery(webhook, event, delivery -> assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD));
        awaitDone(webhook, OF_NORTHWIND, 0);

        assertThat(receiver.ids()).hasSize(10).containsOnly(event.id());
        assertThat(progress(webhook).dead()).isEqualTo(1);
        assertThat(progress(webhook).waiting()).isZero();
        assertThat(progress(webhook).failingSince()).isNotNull();
        assertThat(delivery(webhook, event).nextAttemptAt()).isNull();
        assertThat(metrics.get("avaone.webhooks.failures").counter().count()).isEqualTo(10);
    }

    /** The engine has looked at what is due, as it does again and again. */
    private void looksAround() {
        var probe = targets.add(receivers.getFirst().address(), new FeedFilter(KESTREL, List.of(), null), log.head());
        await().until(() -> outbox.endpoint(probe).isPresent());
        targets.remove(probe);
    }

    @Test
    void holdsUpTheEventsOfOneAggregateOnly() {
        receiver.answer(id -> id.equals("event-2") ? 500 : 204);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var mixed = List.of(
                log.append("a.b", "lic_1", NORTHWIND),
                log.append("a.b", "lic_1", NORTHWIND),
                log.append("a.b", "lic_2", NORTHWIND),
                log.append("a.b", "lic_1", NORTHWIND),
                log.append("a.b", null, NORTHWIND),
                log.append("a.b", "lic_1", NORTHWIND));
        await().untilAsserted(() ->
                assertThat(receiver.ids()).containsExactlyInAnyOrder("event-1", "event-2", "event-3", "event-5"));
        await().untilAsserted(() -> {
            var progress = progress(webhook);
            assertThat(progress.waiting()).isEqualTo(1);
            assertThat(progress.reached()).isEqualTo(log.head());
            assertThat(progress.point()).isEqualTo(LogInMemory.pointBehind(mixed.subList(0, 1), 0));
            assertThat(progress.failingSince()).isNull();
        });

        receiver.answer(204);
        clock.advance(Duration.ofSeconds(5));
        awaitDone(webhook, OF_NORTHWIND, 0);

        assertThat(receiver.taken())
                .containsSubsequence("event-1", "event-2", "event-4", "event-6")
                .hasSize(6);
        assertThat(progress(webhook).waiting()).isZero();
    }

    @Test
    void goesOnBehindADeadLetterAndSendsItWhenAsked() {
        receiver.answer(id -> id.equals("event-1") ? 500 : 204);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var events = happen(2, "lic_1");
        var attempt = 0;
        for (var pause : Retries.STANDARD.pauses()) {
            awaitAttempts(webhook, events.getFirst(), ++attempt);
            clock.advance(pause);
        }
        awaitDone(webhook, OF_NORTHWIND, 0);
        assertThat(receiver.taken()).containsExactly("event-2");

        deliveries.resend(webhook, "event-1");
        awaitAttempts(webhook, events.getFirst(), 11);
        assertThat(delivery(webhook, events.getFirst()).state()).isEqualTo(DeliveryState.DEAD);
        receiver.answer(200);
        deliveries.resend(webhook, "event-1");
        awaitDelivery(
                webhook,
                events.getFirst(),
                delivery -> assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED));

        assertThat(receiver.taken()).containsExactly("event-2", "event-1");
        assertThat(progress(webhook).dead()).isZero();
        deliveries.resend(webhook, "event-2");
        await().until(() -> receiver.taken().size() == 3);
        assertThat(receiver.taken().getLast()).isEqualTo("event-2");
    }

    @Test
    void sendsWhatWaitsAtOnceWhenAsked() {
        receiver.answer(500);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var event = happen(1, "lic_1").getFirst();
        awaitAttempts(webhook, event, 1);

        receiver.answer(204);
        deliveries.resend(webhook, event.id());

        awaitDone(webhook, OF_NORTHWIND, 0);
        assertThat(delivery(webhook, event).attempts()).isEqualTo(2);
    }

    @Test
    void sendsAgainFromAPositionOn() {
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var events = happen(5, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, 0);

        deliveries.recover(webhook, events.get(1).position());
        await().until(() -> receiver.ids().size() == 8);
        awaitDone(webhook, OF_NORTHWIND, events.get(1).position());

        assertThat(receiver.ids().subList(5, 8)).isEqualTo(ids(events.subList(2, 5)));
        assertThat(progress(webhook).point().count()).isEqualTo(3);
    }

    @Test
    void sendsAgainFromAPositionOnWhatWaitsToo() {
        receiver.answer(500);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var events = happen(3, "lic_1");
        awaitAttempts(webhook, events.getFirst(), 1);
        await().until(() -> progress(webhook).reached() == log.head());

        receiver.answer(204);
        deliveries.recover(webhook, 0);
        awaitDone(webhook, OF_NORTHWIND, 0);

        assertThat(receiver.taken()).isEqualTo(ids(events));
    }

    @Test
    void forgetsAnEndpoint() {
        receiver.answer(500);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        awaitAttempts(webhook, happen(1, "lic_1").getFirst(), 1);

        targets.remove(webhook);
        await().until(() -> engine.reached(webhook).isEmpty());
        deliveries.forget(webhook);

        assertThat(deliveries.progress(List.of(webhook))).isEmpty();
        assertThat(deliveries.newest(webhook, null, null, 10).items()).isEmpty();
    }

    @Test
    void disablesAnEndpointThatTookNothingForFiveDays() {
        receiver.answer(500);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var event = happen(1, "lic_1").getFirst();
        awaitAttempts(webhook, event, 1);
        var failingSince = Objects.requireNonNull(progress(webhook).failingSince());

        for (var day = 1; day <= 4; day++) {
            clock.advance(Duration.ofDays(1));
            awaitAttempts(webhook, event, 1 + day);
        }
        clock.advance(Duration.ofDays(1).minusSeconds(1));
        awaitAttempts(webhook, event, 6);
        assertThat(targets.disabled()).isEmpty();
        assertThat(progress(webhook).failingSince()).isEqualTo(failingSince);
        clock.advance(Duration.ofHours(10));
        await().until(() -> targets.disabled().contains(webhook));

        targets.enable(webhook, clock.instant());
        clock.advance(Duration.ofHours(14));
        awaitAttempts(webhook, event, 8);
        assertThat(targets.disabled()).isEmpty();
        receiver.answer(204);
        clock.advance(Duration.ofHours(20));
        awaitDone(webhook, OF_NORTHWIND, 0);
        assertThat(progress(webhook).failingSince()).isNull();
    }

    @Test
    void countsNoDaysInWhichItSentNothingItself() {
        receiver.answer(500);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var event = happen(1, "lic_1").getFirst();
        awaitAttempts(webhook, event, 1);

        clock.advance(Duration.ofDays(6));
        awaitAttempts(webhook, event, 2);

        assertThat(targets.disabled()).isEmpty();
        assertThat(progress(webhook).failingSince()).isEqualTo(clock.instant());
    }

    @Test
    void disablesAnEndpointThatIsGone() {
        receiver.answer(410);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        happen(1, "lic_1");

        await().until(() -> targets.disabled().contains(webhook));
        assertThat(receiver.ids()).containsExactly("event-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void leavesAnEndpointAloneForAsLongAsItWants(int status) {
        receiver.answer(status);
        receiver.answerWith(Map.of("Retry-After", "90"), "");
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var event = happen(1, "lic_1").getFirst();
        awaitAttempts(webhook, event, 1);
        assertThat(delivery(webhook, event).nextAttemptAt())
                .isEqualTo(clock.instant().plusSeconds(90));

        receiver.answer(204);
        receiver.answerWith(Map.of(), "");
        happen(1, "lic_2");
        clock.advance(Duration.ofSeconds(89));
        looksAround();
        assertThat(receiver.ids()).containsExactly("event-1");
        clock.advance(Duration.ofSeconds(1));

        awaitDone(webhook, OF_NORTHWIND, 0);
        assertThat(receiver.taken()).containsExactlyInAnyOrder("event-1", "event-2");
    }

    @Test
    void boundsHowLongAnEndpointMayBeLeftAlone() {
        receiver.answer(503);
        receiver.answerWith(Map.of("Retry-After", "999999999"), "");
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var event = happen(1, "lic_1").getFirst();
        awaitAttempts(webhook, event, 1);

        assertThat(delivery(webhook, event).nextAttemptAt())
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void followsNoRedirection() throws Exception {
        var elsewhere = receiver();
        receiver.answer(307);
        receiver.answerWith(Map.of("Location", elsewhere.address().toString()), "");
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var event = happen(1, "lic_1").getFirst();
        awaitAttempts(webhook, event, 1);

        assertThat(delivery(webhook, event).problem())
                .isEqualTo("It answers 307 and leads elsewhere, where nothing is sent.");
        assertThat(elsewhere.ids()).isEmpty();
    }

    @Test
    void takesNoNoticeOfAnEndlessAnswer() {
        receiver.answer(200);
        receiver.answerWith(Map.of(), "x".repeat(5_000_000));
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var events = happen(3, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, 0);

        assertThat(receiver.taken()).isEqualTo(ids(events));
    }

    @Test
    void reachesNoPrivateNetworkUnlessItMay() {
        engine.stop();
        started("guarded", outbox, Retries.STANDARD, false, 16);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var event = happen(1, "lic_1").getFirst();
        awaitAttempts(webhook, event, 1);

        assertThat(delivery(webhook, event).problem())
                .isEqualTo("It leads into a private network, where nothing is sent.");
        assertThat(delivery(webhook, event).status()).isNull();
        assertThat(receiver.ids()).isEmpty();
    }

    @Test
    void delaysNobodyByAnEndpointThatIsSilent() throws Exception {
        engine.stop();
        var two = started("narrow", outbox, Retries.STANDARD, true, 2);
        var silent = receiver();
        var silence = new CountDownLatch(1);
        silent.beSilentUntil(silence);
        var slow = targets.add(silent.address(), OF_NORTHWIND, 0);
        var quick = targets.add(receiver.address(), OF_NORTHWIND, 0);
        for (var number = 0; number < 20; number++) {
            happen(1, "lic_" + number);
        }

        await().until(() -> receiver.taken().size() == 20);
        assertThat(silent.mostAtOnce()).isBetween(1, 4);
        assertThat(silent.ids()).isEmpty();
        silence.countDown();
        awaitDone(slow, OF_NORTHWIND, 0);
        awaitDone(quick, OF_NORTHWIND, 0);
        assertThat(two.isRunning()).isTrue();
    }

    @Test
    void standsStillWhenTooManyAggregatesWait() {
        receiver.answer(500);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        for (var number = 0; number < EndpointDelivery.MOST_WAITING + 300; number++) {
            happen(1, "lic_" + number);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(progress(webhook).waiting()).isGreaterThanOrEqualTo(EndpointDelivery.MOST_WAITING));
        looksAround();

        assertThat(progress(webhook).waiting()).isLessThan(EndpointDelivery.MOST_WAITING + 100);
        assertThat(progress(webhook).reached()).isLessThan(log.head());
        receiver.answer(204);
        clock.advance(Duration.ofSeconds(5));
        awaitDone(webhook, OF_NORTHWIND, 0);
        assertThat(new HashSet<>(receiver.taken())).hasSize(EndpointDelivery.MOST_WAITING + 300);
    }

    @Test
    void leavesAnEndpointToTheNodeThatHasIt() throws Exception {
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        happen(1, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, 0);
        started("other", outbox);
        for (var number = 0; number < 50; number++) {
            happen(1, "lic_" + number);
        }
        awaitDone(webhook, OF_NORTHWIND, 0);

        assertThat(receiver.ids()).doesNotHaveDuplicates().hasSize(51);

        engine.stop();
        happen(1, "lic_1");
        clock.advance(Duration.ofSeconds(5));
        await().until(() -> receiver.ids().size() == 52);
    }

    @Test
    void goesOnWhereItWasAfterACrash() {
        receiver.answer(id -> id.equals("event-2") ? 500 : 204);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var events = happen(5, "lic_1");
        happen(3, "lic_2");
        awaitAttempts(webhook, events.get(1), 1);
        await().until(() -> progress(webhook).reached() == log.head());
        // Whoever is killed releases nothing.
        mortal.kill();
        engine.stop();

        deliveries = deliveries(started("next", outbox));
        receiver.answer(204);
        clock.advance(Duration.ofSeconds(30));
        looksAround();
        assertThat(receiver.taken()).doesNotContain("event-2");
        clock.advance(Duration.ofSeconds(30));
        awaitDone(webhook, OF_NORTHWIND, 0);

        assertThat(receiver.taken()).containsSubsequence(ids(events));
    }

    @Test
    void sendsATestAtOnceWithoutKeepingIt() throws Exception {
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);

        var delivery = deliveries.test(webhook);

        assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery.type()).isEqualTo("webhook.test");
        assertThat(delivery.position()).isEqualTo(-1);
        assertThat(delivery.status()).isEqualTo(204);
        var message = receiver.messages().getFirst();
        assertThat(message.id()).isEqualTo(delivery.deliveryId());
        new Webhook(KnownTargets.SECRET).verify(message.body(), message.headers());
        assertThat(message.body())
                .contains("\"type\":\"webhook.test\"", "\"source\":\"/organizations/" + NORTHWIND, webhook.value());
        assertThat(deliveries.newest(webhook, null, null, 10).items()).isEmpty();
        receiver.answer(404);
        assertThat(deliveries.test(webhook).problem()).isEqualTo("It answers 404.");
        assertThatThrownBy(() -> deliveries.test(WebhookId.random())).isInstanceOf(Rejected.class);
    }

    @Test
    void tellsThatNobodyIsThere() {
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        receiver.close();

        assertThat(deliveries.test(webhook).problem()).isEqualTo("It cannot be reached.");
    }

    @Test
    void listsDeliveriesByPages() {
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        happen(5, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, 0);

        var first = deliveries.newest(webhook, null, null, 3);
        var second = deliveries.newest(webhook, DeliveryState.DELIVERED, first.next(), 3);

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2);
        assertThat(second.next()).isNull();
        assertThat(first.items()).doesNotContainAnyElementsOf(second.items());
        assertThatThrownBy(() -> deliveries.newest(webhook, null, "made by hand", 3))
                .isInstanceOf(InvalidValue.class);
    }

    @Test
    void readsTheLogOnceForAllThatAreIdle() {
        for (var number = 0; number < 50; number++) {
            targets.add(receiver.address(), new FeedFilter(OrganizationId.random(), List.of(), null), 0);
        }
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        happen(1, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, 0);
        await().until(() -> targets.active().stream()
                .allMatch(target -> outbox.endpoint(target.webhookId())
                        .filter(endpoint -> endpoint.reached() == log.head())
                        .isPresent()));
        var before = log.reads();
        happen(1, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, 0);
        await().until(() -> targets.active().stream()
                .allMatch(target -> outbox.endpoint(target.webhookId())
                        .filter(endpoint -> endpoint.reached() == log.head())
                        .isPresent()));

        assertThat(log.reads() - before).isLessThan(10);
    }

    @Test
    void goesOnWhenTheLogCanBeReadAgain() {
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        happen(1, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, 0);
        log.setReadable(false);
        happen(2, "lic_1");
        looksAround();
        log.setReadable(true);
        clock.advance(Duration.ofSeconds(5));

        awaitDone(webhook, OF_NORTHWIND, 0);
        assertThat(receiver.taken()).hasSize(3);
    }

    @Test
    void takesNothingForLostWhileTheLogIsSlow() {
        receiver.answer(500);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var events = happen(2, "lic_1");
        awaitAttempts(webhook, events.getFirst(), 1);
        log.setSlow(true);
        receiver.answer(204);
        clock.advance(Duration.ofSeconds(5));
        awaitDelivery(
                webhook,
                events.getFirst(),
                delivery -> assertThat(delivery.nextAttemptAt())
                        .isEqualTo(clock.instant().plusSeconds(5)));
        assertThat(delivery(webhook, events.getFirst()).state()).isEqualTo(DeliveryState.WAITING);
        assertThat(delivery(webhook, events.getFirst()).attempts()).isEqualTo(1);

        log.setSlow(false);
        clock.advance(Duration.ofSeconds(5));
        awaitDone(webhook, OF_NORTHWIND, 0);

        assertThat(receiver.taken()).isEqualTo(ids(events));
        assertThat(progress(webhook).dead()).isZero();
    }

    /** Deliveries that were stored for events that the log has not any more, as after it was put back to a backup. */
    @Test
    void givesUpWhatIsNotInTheLogAnyMore() {
        var webhook = targets.add(receiver.address(), new FeedFilter(KESTREL, List.of(), null), 0);
        var event = happen(1, "lic_1").getFirst();
        await().until(() -> progress(webhook).reached() == log.head());
        engine.stop();
        store(webhook, List.of(waiting(webhook, event)), Map.of());

        deliveries = deliveries(started("next", outbox));
        awaitDelivery(webhook, event, delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD);
            assertThat(delivery.problem()).isEqualTo("The event is not in the log any more.");
        });
    }

    private void store(WebhookId webhook, List<WebhookDelivery> changed, Map<String, Long> behind) {
        var now = clock.instant();
        var taken = outbox.take(webhook, "before", now, now, 0).orElseThrow();
        assertThat(outbox.save(
                        new Endpoint(webhook, taken.point(), log.head(), null, null, taken.version()),
                        new Changes(changed, behind, Set.of())))
                .isPresent();
    }

    private WebhookDelivery waiting(WebhookId webhook, Logged event) {
        return new WebhookDelivery(
                webhook,
                event.id(),
                event.position(),
                event.type(),
                event.aggregateId(),
                DeliveryState.WAITING,
                1,
                clock.instant(),
                500,
                "It answers 500.",
                3,
                clock.instant());
    }

    /** As whoever was killed in the middle of storing leaves it, where that is not one transaction. */
    @Test
    void keepsTheOrderOfWhatWasStoredByHalf() {
        engine.stop();
        var events = happen(2, "lic_1");
        receiver.answer(500);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        store(
                webhook,
                List.of(waiting(webhook, events.getFirst())),
                Map.of("lic_1", events.getFirst().position()));

        deliveries = deliveries(started("next", outbox));
        awaitAttempts(webhook, events.getFirst(), 2);
        assertThat(receiver.ids()).containsOnly(events.getFirst().id());
        assertThat(outbox.behind(webhook)).isEmpty();
        receiver.answer(204);
        clock.advance(Duration.ofMinutes(5));
        awaitDone(webhook, OF_NORTHWIND, 0);
        happen(1, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, 0);

        assertThat(receiver.taken()).isEqualTo(ids(log.wanted(OF_NORTHWIND, 0)));
        assertThat(outbox.behind(webhook)).isEmpty();
        assertThat(progress(webhook).waiting()).isZero();
    }

    @Test
    void keepsWhatBecameOfTheOthersWhenOneCannotBeSent() {
        engine.stop();
        var events = List.of(
                log.append("a.b", "lic_1", NORTHWIND),
                log.append("a.b", "lic_2", NORTHWIND),
                log.append("a.b", "lic_3", NORTHWIND));
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        store(webhook, events.stream().map(event -> waiting(webhook, event)).toList(), Map.of());
        log.setBroken("lic_2");

        deliveries = deliveries(started("next", outbox));
        for (var taken : List.of(events.getFirst(), events.getLast())) {
            awaitDelivery(
                    webhook, taken, delivery -> assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED));
        }
        awaitDelivery(webhook, events.get(1), delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(delivery.nextAttemptAt()).isEqualTo(clock.instant().plusSeconds(5));
        });
        log.setBroken(null);
        clock.advance(Duration.ofSeconds(5));
        awaitDone(webhook, OF_NORTHWIND, 0);

        assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(ids(events));
    }

    @Test
    void staysAmongTheSlowWhileNothingIsSentToIt() {
        engine.stop();
        var quick = new CountedTurns();
        start("lanes", outbox, Retries.STANDARD, true, quick, new Semaphore(1, true));
        receiver.answer(500);
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var event = happen(1, "lic_1").getFirst();
        awaitAttempts(webhook, event, 1);
        var turns = quick.taken.get();

        for (var number = 0; number < 3; number++) {
            happen(1, "lic_1");
            await().until(() -> progress(webhook).reached() == log.head());
        }
        assertThat(quick.taken).hasValue(turns);
    }

    /** Counts who had a turn. */
    private static final class CountedTurns extends Semaphore {

        private static final long serialVersionUID = 1;

        private final AtomicInteger taken = new AtomicInteger();

        CountedTurns() {
            super(16, true);
        }

        @Override
        public void acquire() throws InterruptedException {
            super.acquire();
            taken.incrementAndGet();
        }
    }

    @Test
    void doesNotBeginAnewWithWhatIsForgotten() {
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        happen(1, "lic_1");
        awaitDone(webhook, OF_NORTHWIND, 0);

        deliveries.forget(webhook);
        looksAround();

        assertThat(outbox.endpoint(webhook)).isEmpty();
        assertThat(receiver.ids()).hasSize(1);
    }

    @Test
    void keepsABoundedNumberOfWhatWasTaken() {
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        for (var number = 0; number < 1_500; number++) {
            happen(1, "lic_" + number % 10);
        }
        awaitDone(webhook, OF_NORTHWIND, 0);
        await().until(() ->
                outbox.newest(webhook, DeliveryState.DELIVERED, null, 5_000).size()
                        <= EndpointDelivery.KEPT_DELIVERED + 300);

        clock.advance(Duration.ofDays(8));
        await().until(() ->
                outbox.newest(webhook, DeliveryState.DELIVERED, null, 5_000).isEmpty());
    }

    /** Many events, a third of the attempts failing, and the engine killed again and again. */
    @Test
    void missesNothingWhateverFails() {
        var random = new Random(42);
        var aggregates = 60;
        var all = 5_000;
        engine.stop();
        var retries = new Retries(Collections.nCopies(20, Duration.ofSeconds(5)));
        var failures = new Random(7);
        receiver.answer(_ -> {
            synchronized (failures) {
                return failures.nextInt(10) < 3 ? 500 : 204;
            }
        });
        var webhook = targets.add(receiver.address(), OF_NORTHWIND, 0);
        var killed = new MortalOutbox(outbox);
        var running = started("run-0", killed.outbox(), retries, true, 16);
        var runs = 1;
        for (var number = 0; number < all; number++) {
            var ours = random.nextInt(5) > 0;
            log.append("a.b", "agg_" + random.nextInt(aggregates), ours ? NORTHWIND : KESTREL);
            if (number % 500 == 499) {
                var sent = receiver.ids().size();
                await().until(() -> receiver.ids().size() > sent);
                killed.kill();
                running.stop();
                clock.advance(EndpointDelivery.OWNED_FOR);
                killed = new MortalOutbox(outbox);
                running = started("run-" + runs++, killed.outbox(), retries, true, 16);
            }
        }
        deliveries = deliveries(running);
        var wanted = log.wanted(OF_NORTHWIND, 0);
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    clock.advance(Duration.ofSeconds(1));
                    return new HashSet<>(receiver.taken()).size() == wanted.size();
                });
        awaitDone(webhook, OF_NORTHWIND, 0);

        assertThat(new HashSet<>(receiver.ids())).isEqualTo(new HashSet<>(ids(wanted)));
        assertThat(receiver.messages().stream().filter(message -> message.status() == 500))
                .hasSizeGreaterThan(wanted.size() / 4);
        assertOrderOfEachAggregate(wanted, receiver.taken());
        assertThat(progress(webhook).waiting()).isZero();
        assertThat(progress(webhook).dead()).isZero();
    }

    /** What came for the first time came in the order of the log, aggregate by aggregate. */
    private static void assertOrderOfEachAggregate(List<Logged> wanted, List<String> taken) {
        var aggregates = wanted.stream()
                .collect(Collectors.toMap(Logged::id, event -> Objects.requireNonNull(event.aggregateId())));
        var first = new HashSet<String>();
        var came = taken.stream()
                .filter(first::add)
                .collect(Collectors.groupingBy(id -> Objects.requireNonNull(aggregates.get(id))));
        var happened = wanted.stream()
                .map(Logged::id)
                .collect(Collectors.groupingBy(id -> Objects.requireNonNull(aggregates.get(id))));
        assertThat(came).isEqualTo(happened);
    }
}

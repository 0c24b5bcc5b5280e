package com.avaone.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.avaone.api.feed.FeedBatch;
import com.avaone.api.feed.FeedFilter;
import com.avaone.api.feed.FeedItem;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.feed.FeedRule;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.api.license.LicenseEvent.LicensePaused;
import com.avaone.api.license.LicenseEvent.LicenseResumed;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogFeedTest {

    private static final OrganizationId OURS = OrganizationId.random();
    private static final OrganizationId THEIRS = OrganizationId.random();
    private static final LicenseId LICENSE = LicenseId.random();
    private static final FeedFilter EVERYTHING = new FeedFilter(null, List.of(), null);
    private static final int HELD = 4;

    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final LogFeed feed =
            new LogFeed(store, EventSamples.WRITER, new AuthenticatedSeal(), EventSamples.TYPES, HELD);
    private long number;

    @BeforeEach
    void start() {
        feed.start();
    }

    @AfterEach
    void stop() {
        feed.stop();
        store.shutDown();
    }

    private DomainEventMessage<?> event(OrganizationId organization) {
        var license = organization.equals(OURS) ? LICENSE : LicenseId.random();
        var payload = switch ((int) (number % 3)) {
            case 0 -> new LicenseSuspended(license, organization);
            case 1 -> new LicensePaused(license, organization);
            default -> new LicenseResumed(license, organization);
        };
        return new GenericDomainEventMessage<>("License", license.value(), number++, payload);
    }

    private List<String> publish(int count) {
        var events = IntStream.range(0, count)
                .<DomainEventMessage<?>>mapToObj(index -> event(index % 2 == 0 ? OURS : THEIRS))
                .toList();
        store.publish(events);
        awaitTail();
        return events.stream().map(DomainEventMessage::getIdentifier).toList();
    }

    /** What follows the log is a moment behind it, and shows no more than it has. */
    private void awaitTail() {
        try {
            feed.await(EventLog.positionOf(store.createHeadToken()) - 1, Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private FeedBatch read(FeedPoint point, FeedFilter filter) {
        return feed.read(point, filter, false, 100);
    }

    private static List<String> ids(FeedBatch batch) {
        return batch.items().stream().map(LogFeedTest::id).toList();
    }

    private static String id(FeedItem item) {
        return EventSamples.JSON.readTree(item.json()).path("id").asString();
    }

    private static void refuses(Rule rule, ThrowingCallable call) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.rejection().code()).isEqualTo(rule.code()));
    }

    @Test
    void isEmptyBeforeTheFirstEvent() {
        var batch = read(FeedPoint.FIRST, EVERYTHING);

        assertThat(batch.items()).isEmpty();
        assertThat(batch.point()).isEqualTo(FeedPoint.FIRST);
        assertThat(batch.behind()).isZero();
    }

    @Test
    void goesThroughTheLogInItsOrderInPagesThatMissNothing() {
        var published = publish(25);
        var seen = new ArrayList<String>();
        var point = FeedPoint.FIRST;
        do {
            var page = feed.read(point, EVERYTHING, false, 7);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(7);
            seen.addAll(ids(page));
            point = page.point();
        } while (seen.size() < 25);

        assertThat(seen).isEqualTo(published);
        assertThat(point.count()).isEqualTo(25);
        assertThat(read(point, EVERYTHING).items()).isEmpty();
    }

    @Test
    void provesWhatWasSent() throws Exception {
        publish(9);
        var filter = new FeedFilter(OURS, List.of(), null);
        var digest = new byte[32];
        for (var item : read(FeedPoint.FIRST, filter).items()) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(digest);
            sha256.update(
                    (EventSamples.JSON.readTree(item.json()).path("position").asString() + " " + id(item))
                            .getBytes(StandardCharsets.UTF_8));
            digest = sha256.digest();
        }
        assertThat(read(FeedPoint.FIRST, filter).point())
                .isEqualTo(new FeedPoint(8, 5, HexFormat.of().formatHex(digest)));
    }

    @Test
    void showsOnlyWhatIsWanted() {
        var published = publish(12);

        assertThat(ids(read(FeedPoint.FIRST, new FeedFilter(OURS, List.of(), null))))
                .containsExactlyElementsOf(IntStream.range(0, 6)
                        .mapToObj(i -> published.get(2 * i))
                        .toList());
        assertThat(read(FeedPoint.FIRST, new FeedFilter(null, List.of("license.paused"), null))
                        .items())
                .hasSize(4)
                .allMatch(item -> item.type().equals("license.paused"));
        assertThat(read(FeedPoint.FIRST, new FeedFilter(null, List.of("license.*"), null))
                        .items())
                .hasSize(12);
        assertThat(read(FeedPoint.FIRST, new FeedFilter(null, List.of("user.*"), null))
                        .items())
                .isEmpty();
        assertThat(read(FeedPoint.FIRST, new FeedFilter(null, List.of(), LICENSE.value()))
                        .items())
                .hasSize(6);
    }

    @Test
    void movesOnWhereNothingIsWanted() {
        publish(10);

        var batch = read(FeedPoint.FIRST, new FeedFilter(null, List.of("user.*"), null));

        assertThat(batch.point()).isEqualTo(new FeedPoint(9, 0, FeedPoint.NOTHING));
    }

    /** More than one reading looks at: then it says how far it came. */
    @Test
    void looksAtABoundedPartOfTheLog() {
        for (var part = 0; part < 12; part++) {
            publish(1_000);
        }
        var nothing = new FeedFilter(null, List.of("user.*"), null);

        var point = FeedPoint.FIRST;
        var readings = 0;
        for (var batch = read(point, nothing); ; batch = read(batch.point(), nothing)) {
            readings++;
            assertThat(batch.point().position() - point.position()).isBetween(1L, 10_000L);
            point = batch.point();
            if (batch.behind() == 0) {
                break;
            }
        }
        assertThat(readings).isGreaterThan(1);
        assertThat(point.position()).isEqualTo(11_999);
    }

    @Test
    void isTheSameFromTheMemoryAndFromTheLog() {
        publish(3);
        await().until(() -> feed.await(1, Duration.ofMillis(1)));
        var held = read(FeedPoint.since(0), EVERYTHING);
        publish(3 * HELD);
        await().until(() -> feed.await(3 * HELD + 1, Duration.ofMillis(1)));

        var everything = read(FeedPoint.since(0), EVERYTHING);

        assertThat(everything.items()).hasSize(2 + 3 * HELD);
        assertThat(everything.items().subList(0, 2)).isEqualTo(held.items());
        for (var position = 0; position < 3 * HELD; position++) {
            var behind = read(everything.items().get(position).point(), EVERYTHING);
            assertThat(behind.items())
                    .isEqualTo(everything
                            .items()
                            .subList(position + 1, everything.items().size()));
        }
    }

    @Test
    void wakesWhoeverWaits() throws Exception {
        publish(1);
        assertThat(feed.await(0, Duration.ofMillis(1))).isFalse();
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return feed.await(0, Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        publish(1);

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void letsNobodyWaitWhenItStops() throws Exception {
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return feed.await(0, Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        feed.stop();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void goesOnByACursorOfTheSameFilterOnly() {
        publish(5);
        var filter = new FeedFilter(OURS, List.of("license.*"), LICENSE.value());
        var point = feed.read(FeedPoint.FIRST, filter, false, 2).point();
        var cursor = feed.cursor(point, filter);

        assertThat(feed.point(cursor, new FeedFilter(OURS, List.of("license.*"), LICENSE.value())))
                .isEqualTo(point);
        for (var other : List.of(
                EVERYTHING,
                new FeedFilter(THEIRS, List.of("license.*"), LICENSE.value()),
                new FeedFilter(OURS, List.of(), LICENSE.value()),
                new FeedFilter(OURS, List.of("license.*"), null))) {
            refuses(FeedRule.CURSOR_OF_OTHER_FILTERS, () -> feed.point(cursor, other));
        }
    }

    @Test
    void refusesACursorThatSomebodyChangedOrMade() {
        var cursor = feed.cursor(FeedPoint.since(3), EVERYTHING);

        for (var index = 0; index < cursor.length(); index++) {
            var letter = cursor.charAt(index) == 'A' ? 'Q' : 'A';
            var changed = cursor.substring(0, index) + letter + cursor.substring(index + 1);
            refuses(FeedRule.CURSOR_NOT_VALID, () -> feed.point(changed, EVERYTHING));
        }
        for (var made : List.of("", "x", "1.event-feed.", "1.event-feed.AAAA", "1.usr_1.AAAA", cursor + "A", "ä")) {
            refuses(FeedRule.CURSOR_NOT_VALID, () -> feed.point(made, EVERYTHING));
        }
        refuses(FeedRule.CURSOR_NOT_VALID, () -> feed.point(cursor.repeat(10), EVERYTHING));
    }

    @Test
    void refusesToGoOnBehindTheLogsEnd() {
        publish(2);

        refuses(FeedRule.CURSOR_AHEAD_OF_LOG, () -> read(FeedPoint.since(2), EVERYTHING));
    }

    @Test
    void refusesTypesThatDoNotExist() {
        for (var type : List.of("license.suspendedd", "license", "*", ".*", "nothing.*", "")) {
            refuses(KernelRule.QUERY_INVALID, () -> read(FeedPoint.FIRST, new FeedFilter(null, List.of(type), null)));
        }
    }
}

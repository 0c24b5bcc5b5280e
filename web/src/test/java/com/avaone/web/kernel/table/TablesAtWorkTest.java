package com.avaone.web.kernel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.avaone.web.kernel.problem.RequestRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TablesAtWorkTest {

    private final Clock clock = mock(Clock.class);
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final TablesAtWork<One> tables = new TablesAtWork<>(2, 3, clock);

    @BeforeEach
    void look() {
        when(clock.instant()).thenAnswer(_ -> now);
    }

    private static final class One implements TablesAtWork.Table {

        private final String id;
        private final String owner;
        private volatile boolean atWork;

        One(String id, String owner) {
            this.id = id;
            this.owner = owner;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Object owner() {
            return owner;
        }

        @Override
        public boolean isAtWork() {
            return atWork;
        }
    }

    private One kept(String id, String owner) {
        return tables.keep(new One(id, owner));
    }

    private void begin(One one) {
        tables.begin(one.owner(), () -> one.atWork = true);
    }

    @Test
    void keepsOneOfAnOwnerAndTheLatestOfAll() {
        var first = kept("first", "ada");
        assertThat(kept("first", "ada"))
                .as("the same one is answered as it is kept")
                .isSameAs(first);
        kept("second", "ada");
        assertThat(tables.find("first")).as("gave way").isEmpty();

        now = now.plusSeconds(1);
        kept("third", "bob");
        now = now.plusSeconds(1);
        kept("fourth", "eve");
        assertThat(tables.find("second")).isPresent();
        kept("fifth", "mina");
        assertThat(tables.find("third")).as("asked for longest ago").isEmpty();
        assertThat(tables.find("second")).isPresent();
    }

    @Test
    void forgetsWhatNobodyAskedForInAnHourUnlessItIsWorkedOn() {
        begin(kept("worked-on", "ada"));
        kept("left", "bob");
        now = now.plus(Duration.ofHours(1));
        assertThat(tables.find("left")).isPresent();
        now = now.plus(Duration.ofHours(1)).plusMillis(1);

        assertThat(tables.find("left")).isEmpty();
        assertThat(tables.find("worked-on")).isPresent();
    }

    @Test
    void worksOnOneOfAnOwnerAtATimeAndOnAFewOfAll() {
        var one = kept("one", "ada");
        begin(one);
        var another = kept("another", "ada");
        assertThatThrownBy(() -> begin(another)).isInstanceOf(RequestRefused.class);
        assertThat(tables.find("one")).as("what is worked on does not give way").isPresent();

        begin(kept("two", "bob"));
        var three = kept("three", "eve");
        assertThatThrownBy(() -> begin(three)).isInstanceOf(RequestRefused.class);
        assertThat(three.atWork).isFalse();

        one.atWork = false;
        begin(three);
    }

    @Test
    void endsAndTellsAlsoWhereARowFails() {
        var one = kept("one", "ada");
        begin(one);
        var told = new AtomicInteger();

        tables.work(
                one,
                List.of(1, 2),
                row -> {
                    throw new IllegalStateException("row " + row);
                },
                () -> one.atWork = false,
                told::incrementAndGet);

        // The row's failure ends its thread, and would end this wait as well.
        await().dontCatchUncaughtExceptions().until(() -> told.get() == 1);
        assertThat(one.atWork).isFalse();
    }

    @Test
    void beginsNoFurtherRowOnceTheNodeStops() throws InterruptedException {
        var one = kept("one", "ada");
        begin(one);
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var rows = new AtomicInteger();

        tables.work(
                one,
                List.of(1, 2, 3),
                _ -> {
                    rows.incrementAndGet();
                    begun.countDown();
                    await().until(() -> goOn.getCount() == 0);
                },
                () -> one.atWork = false,
                () -> {});
        begun.await();
        tables.stop();
        goOn.countDown();

        await().until(() -> !one.atWork);
        assertThat(rows).hasValue(1);
    }
}

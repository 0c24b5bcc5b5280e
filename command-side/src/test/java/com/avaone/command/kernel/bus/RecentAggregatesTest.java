package com.avaone.command.kernel.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cache of aggregates does not grow without end. */
class RecentAggregatesTest {

    @Test
    void keepsOnlyAsManyAsItMay() {
        var cache = new RecentAggregates(10);
        var keys = IntStream.range(0, 1_000).boxed().toList();
        keys.forEach(key -> cache.put(key, key));

        await().untilAsserted(
                        () -> assertThat(keys).filteredOn(cache::containsKey).hasSizeBetween(1, 10));
        var kept = keys.stream().filter(cache::containsKey).findFirst().orElseThrow();
        assertThat(cache.<Integer, Integer>get(kept)).isEqualTo(kept);
    }

    @Test
    void forgetsWhatIsTakenOut() {
        var cache = new RecentAggregates(2);
        cache.put("a", 1);

        assertThat(cache.remove("a")).isTrue();

        assertThat(cache.<String, Integer>get("a")).isNull();
        assertThat(cache.remove("a")).isFalse();
    }
}

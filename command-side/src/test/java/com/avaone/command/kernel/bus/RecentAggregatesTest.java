package com.avaone.command.kernel.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The cache of aggregates does not grow without end. */
class RecentAggregatesTest {

    @Test
    void keepsWhatWasUsedLast() {
        var cache = new RecentAggregates(2);
        cache.put("a", 1);
        cache.put("b", 2);
        assertThat(cache.<String, Integer>get("a")).isEqualTo(1);

        cache.put("c", 3);

        assertThat(cache.containsKey("a")).isTrue();
        assertThat(cache.containsKey("b")).isFalse();
        assertThat(cache.containsKey("c")).isTrue();
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

package com.avaone.command.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.LicenseId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AbsentAggregatesTest {

    private static final int MANY = 100_000;

    final AbsentAggregates absent = new AbsentAggregates(0);

    @Test
    void neverContainWhatWasAdded() {
        absent.allAdded();
        var ids = someIds().toList();
        ids.forEach(absent::add);

        assertThat(ids).noneMatch(absent::contains);
    }

    @Test
    void containAlmostAllElse() {
        absent.allAdded();
        someIds().forEach(absent::add);

        assertThat(someIds().filter(absent::contains).count()).isGreaterThan(MANY * 999L / 1_000);
    }

    @Test
    void growWithWhatARunAdds() {
        var small = new AbsentAggregates(0, 100);
        small.allAdded();
        var ids = someIds().toList();
        ids.forEach(small::add);

        assertThat(ids).noneMatch(small::contains);
        assertThat(someIds().filter(small::contains).count()).isGreaterThan(MANY * 95L / 100);
    }

    @Test
    void containNothingBeforeAllWereAdded() {
        assertThat(absent.contains("lic_1")).isFalse();
        absent.allAdded();
        assertThat(absent.contains("lic_1")).isTrue();
    }

    @Test
    void haveRoomForAStoreOfAnySize() {
        var many = new AbsentAggregates(Integer.MAX_VALUE);
        many.allAdded();
        many.add("lic_1");

        assertThat(many.contains("lic_1")).isFalse();
        assertThat(many.contains("lic_2")).isTrue();
    }

    private static Stream<String> someIds() {
        return Stream.generate(() -> LicenseId.random().value()).limit(MANY);
    }
}

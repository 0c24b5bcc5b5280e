package com.avaone.api.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {

    @Test
    void ofTestDataIsWellFormedDiffersFromEveryOtherAndCanBeTold() {
        var ids = Stream.generate(UserId::randomOfTestData).limit(1_000).toList();

        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(UserId.parse(id.value())).isEqualTo(id);
            assertThat(id.isOfTestData()).isTrue();
        });
        assertThat(OrganizationId.randomOfTestData().isOfTestData()).isTrue();
    }

    @Test
    void ofAnythingElseIsNotOfTestData() {
        assertThat(Stream.generate(UserId::random).limit(1_000)).noneMatch(UserId::isOfTestData);
        assertThat(OrganizationId.OPERATOR.isOfTestData()).isFalse();
        assertThat(new UserId("usr_testdata").isOfTestData()).isFalse();
        assertThat(new UserId("testdata").isOfTestData()).isFalse();
    }
}

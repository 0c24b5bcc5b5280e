package com.avaone.projection.kernel;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoordinatorsTest {

    final Coordinators coordinators = new Coordinators(1);

    @AfterEach
    void stop() {
        coordinators.shutdownNow();
    }

    @Test
    void lookSoonWhetherAFullQueueHasRoomAgain() {
        var look = coordinators.schedule(() -> {}, Coordinators.QUEUE_IS_FULL_MILLIS, MILLISECONDS);

        assertThat(look.getDelay(MILLISECONDS)).isLessThanOrEqualTo(Coordinators.LOOK_AGAIN_MILLIS);
    }

    @Test
    void waitAsLongAsAxonSaysForAllElse() {
        var claim = coordinators.schedule(() -> {}, 60_000, MILLISECONDS);

        assertThat(claim.getDelay(MILLISECONDS)).isBetween(50_000L, 60_000L);
    }
}

package com.avaone.command.evidence;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down where the events contradict what was signed. */
final class EvidenceHealth implements HealthIndicator {

    private final Checkpoints checkpoints;

    EvidenceHealth(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    @Override
    public Health health() {
        return checkpoints
                .contradiction()
                .map(contradiction ->
                        Health.down().withDetail("reason", contradiction).build())
                .orElseGet(() -> Health.up().build());
    }
}

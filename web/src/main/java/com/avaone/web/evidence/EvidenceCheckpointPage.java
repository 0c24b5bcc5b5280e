package com.avaone.web.evidence;

import com.avaone.api.evidence.EvidenceCheckpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints, the newest first.
 *
 * @param next to be sent as {@code before} for the next page; absent on the last
 */
record EvidenceCheckpointPage(
        List<EvidenceCheckpoint> items, @Nullable Long next) {

    /** A page of at most so many. */
    static EvidenceCheckpointPage of(List<EvidenceCheckpoint> items, int most) {
        var last = items.isEmpty() ? 0 : items.getLast().number();
        return new EvidenceCheckpointPage(items, items.size() < most || last == 0 ? null : last);
    }
}

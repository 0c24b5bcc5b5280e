package com.avaone.api.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every processor of events.
 *
 * @param head position of the log's last event
 */
public record ProcessorsView(long head, List<ProcessorView> items) {

    /**
     * One processor.
     *
     * @param sideEffects whether it touches the world or sends commands; such a processor is never rebuilt
     * @param position up to which event it has come
     * @param lag events behind the head
     * @param lastAdvance when it last handled an event
     * @param parked events that wait for a repair
     * @param stalled behind, and not advancing
     * @param replayUntil while rebuilding: the position at which it is done
     * @param problem one sentence where it has one
     */
    public record ProcessorView(
            String name,
            State state,
            boolean sideEffects,
            long position,
            long lag,
            @Nullable Instant lastAdvance,
            long parked,
            boolean stalled,
            @Nullable Long replayUntil,
            @Nullable String problem) {}

    /** What a processor does now. */
    public enum State {
        RUNNING,
        PAUSED,
        REBUILDING,
        /** Stopped by an error; it tries again by itself. */
        FAILING
    }
}

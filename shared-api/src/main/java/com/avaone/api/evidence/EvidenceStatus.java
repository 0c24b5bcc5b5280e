package com.avaone.api.evidence;

import org.jspecify.annotations.Nullable;

/**
 * How a log is now.
 *
 * @param origin which log
 * @param size how many events are in it
 * @param position up to which position of the suite's log every event is in it; -1 before the first
 * @param contradiction how the events contradict what was signed; absent where all is well
 */
public record EvidenceStatus(
        String origin, long size, long position, @Nullable String contradiction) {}

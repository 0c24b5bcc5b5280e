package com.avaone.web.feed;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the event feed.
 *
 * @param cursor behind what is in {@code items} and what the filters left out before and after it
 * @param head position of the log's last event
 * @param count how many events were sent since the beginning
 * @param digest over what was sent since the beginning
 * @param behind how many positions are still to be read; absent at the end
 */
record EventPage(
        List<CloudEvent> items,

        @Schema(description = "For the next page, with the same filters")
        String cursor,

        @Schema(description = "Position of the log's last event", example = "1208")
        long head,

        @Schema(description = "How many events were sent since the beginning", example = "42")
        long count,

        @Schema(
                description = "Proof of what was sent since the beginning, see docs/feed.md",
                example = "0000000000000000000000000000000000000000000000000000000000000000")
        String digest,

        @Schema(description = "How many positions are still to be read; absent at the end", example = "17") @Nullable
        Long behind) {}

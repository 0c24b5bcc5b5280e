package com.avaone.api.feed;

import java.util.List;

/**
 * What was found behind a point.
 *
 * @param items in the log's order
 * @param point up to which the log was read
 * @param head position of the log's last event at that moment
 */
public record FeedBatch(List<FeedItem> items, FeedPoint point, long head) {

    /** How many positions are still to be read. */
    public long behind() {
        return Math.max(0, head - point.position());
    }
}

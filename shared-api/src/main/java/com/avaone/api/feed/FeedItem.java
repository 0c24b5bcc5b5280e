package com.avaone.api.feed;

/**
 * An event as it is sent.
 *
 * @param type stable name
 * @param json a CloudEvent 1.0 in JSON, on one line
 * @param point behind it
 */
public record FeedItem(String type, String json, FeedPoint point) {}

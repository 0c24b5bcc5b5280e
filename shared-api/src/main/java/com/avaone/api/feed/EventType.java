package com.avaone.api.feed;

/**
 * A type of event in its present form.
 *
 * @param type stable name
 * @param version of its data
 */
public record EventType(String type, String version) {}

package com.avaone.api.feed;

/**
 * How much of events somebody may see.
 *
 * @param personalData whether what is about persons is in them, and the reason, the comment and the address with which they came about
 */
public record FeedAccess(boolean personalData) {}

package com.avaone.api.content;

/**
 * A field that says something else than before.
 *
 * @param before empty where nothing was there
 * @param after empty where nothing is there any more
 */
public record FieldDifference(String field, String before, String after) {}

package com.avaone.api.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items at most as many as asked for
 * @param next opaque cursor of the next page; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {}

package com.avaone.api.communication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of addresses to which nothing is sent, the last ones first.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record SuppressionPage(
        List<SuppressionView> items, @Nullable String next) {}

package com.avaone.api.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of revisions, the latest first.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record ContentRevisionPage(
        List<ContentRevision> items, @Nullable String next) {}

package com.avaone.query.kernel;

import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items the documents on it
 * @param order in which they are
 * @param hasMore whether more come behind them
 */
public record ListPage(List<Document> items, ListOrder order, boolean hasMore) {

    /** The cursor of what comes behind it, if anything does. */
    public @Nullable String next() {
        return hasMore ? order.cursorBehind(items.getLast()) : null;
    }
}

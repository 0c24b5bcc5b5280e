package com.avaone.api.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of databases.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record DatabasePage(
        List<DatabaseView> items, @Nullable String next) {}

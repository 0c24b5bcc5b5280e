package com.avaone.api.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of versions, the latest first.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record CatalogueVersionPage(
        List<CatalogueVersionView> items, @Nullable String next) {}

package com.avaone.api.asset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of assets.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record AssetPage(List<AssetView> items, @Nullable String next) {}

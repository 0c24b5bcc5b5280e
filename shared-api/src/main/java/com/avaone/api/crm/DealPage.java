package com.avaone.api.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of deals.
 *
 * @param next opaque cursor of the next page; absent on the last
 * @param total how many match the filters; 1,001 where there are more than 1,000, which is not counted further
 */
public record DealPage(List<DealView> items, @Nullable String next, long total) {}

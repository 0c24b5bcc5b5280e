package com.avaone.api.lead;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of leads.
 *
 * @param next opaque cursor of the next page; absent on the last
 * @param total how many match the filters
 */
public record LeadPage(List<LeadView> items, @Nullable String next, long total) {}

package com.avaone.api.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of contacts.
 *
 * @param next opaque cursor of the next page; absent on the last
 * @param total how many match the filters
 */
public record ContactPage(List<ContactView> items, @Nullable String next, long total) {}

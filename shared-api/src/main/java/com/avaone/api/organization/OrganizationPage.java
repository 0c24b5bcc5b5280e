package com.avaone.api.organization;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of organizations.
 *
 * @param next opaque cursor of the next page; absent on the last
 * @param total how many match the filters
 */
public record OrganizationPage(
        List<OrganizationView> items, @Nullable String next, long total) {}

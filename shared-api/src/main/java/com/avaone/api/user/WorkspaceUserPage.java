package com.avaone.api.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of workspace users.
 *
 * @param next opaque cursor of the next page; absent on the last
 * @param total how many match the filters
 */
public record WorkspaceUserPage(
        List<WorkspaceUserView> items, @Nullable String next, long total) {}

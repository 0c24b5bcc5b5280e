package com.avaone.api.team;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of users with their teams.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record TeamUserPage(
        List<TeamUserView> items, @Nullable String next) {}

package com.avaone.api.team;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of teams.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record TeamPage(List<TeamView> items, @Nullable String next) {}

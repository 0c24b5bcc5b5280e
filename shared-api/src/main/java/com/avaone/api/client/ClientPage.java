package com.avaone.api.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of API clients.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record ClientPage(List<ClientView> items, @Nullable String next) {}

package com.avaone.api.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the parts of the site, by their keys.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record ContentPage(List<ContentView> items, @Nullable String next) {}

package com.avaone.api.lead;

import com.avaone.api.catalogue.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know the price of.
 *
 * @param seen the version of the catalogue that the person saw; absent for the one in force
 */
public record PriceInquiry(Selection selection, @Nullable Integer seen) {}

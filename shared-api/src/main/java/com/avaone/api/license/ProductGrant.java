package com.avaone.api.license;

import com.avaone.api.kernel.ProductId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The right to use one product.
 *
 * @param validUntil last day (UTC) for this product; absent where it ends with the license
 */
public record ProductGrant(ProductId productId, @Nullable LocalDate validUntil) {}

package com.avaone.api.catalogue;

import com.avaone.api.kernel.ProductId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every product that was ever in the catalogue.
 *
 * @param products those in force first, in the order in which they are shown
 * @param until when something else comes into force by itself; absent where nothing is published that is still to come
 */
public record KnownProducts(
        List<KnownProduct> products, @Nullable Instant until) {

    /**
     * A product.
     *
     * @param name as it was called last
     * @param offered whether it is in the catalogue in force, on the public pages or not
     */
    public record KnownProduct(ProductId productId, LocalizedText name, boolean offered) {}
}

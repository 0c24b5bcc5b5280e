package com.avaone.api.catalogue;

import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import java.util.List;

/**
 * Plans of several products that are sold together.
 *
 * @param hidden whether it is kept off the public pages
 * @param parts at most one plan of each product
 * @param discountPercent how many hundredths it costs less than its parts
 */
public record Bundle(
        BundleId bundleId,
        LocalizedText name,
        LocalizedText summary,
        boolean hidden,
        List<Part> parts,
        int discountPercent) {

    /** A plan that belongs to the bundle. */
    public record Part(ProductId productId, PlanId planId) {}
}

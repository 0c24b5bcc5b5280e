package com.avaone.api.catalogue;

import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have priced: a bundle for so many people, or plans.
 *
 * @param seats for how many people the bundle is
 * @param plans at most one of each product; none where a bundle is chosen
 * @param currency three letters (ISO 4217)
 */
public record Selection(
        @Nullable BundleId bundleId,
        @Nullable Integer seats,
        List<SelectedPlan> plans,
        BillingInterval interval,
        String currency) {

    /** A plan for so many people. */
    public record SelectedPlan(ProductId productId, PlanId planId, int seats) {}
}

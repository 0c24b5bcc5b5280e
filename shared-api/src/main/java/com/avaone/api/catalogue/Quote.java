package com.avaone.api.catalogue;

import com.avaone.api.crm.Money;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a selection costs by one version of the catalogue.
 *
 * @param interval for which it is
 * @param discountPercent that the bundle takes off the sum of the lines
 * @param total what it costs with the discount; absent where the price of a line is told on request
 */
public record Quote(
        int catalogueVersion,
        @Nullable BundleId bundleId,
        BillingInterval interval,
        String currency,
        List<Line> lines,
        int discountPercent,
        @Nullable Money total) {

    /** Whether another version tells the same price of the same selection. */
    public boolean costsTheSameAs(Quote other) {
        return lines.equals(other.lines)
                && discountPercent == other.discountPercent
                && Objects.equals(total, other.total);
    }

    /**
     * One plan.
     *
     * @param perSeat absent where the price is told on request
     * @param amount for all its seats, before any discount; absent where the price is told on request
     */
    public record Line(
            ProductId productId,
            PlanId planId,
            int seats,
            @Nullable Money perSeat,
            @Nullable Money amount) {}
}

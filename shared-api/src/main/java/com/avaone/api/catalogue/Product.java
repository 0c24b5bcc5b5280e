package com.avaone.api.catalogue;

import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import java.util.List;
import java.util.Optional;

/**
 * What is sold.
 *
 * @param hidden whether it is kept off the public pages; it cannot be bought or asked for then
 * @param plans in the order in which they are shown
 */
public record Product(
        ProductId productId, LocalizedText name, LocalizedText summary, boolean hidden, List<Plan> plans) {

    /** One of its plans. */
    public Optional<Plan> plan(PlanId planId) {
        return plans.stream().filter(plan -> plan.planId().equals(planId)).findFirst();
    }
}

package com.avaone.api.catalogue;

import com.avaone.api.kernel.PlanId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways in which a product is sold.
 *
 * @param planId unique within the product
 * @param minSeats the fewest that are sold at once
 * @param maxSeats the most; absent where there is no limit
 * @param prices at most one for each interval and currency; none where the price is told on request
 */
public record Plan(
        PlanId planId,
        LocalizedText name,
        LocalizedText summary,
        int minSeats,
        @Nullable Integer maxSeats,
        List<Price> prices) {

    /** The price for an interval in a currency, if there is one. */
    public Optional<Price> price(BillingInterval interval, String currency) {
        return prices.stream()
                .filter(price -> price.interval() == interval
                        && price.perSeat().currency().equals(currency))
                .findFirst();
    }
}

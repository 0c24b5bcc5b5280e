package com.avaone.api.license;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a license is issued with.
 *
 * @param seats how many users
 * @param validUntil last day (UTC) on which it is valid
 * @param graceDays how many days it stays usable after {@code validUntil}; 0 for none
 * @param products what may be used
 */
public record LicenseTerms(Seats seats, LocalDate validUntil, int graceDays, List<ProductGrant> products) {

    private static final int MAX_GRACE_DAYS = 365;

    /** Far beyond every contract, and near enough that no calendar arithmetic overflows. */
    private static final int MAX_YEARS_AHEAD = 100;

    /**
     * Judges terms from outside.
     *
     * @param today the present day in UTC
     * @return these terms
     * @throws InvalidValue naming the field at fault
     * @throws Rejected by {@link LicenseRule#VALID_UNTIL_PAST} or {@link LicenseRule#PRODUCT_TWICE}
     */
    public LicenseTerms judged(LocalDate today) {
        Seats.of("seats", seats.value());
        judgeLastDay(validUntil, today);
        judgeGraceDays(graceDays);
        judgeProducts(products);
        return this;
    }

    /**
     * Judges the last day of a license.
     *
     * @param today the present day in UTC
     * @throws InvalidValue naming the field {@code validUntil}
     * @throws Rejected by {@link LicenseRule#VALID_UNTIL_PAST}
     */
    public static void judgeLastDay(LocalDate validUntil, LocalDate today) {
        if (validUntil.isBefore(today)) {
            throw new Rejected(
                    LicenseRule.VALID_UNTIL_PAST,
                    "The last day would be %s, which is past. Choose today or later.".formatted(validUntil),
                    "validUntil",
                    Map.of("validUntil", validUntil.toString(), "today", today.toString()));
        }
        if (validUntil.isAfter(today.plusYears(MAX_YEARS_AHEAD))) {
            throw new InvalidValue("validUntil", "must be within the next 100 years");
        }
    }

    /**
     * Judges the length of a grace period.
     *
     * @throws InvalidValue naming the field {@code graceDays}
     */
    public static void judgeGraceDays(int graceDays) {
        if (graceDays < 0 || graceDays > MAX_GRACE_DAYS) {
            throw new InvalidValue("graceDays", "must be a number of days from 0 to 365");
        }
    }

    /** Which products are granted, in a set of the caller's own. */
    public static Set<ProductId> products(List<ProductGrant> grants) {
        var products = new HashSet<ProductId>();
        grants.forEach(grant -> products.add(grant.productId()));
        return products;
    }

    /**
     * Judges a list of products.
     *
     * @throws Rejected by {@link LicenseRule#PRODUCT_TWICE}
     */
    public static void judgeProducts(List<ProductGrant> products) {
        var seen = new HashSet<ProductId>();
        for (var grant : products) {
            if (!seen.add(grant.productId())) {
                throw new Rejected(
                        LicenseRule.PRODUCT_TWICE,
                        "%s is named twice. Grant each product once.".formatted(grant.productId()),
                        "products",
                        Map.of("product", grant.productId().value()));
            }
        }
    }
}

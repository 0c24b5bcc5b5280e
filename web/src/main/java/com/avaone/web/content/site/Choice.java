package com.avaone.web.content.site;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.content.ContentLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For how long and in which currency prices are shown, as the address says.
 *
 * @param currency absent for the one that readers of the language use
 */
record Choice(BillingInterval interval, @Nullable String currency) {

    static final Choice USUAL = new Choice(BillingInterval.MONTH, null);

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final String RUPEES = "INR";

    static Choice of(HttpServletRequest request) {
        var currency = request.getParameter("currency");
        return new Choice(
                Arrays.stream(BillingInterval.values())
                        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(request.getParameter("interval")))
                        .findFirst()
                        .orElse(USUAL.interval),
                currency != null && CURRENCY.matcher(currency).matches() ? currency : null);
    }

    /** The currencies in which something is sold, in the order of the catalogue. */
    static List<String> currencies(CatalogueContents contents) {
        return contents.products().stream()
                .flatMap(product -> product.plans().stream())
                .flatMap(plan -> plan.prices().stream())
                .map(price -> price.perSeat().currency())
                .distinct()
                .toList();
    }

    /** The currency of the prices: one in which something is sold. */
    String currencyIn(CatalogueContents contents, ContentLanguage language) {
        var sold = currencies(contents);
        if (currency != null && sold.contains(currency)) {
            return currency;
        }
        return language == ContentLanguage.HI && sold.contains(RUPEES)
                ? RUPEES
                : sold.stream().findFirst().orElse("");
    }
}

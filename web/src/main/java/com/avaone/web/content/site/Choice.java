package com.avaone.web.content.site;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.content.ContentLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
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

    /** The currency of the prices: one in which something is sold. */
    String currencyIn(CatalogueContents contents, ContentLanguage language) {
        var sold = contents.currencies();
        if (currency != null && sold.contains(currency)) {
            return currency;
        }
        return language == ContentLanguage.HI && sold.contains(RUPEES)
                ? RUPEES
                : sold.stream().findFirst().orElse("");
    }
}

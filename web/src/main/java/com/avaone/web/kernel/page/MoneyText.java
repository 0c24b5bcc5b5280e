package com.avaone.web.kernel.page;

import com.avaone.api.crm.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/**
 * Amounts of money as a reader writes them.
 *
 * @param locale the reader's
 */
public record MoneyText(Locale locale) {

    /** The amount with its currency, without decimals where they are naught. */
    public String of(Money money) {
        var currency = Currency.getInstance(money.currency());
        var digits = Math.max(0, currency.getDefaultFractionDigits());
        var amount = new BigDecimal(money.amount());
        var isWhole = amount.stripTrailingZeros().scale() <= 0;
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(isWhole ? 0 : digits);
        format.setMaximumFractionDigits(digits);
        return format.format(amount);
    }
}

package com.avaone.api.crm;

import com.avaone.api.kernel.InvalidValue;
import java.util.Currency;

/**
 * An amount of money.
 *
 * @param minorUnits in the currency's smallest unit, such as cents or paise
 * @param currency three letters (ISO 4217)
 */
public record Money(long minorUnits, String currency) {

    /** A thousand billions of any currency's cents. */
    private static final long MAX = 100_000_000_000_000L;

    /**
     * Judges an amount from outside.
     *
     * @return this amount
     * @throws InvalidValue naming {@code amount} or {@code currency}
     */
    public Money judged() {
        if (minorUnits < 0 || minorUnits > MAX) {
            throw new InvalidValue("amount", "must be from 0 to %d of the smallest unit".formatted(MAX));
        }
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(currency))) {
            throw new InvalidValue("currency", "must be three letters such as EUR");
        }
        return this;
    }

    /** So many hundredths of it, cut to the smallest unit. */
    public Money percent(int percent) {
        return new Money(Math.multiplyExact(minorUnits, percent) / 100, currency);
    }
}

package com.avaone.api.crm;

import com.avaone.api.kernel.InvalidValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money. In JSON it is {@code {"amount": "12.50", "currency": "USD"}}.
 *
 * @param minorUnits in the currency's smallest unit, such as cents or paise
 * @param currency three letters (ISO 4217)
 */
public record Money(@JsonIgnore long minorUnits, String currency) {

    /** A thousand billions of any currency's cents. */
    private static final long MAX = 100_000_000_000_000L;

    /**
     * Reads an amount as it is written.
     *
     * @param amount a decimal number such as 12.50
     * @throws InvalidValue naming {@code amount} where it is none, or finer than the currency's smallest unit
     */
    @JsonCreator
    public static Money parse(
            @JsonProperty("amount") @Nullable String amount, @JsonProperty("currency") String currency) {
        try {
            var number = new BigDecimal(amount == null ? "" : amount);
            return new Money(
                    number.movePointRight(digits(currency).orElse(number.scale()))
                            .longValueExact(),
                    currency);
        } catch (NumberFormatException _) {
            throw new InvalidValue("amount", "must be a decimal number such as 1200.50");
        } catch (ArithmeticException _) {
            throw new InvalidValue("amount", "must be an amount of whole units of the currency's smallest coin");
        }
    }

    /** The amount as a decimal number, with as many decimals as the currency has. */
    @JsonProperty("amount")
    public String amount() {
        return BigDecimal.valueOf(minorUnits, digits(currency).orElse(0)).toPlainString();
    }

    /** How many decimals the currency has; history may hold one that is not known any more. */
    private static OptionalInt digits(String currency) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(known -> Math.max(0, known.getDefaultFractionDigits()))
                .findFirst();
    }

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
        if (digits(currency).isEmpty()) {
            throw new InvalidValue("currency", "must be three letters such as EUR");
        }
        return this;
    }

    /** So many hundredths of it, cut to the smallest unit. */
    public Money percent(int percent) {
        return new Money(Math.multiplyExact(minorUnits, percent) / 100, currency);
    }
}

package com.avaone.api.lead;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Personal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * To whom an order is to be billed.
 *
 * @param address street, place and what else belongs to it, in lines
 * @param country two letters (ISO 3166-1)
 * @param taxId as the country's authority gave it
 */
public record BillingDetails(
        @Personal String address,
        String country,
        @Personal @Nullable String taxId) {

    private static final int ADDRESS = 500;
    private static final int TAX_ID = 50;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /**
     * Judges details from outside.
     *
     * @return these details without blanks around them and without an empty tax identifier
     * @throws InvalidValue naming the field at fault
     */
    public BillingDetails judged() {
        var place = address.strip();
        if (place.isEmpty() || place.length() > ADDRESS) {
            throw new InvalidValue("address", "must be 1 to %d characters".formatted(ADDRESS));
        }
        if (!COUNTRIES.contains(country)) {
            throw new InvalidValue("country", "must be a country such as IN");
        }
        var tax = taxId == null || taxId.isBlank() ? null : taxId.strip();
        if (tax != null && tax.length() > TAX_ID) {
            throw new InvalidValue("taxId", "must be at most %d characters".formatted(TAX_ID));
        }
        return new BillingDetails(place, country, tax);
    }
}

package com.avaone.api.catalogue;

import com.avaone.api.crm.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** By what anybody tells that a saved quote is what was offered: the form is the one of {@code docs/catalogue.md}, and never changes. */
public final class OfferHash {

    private OfferHash() {}

    /** The SHA-256 of the offer's canonical form, in hexadecimal digits. */
    public static String of(QuoteId quoteId, Quote quote, Instant savedAt, Instant expiresAt) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(canonical(quoteId, quote, savedAt, expiresAt)
                                    .getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** One fact a line, amounts in the currency's smallest unit, instants as milliseconds since 1970; a dash for what is not there. */
    static String canonical(QuoteId quoteId, Quote quote, Instant savedAt, Instant expiresAt) {
        var text = new StringBuilder();
        line(text, "avaone-quote-1");
        line(text, "quote " + quoteId);
        line(text, "catalogue " + quote.catalogueVersion());
        line(text, "bundle " + (quote.bundleId() == null ? "-" : quote.bundleId()));
        line(text, "interval " + quote.interval());
        line(text, "currency " + quote.currency());
        for (var line : quote.lines()) {
            line(
                    text,
                    "line %s/%s %d %s %s"
                            .formatted(
                                    line.productId(),
                                    line.planId(),
                                    line.seats(),
                                    minorUnits(line.perSeat()),
                                    minorUnits(line.amount())));
        }
        line(text, "discount " + quote.discountPercent());
        line(text, "total " + minorUnits(quote.total()));
        line(text, "saved " + savedAt.toEpochMilli());
        line(text, "expires " + expiresAt.toEpochMilli());
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private static String minorUnits(@Nullable Money money) {
        return money == null ? "-" : Long.toString(money.minorUnits());
    }
}

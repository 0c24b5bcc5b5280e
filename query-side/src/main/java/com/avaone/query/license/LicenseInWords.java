package com.avaone.query.license;

import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.ExpiryNoticed;
import com.avaone.api.license.LicenseEvent.GracePeriodChanged;
import com.avaone.api.license.LicenseEvent.GraceStarted;
import com.avaone.api.license.LicenseEvent.LicenseExpired;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicensePaused;
import com.avaone.api.license.LicenseEvent.LicenseReinstated;
import com.avaone.api.license.LicenseEvent.LicenseRenewed;
import com.avaone.api.license.LicenseEvent.LicenseResumed;
import com.avaone.api.license.LicenseEvent.LicenseRevoked;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import com.avaone.api.license.LicenseEvent.OveragePolicyChanged;
import com.avaone.api.license.LicenseEvent.ProductsChanged;
import com.avaone.api.license.LicenseEvent.SeatAssigned;
import com.avaone.api.license.LicenseEvent.SeatLimitChanged;
import com.avaone.api.license.LicenseEvent.SeatReleased;
import com.avaone.api.license.LicenseHistory.FieldChange;
import com.avaone.api.license.LicenseState;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.ProductGrant;
import com.avaone.query.kernel.history.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what happened to a license as people say it, in one language. */
record LicenseInWords(Wording wording) {

    /** How each field's value is said. What is not here (since when, why) the entry itself says. */
    private static final Map<String, BiFunction<Wording, Object, String>> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put(
                LicenseState.STATUS,
                (wording, status) -> wording.ofKind("license.status", LicenseStatus.valueOf((String) status)));
        FIELDS.put(LicenseState.VALID_UNTIL, (_, day) -> day.toString());
        FIELDS.put(LicenseState.GRACE_DAYS, (wording, days) -> wording.of("days", days));
        FIELDS.put(LicenseState.GRACE_UNTIL, (_, day) -> day.toString());
        FIELDS.put(LicenseState.SEATS, (_, seats) -> seats.toString());
        FIELDS.put(LicenseState.SEATS_USED, (_, seats) -> seats.toString());
        FIELDS.put(LicenseState.EXTRA_SEATS, (_, seats) -> seats.toString());
        FIELDS.put(LicenseState.PRODUCTS, LicenseInWords::products);
    }

    /** What happened, as a heading. */
    String what(LicenseEvent event) {
        return switch (event) {
            case LicenseRenewed renewed ->
                wording.happened(event, renewed.validUntil().toString());
            case GraceStarted started ->
                wording.happened(event, started.graceUntil().toString());
            case ExpiryNoticed noticed ->
                wording.happened(
                        event,
                        wording.of("days", noticed.daysLeft()),
                        noticed.validUntil().toString());
            case SeatAssigned assigned ->
                wording.happened(event, assigned.userId().value());
            case SeatReleased released ->
                wording.happened(event, released.userId().value());
            case LicenseIssued _,
                    LicenseSuspended _,
                    LicensePaused _,
                    LicenseResumed _,
                    LicenseReinstated _,
                    LicenseExpired _,
                    GracePeriodChanged _,
                    SeatLimitChanged _,
                    ProductsChanged _,
                    OveragePolicyChanged _,
                    LicenseRevoked _ -> wording.happened(event);
        };
    }

    /** A field's value; empty where the entry itself says it. */
    Optional<String> value(String field, Object value) {
        return Optional.ofNullable(FIELDS.get(field)).map(inWords -> inWords.apply(wording, value));
    }

    /** Each field that is another now than before. */
    List<FieldChange> changes(Map<String, ?> before, Map<String, ? extends @Nullable Object> changed) {
        var changes = new ArrayList<FieldChange>();
        FIELDS.forEach((name, value) -> {
            if (changed.containsKey(name)) {
                var old = before.get(name);
                var now = changed.get(name);
                if (!Objects.equals(old, now)) {
                    changes.add(
                            new FieldChange(wording.of("license.field." + name), said(value, old), said(value, now)));
                }
            }
        });
        return changes;
    }

    private @Nullable String said(BiFunction<Wording, Object, String> inWords, @Nullable Object value) {
        return value == null ? null : inWords.apply(wording, value);
    }

    private static String products(Wording wording, Object plain) {
        var products = LicenseState.products(plain);
        return products.isEmpty()
                ? wording.of("license.products.none")
                : products.stream().map(grant -> product(wording, grant)).collect(Collectors.joining(", "));
    }

    private static String product(Wording wording, ProductGrant grant) {
        var product = grant.productId().value();
        return grant.validUntil() == null
                ? product
                : wording.of(
                        "license.product.until", product, grant.validUntil().toString());
    }
}

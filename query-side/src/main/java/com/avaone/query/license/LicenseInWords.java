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
import com.avaone.api.license.ProductGrant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what happened to a license as people say it. */
final class LicenseInWords {

    /** How a field is called, and how its value is said. What is not here (since when, why) the entry itself says. */
    private record Field(String label, Function<Object, String> value) {}

    private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put(LicenseState.STATUS, new Field("Status", status -> ((String) status).toLowerCase(Locale.ROOT)));
        FIELDS.put(LicenseState.VALID_UNTIL, new Field("Valid until", Object::toString));
        FIELDS.put(LicenseState.GRACE_DAYS, new Field("Grace period", days -> counted((int) days, "day")));
        FIELDS.put(LicenseState.GRACE_UNTIL, new Field("Usable in grace until", Object::toString));
        FIELDS.put(LicenseState.SEATS, new Field("Seats", Object::toString));
        FIELDS.put(LicenseState.SEATS_USED, new Field("Seats used", Object::toString));
        FIELDS.put(LicenseState.EXTRA_SEATS, new Field("Seats beyond the limit", Object::toString));
        FIELDS.put(LicenseState.PRODUCTS, new Field("Products", LicenseInWords::products));
    }

    private LicenseInWords() {}

    /** What happened, as a heading. */
    static String what(LicenseEvent event) {
        return switch (event) {
            case LicenseIssued _ -> "License issued";
            case LicenseSuspended _ -> "License suspended";
            case LicensePaused _ -> "License paused";
            case LicenseResumed _ -> "License resumed after a pause";
            case LicenseReinstated _ -> "License reinstated after a suspension";
            case LicenseRenewed renewed -> "License renewed until " + renewed.validUntil();
            case GraceStarted started -> "Grace period runs until " + started.graceUntil();
            case LicenseExpired _ -> "License expired";
            case ExpiryNoticed noticed ->
                "Notice given: the license ends in " + counted(noticed.daysLeft(), "day") + ", on "
                        + noticed.validUntil();
            case GracePeriodChanged _ -> "Length of the grace period changed";
            case SeatLimitChanged _ -> "Number of seats changed";
            case ProductsChanged _ -> "Products changed";
            case OveragePolicyChanged _ -> "Number of seats beyond the limit changed";
            case LicenseRevoked _ -> "License revoked";
            case SeatAssigned assigned -> "Seat given to " + assigned.userId();
            case SeatReleased released -> "Seat taken back from " + released.userId();
        };
    }

    /** Each field that is another now than before. */
    static List<FieldChange> changes(Map<String, ?> before, Map<String, ? extends @Nullable Object> changed) {
        var changes = new ArrayList<FieldChange>();
        FIELDS.forEach((name, field) -> {
            if (changed.containsKey(name)) {
                var old = before.get(name);
                var now = changed.get(name);
                if (!Objects.equals(old, now)) {
                    changes.add(new FieldChange(field.label(), said(field, old), said(field, now)));
                }
            }
        });
        return changes;
    }

    private static @Nullable String said(Field field, @Nullable Object value) {
        return value == null ? null : field.value().apply(value);
    }

    private static String counted(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static String products(Object plain) {
        var products = LicenseState.products(plain);
        return products.isEmpty()
                ? "none"
                : products.stream().map(LicenseInWords::product).collect(Collectors.joining(", "));
    }

    private static String product(ProductGrant grant) {
        return grant.validUntil() == null
                ? grant.productId().value()
                : grant.productId() + " until " + grant.validUntil();
    }
}

package com.avaone.api.license;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A license's state as plain values (text, numbers, instants, lists and maps of these) under the names of {@link LicenseView}'s
 * components. The only place that says what each event changes: read models store these values, histories compare them, and an earlier
 * state is these values put one over another.
 */
public final class LicenseState {

    public static final String LICENSE_ID = "licenseId";
    public static final String ORGANIZATION_ID = "organizationId";
    public static final String STATUS = "status";
    public static final String STATUS_SINCE = "statusSince";
    public static final String STATUS_REASON = "statusReason";
    public static final String VALID_UNTIL = "validUntil";
    public static final String GRACE_DAYS = "graceDays";
    public static final String GRACE_UNTIL = "graceUntil";
    public static final String SEATS = "seats";
    public static final String SEATS_USED = "seatsUsed";
    public static final String EXTRA_SEATS = "extraSeats";
    public static final String PRODUCTS = "products";

    private static final String PRODUCT_ID = "productId";

    private LicenseState() {}

    /**
     * What is so after {@code event}; a null value means that there is none any more. What is not named stays as it was.
     *
     * @param at when it happened; kept to the millisecond, as databases do
     * @param reason in the words of whoever did it
     */
    public static Map<String, @Nullable Object> after(LicenseEvent event, Instant at, @Nullable String reason) {
        var state = new LinkedHashMap<String, @Nullable Object>();
        switch (event) {
            case LicenseIssued issued -> {
                state.put(LICENSE_ID, issued.licenseId().value());
                state.put(ORGANIZATION_ID, issued.organizationId().value());
                putStatus(state, LicenseStatus.ACTIVE, at, reason);
                state.put(VALID_UNTIL, issued.terms().validUntil().toString());
                state.put(GRACE_DAYS, issued.terms().graceDays());
                state.put(SEATS, issued.terms().seats().value());
                state.put(SEATS_USED, 0);
                state.put(EXTRA_SEATS, OveragePolicy.NONE.extraSeats());
                state.put(PRODUCTS, plain(issued.terms().products()));
            }
            case LicenseSuspended _ -> putStatus(state, LicenseStatus.SUSPENDED, at, reason);
            case LicensePaused _ -> putStatus(state, LicenseStatus.PAUSED, at, reason);
            case LicenseResumed _, LicenseReinstated _ -> putStatus(state, LicenseStatus.ACTIVE, at, reason);
            case LicenseRenewed renewed -> {
                if (renewed.status() == LicenseStatus.ACTIVE) {
                    putStatus(state, LicenseStatus.ACTIVE, at, reason);
                }
                state.put(VALID_UNTIL, renewed.validUntil().toString());
                state.put(GRACE_UNTIL, null);
            }
            case GraceStarted started ->
                state.put(GRACE_UNTIL, started.graceUntil().toString());
            case LicenseExpired _ -> {
                putStatus(state, LicenseStatus.EXPIRED, at, reason);
                state.put(GRACE_UNTIL, null);
            }
            case ExpiryNoticed _ -> {}
            case GracePeriodChanged changed -> state.put(GRACE_DAYS, changed.graceDays());
            case SeatLimitChanged changed -> state.put(SEATS, changed.seats().value());
            case ProductsChanged changed -> state.put(PRODUCTS, plain(changed.products()));
            case OveragePolicyChanged changed ->
                state.put(EXTRA_SEATS, changed.overage().extraSeats());
            case LicenseRevoked _ -> {
                putStatus(state, LicenseStatus.REVOKED, at, reason);
                state.put(GRACE_UNTIL, null);
            }
            case SeatAssigned assigned -> state.put(SEATS_USED, assigned.seatsUsed());
            case SeatReleased released -> state.put(SEATS_USED, released.seatsUsed());
        }
        return state;
    }

    private static void putStatus(
            Map<String, @Nullable Object> state, LicenseStatus status, Instant at, @Nullable String reason) {
        state.put(STATUS, status.name());
        state.put(STATUS_SINCE, at.truncatedTo(ChronoUnit.MILLIS));
        state.put(STATUS_REASON, reason);
    }

    private static List<Map<String, Object>> plain(List<ProductGrant> products) {
        return products.stream().map(LicenseState::plain).toList();
    }

    private static Map<String, Object> plain(ProductGrant grant) {
        var plain = new LinkedHashMap<String, Object>();
        plain.put(PRODUCT_ID, grant.productId().value());
        if (grant.validUntil() != null) {
            plain.put(VALID_UNTIL, grant.validUntil().toString());
        }
        return plain;
    }

    /**
     * The view of a whole state, in memory or as a database gives it back (instants as {@link Date}).
     *
     * @param version number of the license's last event
     */
    @SuppressWarnings("JavaUtilDate") // what the database's driver answers
    public static LicenseView view(Map<String, ?> state, long version) {
        var since = value(state, STATUS_SINCE);
        return new LicenseView(
                new LicenseId((String) value(state, LICENSE_ID)),
                new OrganizationId((String) value(state, ORGANIZATION_ID)),
                LicenseStatus.valueOf((String) value(state, STATUS)),
                since instanceof Date date ? date.toInstant() : (Instant) since,
                (String) state.get(STATUS_REASON),
                LocalDate.parse((String) value(state, VALID_UNTIL)),
                (Integer) value(state, GRACE_DAYS),
                day(state.get(GRACE_UNTIL)),
                new Seats((Integer) value(state, SEATS)),
                (Integer) value(state, SEATS_USED),
                new OveragePolicy((Integer) value(state, EXTRA_SEATS)),
                products(state.get(PRODUCTS)),
                version);
    }

    /** The products of a state, in the order in which they were granted. */
    public static List<ProductGrant> products(@Nullable Object plain) {
        return ((List<?>) Objects.requireNonNull(plain))
                .stream()
                        .map(grant -> (Map<?, ?>) grant)
                        .map(grant -> new ProductGrant(
                                new ProductId((String) Objects.requireNonNull(grant.get(PRODUCT_ID))),
                                day(grant.get(VALID_UNTIL))))
                        .toList();
    }

    private static @Nullable LocalDate day(@Nullable Object plain) {
        return plain == null ? null : LocalDate.parse((String) plain);
    }

    private static Object value(Map<String, ?> state, String name) {
        return Objects.requireNonNull(state.get(name), name);
    }
}

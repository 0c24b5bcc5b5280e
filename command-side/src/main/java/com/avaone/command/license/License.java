package com.avaone.command.license;

import static com.avaone.api.license.LicenseStatus.ACTIVE;
import static com.avaone.api.license.LicenseStatus.EXPIRED;
import static com.avaone.api.license.LicenseStatus.PAUSED;
import static com.avaone.api.license.LicenseStatus.REVOKED;
import static com.avaone.api.license.LicenseStatus.SUSPENDED;
import static java.time.ZoneOffset.UTC;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseCommand;
import com.avaone.api.license.LicenseCommand.AssignSeat;
import com.avaone.api.license.LicenseCommand.ChangeGracePeriod;
import com.avaone.api.license.LicenseCommand.ChangeOveragePolicy;
import com.avaone.api.license.LicenseCommand.ChangeProducts;
import com.avaone.api.license.LicenseCommand.ChangeSeatLimit;
import com.avaone.api.license.LicenseCommand.ExpireLicense;
import com.avaone.api.license.LicenseCommand.IssueLicense;
import com.avaone.api.license.LicenseCommand.NoticeExpiry;
import com.avaone.api.license.LicenseCommand.PauseLicense;
import com.avaone.api.license.LicenseCommand.ReleaseSeat;
import com.avaone.api.license.LicenseCommand.RenewLicense;
import com.avaone.api.license.LicenseCommand.ResumeLicense;
import com.avaone.api.license.LicenseCommand.RevokeLicense;
import com.avaone.api.license.LicenseCommand.SuspendLicense;
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
import com.avaone.api.license.LicenseRule;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.OveragePolicy;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.RenewalStart;
import com.avaone.api.license.Seats;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import com.avaone.command.kernel.ProductRange;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The right of one organization to use the suite: how many users, which products, until which day. Its states and what each allows are
 * the table in {@code docs/licenses.md}, which the tests read.
 */
@EventSourced(type = "license")
@StableName("license.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class License {

    private static final int MAX_RENEWAL_YEARS = 10;

    @AggregateIdentifier
    private LicenseId licenseId;

    private OrganizationId organizationId;
    private LicenseStatus status;
    private LocalDate validUntil;
    private int graceDays;

    /** Last day of the running grace period. */
    private @Nullable LocalDate graceUntil;

    private Seats seats;
    private OveragePolicy overage;
    private List<ProductGrant> products;
    private Set<UserId> seated = new HashSet<>();

    /** How many days were left at the last notice in the present term; the numbers only become smaller. */
    private @Nullable Integer lastNotice;

    /** Axon makes an instance without state before it hands over the first command or the history. */
    License() {}

    @CommandHandlerInterceptor
    void guard(LicenseCommand command) {
        Guard.check(command, organizationId);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(IssueLicense command, Clock clock) {
        if (licenseId != null) {
            throw new Rejected(LicenseRule.LICENSE_EXISTS, "%s was issued before.".formatted(licenseId));
        }
        apply(new LicenseIssued(command.licenseId(), command.organizationId(), judged(command.terms(), today(clock))));
    }

    /**
     * The registration was accepted under these terms, so the license is issued however late that is; past its last day it expires at
     * once, by its deadline.
     */
    private static LicenseTerms judged(LicenseTerms terms, LocalDate today) {
        return terms.judged(terms.validUntil().isBefore(today) ? terms.validUntil() : today);
    }

    @CommandHandler
    void handle(SuspendLicense command) {
        refuseIfEnded();
        if (status == SUSPENDED) {
            throw new Rejected(LicenseRule.LICENSE_NOT_ACTIVE, "The license is suspended already.");
        }
        apply(new LicenseSuspended(licenseId, organizationId));
    }

    @CommandHandler
    void handle(PauseLicense command) {
        refuseUnlessActive();
        apply(new LicensePaused(licenseId, organizationId));
    }

    @CommandHandler
    void handle(ResumeLicense command) {
        refuseIfEnded();
        switch (status) {
            case PAUSED -> apply(new LicenseResumed(licenseId, organizationId));
            case SUSPENDED -> apply(new LicenseReinstated(licenseId, organizationId));
            default ->
                throw new Rejected(
                        LicenseRule.LICENSE_NOT_SHUT, "The license is active: it is neither paused nor suspended.");
        }
    }

    @CommandHandler
    void handle(RenewLicense command, Clock clock) {
        refuseIfRevoked();
        var today = today(clock);
        var renewed = lastDayAfter(command.period(), startOf(command.start(), today));
        LicenseTerms.judgeLastDay(renewed, today);
        if (renewed.equals(validUntil) && graceUntil == null && status != EXPIRED) {
            return;
        }
        apply(new LicenseRenewed(licenseId, organizationId, renewed, status == EXPIRED ? ACTIVE : status));
    }

    private LocalDate startOf(RenewalStart start, LocalDate today) {
        return switch (start) {
            case FROM_EXPIRY -> validUntil;
            case FROM_NOW -> today;
            case FROM_NOW_IF_EXPIRED -> validUntil.isBefore(today) ? today : validUntil;
        };
    }

    /** Adds the period as {@link LocalDate#plus} does: a month after 31 January is the last day of February. */
    private static LocalDate lastDayAfter(Period period, LocalDate start) {
        var furthest = start.plusYears(MAX_RENEWAL_YEARS);
        // The parts are bounded before they are added: huge ones would overflow the calendar instead of being refused.
        var usable = !period.isNegative()
                && !period.isZero()
                && period.toTotalMonths() <= MAX_RENEWAL_YEARS * 12L
                && period.getDays() <= DAYS.between(start, furthest)
                && !start.plus(period).isAfter(furthest);
        if (!usable) {
            throw new Rejected(
                    LicenseRule.PERIOD_INVALID,
                    "%s is not a period of at least one day and at most ten years.".formatted(period),
                    "period",
                    Map.of("period", period.toString()));
        }
        return start.plus(period);
    }

    @CommandHandler
    void handle(ExpireLicense command, Clock clock) {
        refuseIfRevoked();
        var today = today(clock);
        if (status == EXPIRED || !today.isAfter(validUntil)) {
            return;
        }
        var lastUsableDay = validUntil.plusDays(graceDays);
        if (today.isAfter(lastUsableDay)) {
            // Also where the grace period went by unseen, because nothing ran for so long.
            apply(new LicenseExpired(licenseId, organizationId));
        } else if (graceUntil == null) {
            apply(new GraceStarted(licenseId, organizationId, lastUsableDay));
        }
    }

    @CommandHandler
    void handle(NoticeExpiry command, Clock clock) {
        refuseIfRevoked();
        var daysLeft = DAYS.between(today(clock), validUntil);
        var tooEarlyOrPast = daysLeft > command.daysLeft() || daysLeft < 0;
        // A notice given on that day or later has told it all, so of several late ones only the first is given.
        var toldBefore = lastNotice != null && lastNotice <= command.daysLeft();
        if (status != EXPIRED && !tooEarlyOrPast && !toldBefore) {
            apply(new ExpiryNoticed(licenseId, organizationId, Math.toIntExact(daysLeft), validUntil));
        }
    }

    @CommandHandler
    void handle(ChangeGracePeriod command, Clock clock) {
        refuseIfRevoked();
        LicenseTerms.judgeGraceDays(command.graceDays());
        if (command.graceDays() == graceDays) {
            return;
        }
        apply(new GracePeriodChanged(licenseId, organizationId, command.graceDays()));
        if (graceUntil != null) {
            var moved = validUntil.plusDays(command.graceDays());
            apply(
                    moved.isBefore(today(clock))
                            ? new LicenseExpired(licenseId, organizationId)
                            : new GraceStarted(licenseId, organizationId, moved));
        }
    }

    @CommandHandler
    void handle(ChangeSeatLimit command) {
        refuseIfRevoked();
        Seats.of("seats", command.seats().value());
        if (command.seats().equals(seats)) {
            return;
        }
        refuseBelowSeated("seats", command.seats(), overage);
        apply(new SeatLimitChanged(licenseId, organizationId, command.seats()));
    }

    @CommandHandler
    void handle(ChangeProducts command, Clock clock, ProductRange range) {
        refuseIfRevoked();
        LicenseTerms.judgeProducts(command.products());
        var added = LicenseTerms.products(command.products());
        added.removeAll(LicenseTerms.products(products));
        range.judge("products", added, clock.instant());
        if (Set.copyOf(command.products()).equals(Set.copyOf(products))) {
            return;
        }
        apply(new ProductsChanged(licenseId, organizationId, command.products()));
    }

    @CommandHandler
    void handle(ChangeOveragePolicy command) {
        refuseIfRevoked();
        OveragePolicy.of(command.overage().extraSeats());
        if (command.overage().equals(overage)) {
            return;
        }
        refuseBelowSeated("extraSeats", seats, command.overage());
        apply(new OveragePolicyChanged(licenseId, organizationId, command.overage()));
    }

    @CommandHandler
    void handle(RevokeLicense command) {
        refuseIfRevoked();
        apply(new LicenseRevoked(licenseId, organizationId));
    }

    @CommandHandler
    void handle(AssignSeat command) {
        seat(command.organizationId(), command.userId());
    }

    @CommandHandler
    void handle(ReleaseSeat command) {
        refuseIfRevoked();
        unseat(command.organizationId(), command.userId());
    }

    /** Seats a user, by a command of its own or in the decision of another aggregate. */
    void seat(OrganizationId organization, UserId userId) {
        refuseOther(organization);
        refuseIfRevoked();
        if (seated.contains(userId)) {
            return;
        }
        refuseUnlessActive();
        var limit = limit(seats, overage);
        if (seated.size() >= limit) {
            throw new Rejected(
                    LicenseRule.SEAT_LIMIT,
                    "All %d seats are taken. Release one, or raise the limit.".formatted(limit),
                    null,
                    facts(limit));
        }
        apply(new SeatAssigned(licenseId, organizationId, userId, seated.size() + 1));
    }

    /** Frees a user's seat, as {@link #seat}. One can be given back when the license has ended, too. */
    void unseat(OrganizationId organization, UserId userId) {
        refuseOther(organization);
        if (seated.contains(userId)) {
            apply(new SeatReleased(licenseId, organizationId, userId, seated.size() - 1));
        }
    }

    @EventSourcingHandler
    void on(LicenseEvent event) {
        switch (event) {
            case LicenseIssued e -> {
                licenseId = e.licenseId();
                organizationId = e.organizationId();
                status = ACTIVE;
                validUntil = e.terms().validUntil();
                graceDays = e.terms().graceDays();
                seats = e.terms().seats();
                overage = OveragePolicy.NONE;
                products = e.terms().products();
            }
            case LicenseSuspended _ -> status = SUSPENDED;
            case LicensePaused _ -> status = PAUSED;
            case LicenseResumed _ -> status = ACTIVE;
            case LicenseReinstated _ -> status = ACTIVE;
            case LicenseRenewed e -> {
                status = e.status();
                validUntil = e.validUntil();
                graceUntil = null;
                lastNotice = null;
            }
            case GraceStarted e -> graceUntil = e.graceUntil();
            case LicenseExpired _ -> {
                status = EXPIRED;
                graceUntil = null;
            }
            case ExpiryNoticed e -> lastNotice = e.daysLeft();
            case GracePeriodChanged e -> graceDays = e.graceDays();
            case SeatLimitChanged e -> seats = e.seats();
            case ProductsChanged e -> products = e.products();
            case OveragePolicyChanged e -> overage = e.overage();
            case LicenseRevoked _ -> {
                status = REVOKED;
                graceUntil = null;
            }
            case SeatAssigned e -> seated.add(e.userId());
            case SeatReleased e -> seated.remove(e.userId());
        }
    }

    /** As the {@link Guard} does for commands. */
    private void refuseOther(OrganizationId organization) {
        if (!organization.equals(organizationId)) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such thing in this organization.");
        }
    }

    private void refuseIfRevoked() {
        if (status == REVOKED) {
            throw new Rejected(LicenseRule.LICENSE_REVOKED, "The license was revoked; it cannot be used or changed.");
        }
    }

    private void refuseIfEnded() {
        refuseIfRevoked();
        if (status == EXPIRED) {
            throw new Rejected(
                    LicenseRule.LICENSE_EXPIRED, "The license expired after %s. Renew it first.".formatted(validUntil));
        }
    }

    private void refuseUnlessActive() {
        refuseIfEnded();
        if (status != ACTIVE) {
            throw new Rejected(
                    LicenseRule.LICENSE_NOT_ACTIVE,
                    "The license is %s. Resume it first.".formatted(status == PAUSED ? "paused" : "suspended"));
        }
    }

    private void refuseBelowSeated(String field, Seats seats, OveragePolicy overage) {
        var limit = limit(seats, overage);
        if (limit < seated.size()) {
            throw new Rejected(
                    LicenseRule.SEATS_BELOW_USED,
                    "%d seats are taken, and %d would be allowed. Release seats first.".formatted(seated.size(), limit),
                    field,
                    facts(limit));
        }
    }

    private Map<String, String> facts(int limit) {
        return Map.of("limit", Integer.toString(limit), "used", Integer.toString(seated.size()));
    }

    private static int limit(Seats seats, OveragePolicy overage) {
        return seats.value() + overage.extraSeats();
    }

    private static LocalDate today(Clock clock) {
        return LocalDate.now(clock.withZone(UTC));
    }
}

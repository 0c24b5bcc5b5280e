package com.avaone.command.license;

import static com.avaone.api.license.LicenseStatus.ACTIVE;
import static com.avaone.api.license.LicenseStatus.PAUSED;
import static com.avaone.api.license.LicenseStatus.SUSPENDED;
import static com.avaone.api.license.RenewalStart.FROM_EXPIRY;
import static com.avaone.api.license.RenewalStart.FROM_NOW;
import static com.avaone.command.kernel.Refusals.invalid;
import static com.avaone.command.kernel.Refusals.refusedBy;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
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
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.OveragePolicy;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.RenewalStart;
import com.avaone.api.license.Seats;
import com.avaone.command.kernel.ProductRange;
import com.avaone.command.kernel.StateTable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseTest {

    private static final LicenseId ID = LicenseId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final UserId ASHA = UserId.random();
    private static final UserId BEN = UserId.random();
    private static final UserId CHEN = UserId.random();
    private static final ProductGrant GONE = new ProductGrant(new ProductId("ava-gone"), null);
    private static final ProductGrant CRM = new ProductGrant(new ProductId("ava-crm"), null);
    private static final ProductGrant CX = new ProductGrant(new ProductId("ava-cx"), LocalDate.of(2026, 12, 31));

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final LocalDate LAST_DAY = TODAY.plusDays(30);
    private static final LicenseTerms TERMS = terms(LAST_DAY, 7);

    private static final LicenseIssued ISSUED = issued(TERMS);
    private static final LicenseSuspended SUSPENDED_NOW = new LicenseSuspended(ID, ORG);
    private static final LicensePaused PAUSED_NOW = new LicensePaused(ID, ORG);
    private static final LicenseExpired EXPIRED_NOW = new LicenseExpired(ID, ORG);
    private static final LicenseRevoked REVOKED_NOW = new LicenseRevoked(ID, ORG);

    // ---- every state and command

    private static final StateTable TABLE = StateTable.of("licenses");

    static Stream<Arguments> cells() {
        return TABLE.arguments();
    }

    @ParameterizedTest(name = "{0} in state {1}: {2}")
    @MethodSource("cells")
    void doesInEveryStateWhatTheTableSays(String command, String state, String expected) {
        StateTable.assertIs(expected, at(TODAY, history(state)).when(sensible(command)));
    }

    @Test
    void hasARowForEveryCommandAndAColumnForEveryState() {
        TABLE.assertHas(
                Arrays.stream(LicenseCommand.class.getPermittedSubclasses()).map(Class::getSimpleName),
                Stream.of("active", "in grace", "paused", "suspended", "expired", "revoked"));
    }

    private static List<Object> history(String state) {
        var seated = new SeatAssigned(ID, ORG, ASHA, 1);
        var ended = issued(terms(TODAY.minusDays(1), 7));
        return switch (state) {
            case "active" -> List.of(ISSUED, seated);
            case "in grace" -> List.of(ended, seated, new GraceStarted(ID, ORG, TODAY.plusDays(6)));
            case "paused" -> List.of(ISSUED, seated, PAUSED_NOW);
            case "suspended" -> List.of(ISSUED, seated, SUSPENDED_NOW);
            case "expired" -> List.of(issued(terms(TODAY.minusDays(8), 7)), seated, EXPIRED_NOW);
            case "revoked" -> List.of(ISSUED, seated, REVOKED_NOW);
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static LicenseCommand sensible(String command) {
        return switch (command) {
            case "IssueLicense" -> new IssueLicense(ID, ORG, TERMS);
            case "SuspendLicense" -> new SuspendLicense(ID, ORG);
            case "PauseLicense" -> new PauseLicense(ID, ORG);
            case "ResumeLicense" -> new ResumeLicense(ID, ORG);
            case "RenewLicense" -> new RenewLicense(ID, ORG, Period.ofYears(1), FROM_EXPIRY);
            case "ExpireLicense" -> new ExpireLicense(ID, ORG);
            case "NoticeExpiry" -> new NoticeExpiry(ID, ORG, 30);
            case "ChangeGracePeriod" -> new ChangeGracePeriod(ID, ORG, 14);
            case "ChangeSeatLimit" -> new ChangeSeatLimit(ID, ORG, new Seats(5));
            case "ChangeProducts" -> new ChangeProducts(ID, ORG, List.of(CX));
            case "ChangeOveragePolicy" -> new ChangeOveragePolicy(ID, ORG, new OveragePolicy(3));
            case "RevokeLicense" -> new RevokeLicense(ID, ORG);
            case "AssignSeat" -> new AssignSeat(ID, ORG, BEN);
            case "ReleaseSeat" -> new ReleaseSeat(ID, ORG, ASHA);
            default -> throw new IllegalArgumentException(command);
        };
    }

    // ---- tenant and version

    @ParameterizedTest
    @ValueSource(strings = {"active", "in grace", "paused", "suspended", "expired", "revoked"})
    void isOutOfReachOfAnotherTenantInEveryState(String state) {
        List<LicenseCommand> commands = List.of(
                new IssueLicense(ID, RIVAL, TERMS),
                new SuspendLicense(ID, RIVAL),
                new PauseLicense(ID, RIVAL),
                new ResumeLicense(ID, RIVAL),
                new RenewLicense(ID, RIVAL, Period.ofYears(1), FROM_EXPIRY),
                new ExpireLicense(ID, RIVAL),
                new NoticeExpiry(ID, RIVAL, 30),
                new ChangeGracePeriod(ID, RIVAL, 14),
                new ChangeSeatLimit(ID, RIVAL, new Seats(5)),
                new ChangeProducts(ID, RIVAL, List.of(CX)),
                new ChangeOveragePolicy(ID, RIVAL, new OveragePolicy(3)),
                new RevokeLicense(ID, RIVAL),
                new AssignSeat(ID, RIVAL, BEN),
                new ReleaseSeat(ID, RIVAL, ASHA));
        assertThat(commands).hasSize(LicenseCommand.class.getPermittedSubclasses().length);

        for (var command : commands) {
            at(TODAY, history(state))
                    .when(command)
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
    }

    @Test
    void isNotChangedByWhoSawAnOlderVersion() {
        given(ISSUED, new SeatAssigned(ID, ORG, ASHA, 1))
                .when(new SuspendLicense(ID, ORG), Map.of(MetadataKey.EXPECTED_VERSION, "0"))
                .expectException(refusedBy(KernelRule.STALE_VERSION))
                .expectNoEvents();
    }

    // ---- issue

    @Test
    void isIssuedUnderItsTerms() {
        nothing().when(new IssueLicense(ID, ORG, TERMS)).expectEvents(ISSUED);
    }

    @Test
    void canBeIssuedForTodayOnly() {
        nothing().when(new IssueLicense(ID, ORG, terms(TODAY, 0))).expectEvents(issued(terms(TODAY, 0)));
    }

    @Test
    void isIssuedAsRegisteredHoweverLate() {
        var late = terms(TODAY.minusDays(40), 7);

        nothing().when(new IssueLicense(ID, ORG, late)).expectEvents(issued(late));
    }

    @Test
    void expiresAtOnceIfItWasIssuedTooLate() {
        given(issued(terms(TODAY.minusDays(1), 0)))
                .when(new ExpireLicense(ID, ORG))
                .expectEvents(EXPIRED_NOW);
        given(issued(terms(TODAY.minusDays(1), 7)))
                .when(new ExpireLicense(ID, ORG))
                .expectEvents(new GraceStarted(ID, ORG, TODAY.plusDays(6)));
    }

    @Test
    void isJudgedAlsoIfItIsIssuedTooLate() {
        refusesTerms(terms(TODAY.minusDays(1), 366)).expectException(invalid("graceDays"));
    }

    @Test
    void cannotBeIssuedBeyondAHundredYears() {
        refusesTerms(terms(TODAY.plusYears(100).plusDays(1), 0)).expectException(invalid("validUntil"));
        refusesTerms(terms(LocalDate.MAX, 0)).expectException(invalid("validUntil"));
    }

    @Test
    void cannotBeIssuedWithAProductTwice() {
        var twice = List.of(new ProductGrant(CX.productId(), null), CX);

        refusesTerms(new LicenseTerms(new Seats(2), LAST_DAY, 7, twice))
                .expectException(refusedBy(LicenseRule.PRODUCT_TWICE));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 366})
    void cannotBeIssuedWithAGracePeriodOf(int graceDays) {
        refusesTerms(terms(LAST_DAY, graceDays)).expectException(invalid("graceDays"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_000_001})
    void cannotBeIssuedWithSeats(int seats) {
        refusesTerms(new LicenseTerms(new Seats(seats), LAST_DAY, 7, List.of())).expectException(invalid("seats"));
    }

    private static ResultValidator<License> refusesTerms(LicenseTerms terms) {
        return nothing().when(new IssueLicense(ID, ORG, terms)).expectNoEvents();
    }

    // ---- shut and open

    @Test
    void isReinstatedAfterASuspensionEvenIfItWasPausedBefore() {
        given(ISSUED, PAUSED_NOW, SUSPENDED_NOW)
                .when(new ResumeLicense(ID, ORG))
                .expectEvents(new LicenseReinstated(ID, ORG));
        given(ISSUED, PAUSED_NOW, SUSPENDED_NOW, new LicenseReinstated(ID, ORG))
                .when(new AssignSeat(ID, ORG, ASHA))
                .expectEvents(new SeatAssigned(ID, ORG, ASHA, 1));
    }

    @Test
    void isActiveAgainOnceResumed() {
        given(ISSUED, PAUSED_NOW, new LicenseResumed(ID, ORG))
                .when(new PauseLicense(ID, ORG))
                .expectEvents(PAUSED_NOW);
    }

    // ---- renewal

    @ParameterizedTest(name = "{0} until, {1} {2}: {3}")
    @CsvSource({
        "2026-12-22, P1Y,   FROM_EXPIRY,         2027-12-22",
        "2026-12-22, P1Y,   FROM_NOW,            2027-11-22",
        "2026-12-22, P1Y,   FROM_NOW_IF_EXPIRED, 2027-12-22",
        "2026-11-22, P1M,   FROM_NOW_IF_EXPIRED, 2026-12-22", // the last day itself is not past
        "2026-11-20, P1M,   FROM_NOW_IF_EXPIRED, 2026-12-22",
        "2026-11-20, P1M,   FROM_EXPIRY,         2026-12-20",
        "2026-12-31, P2M,   FROM_EXPIRY,         2027-02-28", // as java.time: the end of a shorter month
        "2027-08-31, P6M,   FROM_EXPIRY,         2028-02-29",
        "2028-02-29, P1Y,   FROM_EXPIRY,         2029-02-28",
        "2026-12-22, P1D,   FROM_EXPIRY,         2026-12-23",
        "2026-12-22, P10Y,  FROM_EXPIRY,         2036-12-22",
        "2026-12-22, P120M, FROM_EXPIRY,         2036-12-22",
        "2026-12-22, P1Y2M3D, FROM_EXPIRY,       2028-02-25",
        "2026-12-22, P1D,   FROM_NOW,            2026-11-23", // whatever was left
    })
    void isRenewed(LocalDate validUntil, Period period, RenewalStart start, LocalDate renewed) {
        given(issued(terms(validUntil, 7)))
                .when(new RenewLicense(ID, ORG, period, start))
                .expectEvents(new LicenseRenewed(ID, ORG, renewed, ACTIVE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P0D",
                "P-1D",
                "P1Y-1D",
                "P-1Y",
                "P10Y1D",
                "P121M",
                "P11Y",
                "P3654D",
                "P2147483647D",
                "P2147483647M",
                "P2147483647Y",
                "P2147483647Y2147483647M2147483647D"
            })
    void cannotBeRenewedFor(Period period) {
        given(ISSUED)
                .when(new RenewLicense(ID, ORG, period, FROM_EXPIRY))
                .expectException(refusedBy(LicenseRule.PERIOD_INVALID))
                .expectNoEvents();
    }

    @Test
    void cannotBeRenewedUntilADayInThePast() {
        given(issued(terms(TODAY.minusYears(2), 0)), EXPIRED_NOW)
                .when(new RenewLicense(ID, ORG, Period.ofYears(1), FROM_EXPIRY))
                .expectException(refusedBy(LicenseRule.VALID_UNTIL_PAST))
                .expectNoEvents();
    }

    @Test
    void cannotBeRenewedBeyondAHundredYears() {
        given(issued(terms(TODAY.plusYears(95), 0)))
                .when(new RenewLicense(ID, ORG, Period.ofYears(10), FROM_EXPIRY))
                .expectException(invalid("validUntil"))
                .expectNoEvents();
    }

    @Test
    void staysShutWhenItIsRenewed() {
        given(ISSUED, PAUSED_NOW)
                .when(new RenewLicense(ID, ORG, Period.ofDays(1), FROM_EXPIRY))
                .expectEvents(new LicenseRenewed(ID, ORG, LAST_DAY.plusDays(1), PAUSED));
        given(ISSUED, SUSPENDED_NOW)
                .when(new RenewLicense(ID, ORG, Period.ofDays(1), FROM_EXPIRY))
                .expectEvents(new LicenseRenewed(ID, ORG, LAST_DAY.plusDays(1), SUSPENDED));
    }

    @Test
    void isActiveAgainWhenItIsRenewedAfterItsExpiry() {
        given(issued(terms(TODAY.minusDays(8), 7)), EXPIRED_NOW)
                .when(new RenewLicense(ID, ORG, Period.ofDays(30), FROM_NOW))
                .expectEvents(new LicenseRenewed(ID, ORG, TODAY.plusDays(30), ACTIVE));
    }

    @Test
    void isRenewedOnceByTheSameRenewalFromNow() {
        given(ISSUED, new LicenseRenewed(ID, ORG, TODAY.plusYears(1), ACTIVE))
                .when(new RenewLicense(ID, ORG, Period.ofYears(1), FROM_NOW))
                .expectNoEvents();
    }

    @Test
    void leavesItsGracePeriodEvenIfARenewalEndsOnTheSameDay() {
        given(issued(terms(TODAY, 7)), new GraceStarted(ID, ORG, TODAY.plusDays(7)))
                .when(new RenewLicense(ID, ORG, Period.ofDays(7), FROM_NOW))
                .expectEvents(new LicenseRenewed(ID, ORG, TODAY.plusDays(7), ACTIVE));
    }

    // ---- the end

    @Test
    void isValidAllThroughItsLastDay() {
        at(LAST_DAY, ISSUED).when(new ExpireLicense(ID, ORG)).expectNoEvents();
    }

    @Test
    void entersItsGracePeriodOnTheFollowingDay() {
        at(LAST_DAY.plusDays(1), ISSUED)
                .when(new ExpireLicense(ID, ORG))
                .expectEvents(new GraceStarted(ID, ORG, LAST_DAY.plusDays(7)));
    }

    @Test
    void staysUsableAllThroughTheLastDayOfGrace() {
        at(LAST_DAY.plusDays(7), ISSUED, new GraceStarted(ID, ORG, LAST_DAY.plusDays(7)))
                .when(new ExpireLicense(ID, ORG))
                .expectNoEvents();
    }

    @Test
    void expiresWhenTheGracePeriodIsPast() {
        at(LAST_DAY.plusDays(8), ISSUED, new GraceStarted(ID, ORG, LAST_DAY.plusDays(7)))
                .when(new ExpireLicense(ID, ORG))
                .expectEvents(EXPIRED_NOW);
    }

    @Test
    void expiresAtOnceWithoutAGracePeriod() {
        at(LAST_DAY.plusDays(1), issued(terms(LAST_DAY, 0)))
                .when(new ExpireLicense(ID, ORG))
                .expectEvents(EXPIRED_NOW);
    }

    @Test
    void expiresAtOnceIfTheGracePeriodWentByUnseen() {
        at(LAST_DAY.plusDays(8), ISSUED).when(new ExpireLicense(ID, ORG)).expectEvents(EXPIRED_NOW);
    }

    @Test
    void expiresOnce() {
        at(LAST_DAY.plusDays(9), ISSUED, EXPIRED_NOW)
                .when(new ExpireLicense(ID, ORG))
                .expectNoEvents();
    }

    @Test
    void endsAlsoWhilePausedOrSuspended() {
        for (var shut : List.of(PAUSED_NOW, SUSPENDED_NOW)) {
            at(LAST_DAY.plusDays(1), ISSUED, shut)
                    .when(new ExpireLicense(ID, ORG))
                    .expectEvents(new GraceStarted(ID, ORG, LAST_DAY.plusDays(7)));
            at(LAST_DAY.plusDays(8), ISSUED, shut, new GraceStarted(ID, ORG, LAST_DAY.plusDays(7)))
                    .when(new ExpireLicense(ID, ORG))
                    .expectEvents(EXPIRED_NOW);
        }
    }

    @Test
    void canBeResumedWithinItsGracePeriod() {
        at(LAST_DAY.plusDays(2), ISSUED, PAUSED_NOW, new GraceStarted(ID, ORG, LAST_DAY.plusDays(7)))
                .when(new ResumeLicense(ID, ORG))
                .expectEvents(new LicenseResumed(ID, ORG));
    }

    @Test
    void endsAgainAfterARenewal() {
        at(
                        LAST_DAY.plusDays(40),
                        ISSUED,
                        new GraceStarted(ID, ORG, LAST_DAY.plusDays(7)),
                        EXPIRED_NOW,
                        new LicenseRenewed(ID, ORG, LAST_DAY.plusDays(39), ACTIVE))
                .when(new ExpireLicense(ID, ORG))
                .expectEvents(new GraceStarted(ID, ORG, LAST_DAY.plusDays(46)));
    }

    // ---- grace period

    @Test
    void movesTheEndOfARunningGracePeriod() {
        at(LAST_DAY.plusDays(3), ISSUED, new GraceStarted(ID, ORG, LAST_DAY.plusDays(7)))
                .when(new ChangeGracePeriod(ID, ORG, 3))
                .expectEvents(new GracePeriodChanged(ID, ORG, 3), new GraceStarted(ID, ORG, LAST_DAY.plusDays(3)));
    }

    @Test
    void endsARunningGracePeriodThatIsMadeTooShort() {
        at(LAST_DAY.plusDays(3), ISSUED, new GraceStarted(ID, ORG, LAST_DAY.plusDays(7)))
                .when(new ChangeGracePeriod(ID, ORG, 2))
                .expectEvents(new GracePeriodChanged(ID, ORG, 2), EXPIRED_NOW);
    }

    @Test
    void usesANewGracePeriodWhenItEnds() {
        at(LAST_DAY.plusDays(1), ISSUED, new GracePeriodChanged(ID, ORG, 14))
                .when(new ExpireLicense(ID, ORG))
                .expectEvents(new GraceStarted(ID, ORG, LAST_DAY.plusDays(14)));
    }

    @Test
    void doesNotComeBackWhenTheGracePeriodGrowsAfterItsExpiry() {
        at(LAST_DAY.plusDays(9), ISSUED, EXPIRED_NOW)
                .when(new ChangeGracePeriod(ID, ORG, 30))
                .expectEvents(new GracePeriodChanged(ID, ORG, 30));
        at(LAST_DAY.plusDays(9), ISSUED, EXPIRED_NOW, new GracePeriodChanged(ID, ORG, 30))
                .when(new ExpireLicense(ID, ORG))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 366, Integer.MAX_VALUE})
    void cannotHaveAGracePeriodOf(int graceDays) {
        given(ISSUED)
                .when(new ChangeGracePeriod(ID, ORG, graceDays))
                .expectException(invalid("graceDays"))
                .expectNoEvents();
    }

    // ---- notices

    @Test
    void givesNoticeOnTheDay() {
        at(LAST_DAY.minusDays(7), ISSUED)
                .when(new NoticeExpiry(ID, ORG, 7))
                .expectEvents(new ExpiryNoticed(ID, ORG, 7, LAST_DAY));
        at(LAST_DAY, ISSUED).when(new NoticeExpiry(ID, ORG, 0)).expectEvents(new ExpiryNoticed(ID, ORG, 0, LAST_DAY));
    }

    @Test
    void givesNoNoticeBeforeTheDayOrAfterTheLastDay() {
        at(LAST_DAY.minusDays(8), ISSUED).when(new NoticeExpiry(ID, ORG, 7)).expectNoEvents();
        at(LAST_DAY.plusDays(1), ISSUED).when(new NoticeExpiry(ID, ORG, 7)).expectNoEvents();
        at(LAST_DAY.plusDays(1), ISSUED).when(new NoticeExpiry(ID, ORG, -1)).expectNoEvents();
    }

    @Test
    void saysHowManyDaysAreLeftWhenANoticeComesLate() {
        at(LAST_DAY.minusDays(5), ISSUED)
                .when(new NoticeExpiry(ID, ORG, 7))
                .expectEvents(new ExpiryNoticed(ID, ORG, 5, LAST_DAY));
    }

    @Test
    void givesOneOfSeveralLateNotices() {
        var late = new ExpiryNoticed(ID, ORG, 0, LAST_DAY);

        at(LAST_DAY, ISSUED, late).when(new NoticeExpiry(ID, ORG, 1)).expectNoEvents();
        at(LAST_DAY, ISSUED, late).when(new NoticeExpiry(ID, ORG, 7)).expectNoEvents();
    }

    @Test
    void givesNoNoticeTwiceWhenItComesAgainDaysLater() {
        at(LAST_DAY.minusDays(6), ISSUED, new ExpiryNoticed(ID, ORG, 7, LAST_DAY))
                .when(new NoticeExpiry(ID, ORG, 7))
                .expectNoEvents();
    }

    @Test
    void givesANoticeOncePerTerm() {
        var noticed = new ExpiryNoticed(ID, ORG, 7, LAST_DAY);
        var renewed = new LicenseRenewed(ID, ORG, LAST_DAY.plusYears(1), ACTIVE);

        at(LAST_DAY.minusDays(7), ISSUED, noticed)
                .when(new NoticeExpiry(ID, ORG, 7))
                .expectNoEvents();
        at(LAST_DAY.plusYears(1).minusDays(7), ISSUED, noticed, renewed)
                .when(new NoticeExpiry(ID, ORG, 7))
                .expectEvents(new ExpiryNoticed(ID, ORG, 7, LAST_DAY.plusYears(1)));
    }

    // ---- seats

    @Test
    void givesOutSeatsUpToTheLimit() {
        given(ISSUED, new SeatAssigned(ID, ORG, ASHA, 1))
                .when(new AssignSeat(ID, ORG, BEN))
                .expectEvents(new SeatAssigned(ID, ORG, BEN, 2));
    }

    @Test
    void givesOutNoSeatBeyondTheLimit() {
        given(ISSUED, new SeatAssigned(ID, ORG, ASHA, 1), new SeatAssigned(ID, ORG, BEN, 2))
                .when(new AssignSeat(ID, ORG, CHEN))
                .expectException(refusedBy(LicenseRule.SEAT_LIMIT, Map.of("limit", "2", "used", "2")))
                .expectNoEvents();
    }

    @Test
    void givesOutSeatsBeyondTheLimitAsFarAsTheOveragePolicyGoes() {
        var history = new ArrayList<Object>(List.of(
                ISSUED,
                new OveragePolicyChanged(ID, ORG, new OveragePolicy(1)),
                new SeatAssigned(ID, ORG, ASHA, 1),
                new SeatAssigned(ID, ORG, BEN, 2)));
        at(TODAY, history).when(new AssignSeat(ID, ORG, CHEN)).expectEvents(new SeatAssigned(ID, ORG, CHEN, 3));

        history.add(new SeatAssigned(ID, ORG, CHEN, 3));
        at(TODAY, history)
                .when(new AssignSeat(ID, ORG, UserId.random()))
                .expectException(refusedBy(LicenseRule.SEAT_LIMIT, Map.of("limit", "3", "used", "3")))
                .expectNoEvents();
    }

    @Test
    void leavesASeatWithWhoHasItAlsoWhenAllAreTakenOrTheLicenseIsShut() {
        given(ISSUED, new SeatAssigned(ID, ORG, ASHA, 1), new SeatAssigned(ID, ORG, BEN, 2))
                .when(new AssignSeat(ID, ORG, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(ISSUED, new SeatAssigned(ID, ORG, ASHA, 1), PAUSED_NOW)
                .when(new AssignSeat(ID, ORG, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void givesOutAReleasedSeatAgain() {
        given(
                        ISSUED,
                        new SeatAssigned(ID, ORG, ASHA, 1),
                        new SeatAssigned(ID, ORG, BEN, 2),
                        new SeatReleased(ID, ORG, ASHA, 1))
                .when(new AssignSeat(ID, ORG, CHEN))
                .expectEvents(new SeatAssigned(ID, ORG, CHEN, 2));
    }

    @Test
    void releasesASeat() {
        given(ISSUED, new SeatAssigned(ID, ORG, ASHA, 1))
                .when(new ReleaseSeat(ID, ORG, ASHA))
                .expectEvents(new SeatReleased(ID, ORG, ASHA, 0));
    }

    @Test
    void releasesNoSeatOfWhoHasNone() {
        given(ISSUED)
                .when(new ReleaseSeat(ID, ORG, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void cannotHaveFewerSeatsThanAreTaken() {
        given(ISSUED, new SeatAssigned(ID, ORG, ASHA, 1), new SeatAssigned(ID, ORG, BEN, 2))
                .when(new ChangeSeatLimit(ID, ORG, new Seats(1)))
                .expectException(refusedBy(LicenseRule.SEATS_BELOW_USED, Map.of("limit", "1", "used", "2")))
                .expectNoEvents();
    }

    @Test
    void cannotLoseOverageThatIsInUse() {
        given(
                        ISSUED,
                        new OveragePolicyChanged(ID, ORG, new OveragePolicy(1)),
                        new SeatAssigned(ID, ORG, ASHA, 1),
                        new SeatAssigned(ID, ORG, BEN, 2),
                        new SeatAssigned(ID, ORG, CHEN, 3))
                .when(new ChangeOveragePolicy(ID, ORG, OveragePolicy.NONE))
                .expectException(refusedBy(LicenseRule.SEATS_BELOW_USED, Map.of("limit", "2", "used", "3")))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_000_001})
    void cannotHaveSeats(int seats) {
        given(ISSUED)
                .when(new ChangeSeatLimit(ID, ORG, new Seats(seats)))
                .expectException(invalid("seats"))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_001})
    void cannotHaveExtraSeats(int extraSeats) {
        given(ISSUED)
                .when(new ChangeOveragePolicy(ID, ORG, new OveragePolicy(extraSeats)))
                .expectException(invalid("extraSeats"))
                .expectNoEvents();
    }

    // ---- products and unchanged values

    @Test
    void cannotGrantAProductTwice() {
        given(ISSUED)
                .when(new ChangeProducts(ID, ORG, List.of(CX, CX)))
                .expectException(refusedBy(LicenseRule.PRODUCT_TWICE))
                .expectNoEvents();
    }

    @Test
    void grantsNoProductThatIsNotInTheCatalogue() {
        given(ISSUED)
                .when(new ChangeProducts(ID, ORG, List.of(CRM, GONE)))
                .expectException(refusedBy(CatalogueRule.NOT_IN_CATALOGUE, Map.of("product", "ava-gone")))
                .expectNoEvents();
    }

    @Test
    void keepsProlongsAndLosesAProductThatIsNotInTheCatalogueAnyMore() {
        var had = new ProductsChanged(ID, ORG, List.of(CRM, GONE));
        var longer = new ProductGrant(GONE.productId(), TODAY.plusDays(9));

        for (var kept : List.of(List.of(GONE), List.of(longer, CX), List.of(CX))) {
            given(ISSUED, had).when(new ChangeProducts(ID, ORG, kept)).expectEvents(new ProductsChanged(ID, ORG, kept));
        }
    }

    @Test
    void grantsAProductWithALastDayOfItsOwn() {
        given(ISSUED)
                .when(new ChangeProducts(ID, ORG, List.of(CRM, CX)))
                .expectEvents(new ProductsChanged(ID, ORG, List.of(CRM, CX)));
    }

    @Test
    void recordsNothingWhereNothingChanges() {
        List<Object> history = List.of(
                ISSUED, new ProductsChanged(ID, ORG, List.of(CRM, CX)), new SeatLimitChanged(ID, ORG, new Seats(9)));
        for (var command : List.of(
                new ChangeProducts(ID, ORG, List.of(CX, CRM)),
                new ChangeSeatLimit(ID, ORG, new Seats(9)),
                new ChangeOveragePolicy(ID, ORG, OveragePolicy.NONE),
                new ChangeGracePeriod(ID, ORG, 7))) {
            at(TODAY, history).when(command).expectSuccessfulHandlerExecution().expectNoEvents();
        }
    }

    // ---- helpers

    private static LicenseTerms terms(LocalDate validUntil, int graceDays) {
        return new LicenseTerms(new Seats(2), validUntil, graceDays, List.of(CRM));
    }

    private static LicenseIssued issued(LicenseTerms terms) {
        return new LicenseIssued(ID, ORG, terms);
    }

    private static TestExecutor<License> nothing() {
        return at(TODAY);
    }

    private static TestExecutor<License> given(Object... history) {
        return at(TODAY, history);
    }

    private static TestExecutor<License> at(LocalDate today, List<?> history) {
        return at(today, history.toArray());
    }

    private static TestExecutor<License> at(LocalDate today, Object... history) {
        var fixture = new AggregateTestFixture<>(License.class);
        fixture.registerInjectableResource(Clock.fixed(today.atTime(12, 0).toInstant(UTC), UTC));
        fixture.registerInjectableResource((ProductRange) (product, _) -> !product.equals(GONE.productId()));
        return history.length == 0 ? fixture.givenNoPriorActivity() : fixture.given(history);
    }
}

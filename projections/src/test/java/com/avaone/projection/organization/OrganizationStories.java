package com.avaone.projection.organization;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.UserId;
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
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.OveragePolicy;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.EmployeeCount;
import com.avaone.api.organization.OrganizationEvent.DeletionRequested;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.OrganizationRestored;
import com.avaone.api.organization.OrganizationEvent.ProductsSelected;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Events of made-up organizations and their licenses, the same for the same seed. */
public final class OrganizationStories {

    /** When the first event happens. */
    public static final Instant BEGINNING = Instant.parse("2026-03-01T08:00:00.123Z");

    private static final List<ProductId> PRODUCTS =
            List.of(new ProductId("ava-cx"), new ProductId("ava-flow"), new ProductId("ava-pingora"));

    private final Random random;
    private final List<DomainEventMessage<?>> events = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private Instant now = BEGINNING;

    /** One whose events depend on nothing but {@code seed}, identifiers excepted. */
    public OrganizationStories(long seed) {
        random = new Random(seed);
    }

    /** A profile with everything in it. */
    public static OrganizationProfile profile(String name) {
        return new OrganizationProfile(
                name,
                new EmailAddress("office@example.com"),
                "+91 80 1234",
                "1 Long Street\nPune",
                "Logistics",
                EmployeeCount.parse("11-50"),
                1999,
                "https://example.com",
                "Moves things.",
                new EmailAddress("admin@example.com"));
    }

    /** What is left of a profile when its organization is deleted. */
    public static OrganizationProfile withoutPersonalData(OrganizationProfile profile) {
        return new OrganizationProfile(
                profile.name(),
                EmailAddress.ERASED,
                null,
                null,
                profile.industry(),
                profile.employeeCount(),
                profile.foundedYear(),
                profile.website(),
                null,
                EmailAddress.ERASED);
    }

    /** A profile with only what must be. */
    public static OrganizationProfile bareProfile(String name, String adminEmail) {
        return new OrganizationProfile(
                name,
                new EmailAddress("office@example.com"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new EmailAddress(adminEmail));
    }

    /** An organization that every kind of event happens to; with the identifiers of it and its license. */
    public OrganizationId everything() {
        var organization = OrganizationId.random();
        var license = LicenseId.random();
        var user = UserId.random();
        register(organization, license, "Żółw & Sons", "zolw", profile("Żółw & Sons"));
        add(organization, new ProfileChanged(organization, bareProfile("Turtle", "turtle@example.com")));
        add(organization, new ProfileChanged(organization, profile("Turtle")));
        add(organization, new ProductsSelected(organization, Set.copyOf(PRODUCTS)));
        add(
                organization,
                new SettingsChanged(organization, new OrganizationSettings("Asia/Kolkata", "hi", 30, List.of(), null)));
        for (var event : everythingOf(license, organization, user)) {
            add(license, event);
        }
        add(organization, new DeletionRequested(organization, now.plus(30, ChronoUnit.DAYS)));
        add(organization, new OrganizationRestored(organization));
        add(organization, new DeletionRequested(organization, now.plus(30, ChronoUnit.DAYS)));
        add(organization, new OrganizationDeleted(organization, new Slug("zolw"), license));
        return organization;
    }

    private List<LicenseEvent> everythingOf(LicenseId license, OrganizationId organization, UserId user) {
        var end = LocalDate.parse("2026-12-31");
        return List.of(
                new SeatAssigned(license, organization, user, 1),
                new SeatAssigned(license, organization, UserId.random(), 2),
                new SeatReleased(license, organization, user, 1),
                new LicensePaused(license, organization),
                new LicenseRenewed(license, organization, end, LicenseStatus.PAUSED),
                new LicenseResumed(license, organization),
                new LicenseSuspended(license, organization),
                new LicenseReinstated(license, organization),
                new SeatLimitChanged(license, organization, new Seats(8)),
                new OveragePolicyChanged(license, organization, new OveragePolicy(2)),
                new ProductsChanged(license, organization, List.of(new ProductGrant(PRODUCTS.get(1), end))),
                new GracePeriodChanged(license, organization, 7),
                new ExpiryNoticed(license, organization, 30, end),
                new GraceStarted(license, organization, end.plusDays(7)),
                new LicenseExpired(license, organization),
                new LicenseRenewed(license, organization, end.plusYears(1), LicenseStatus.ACTIVE),
                new GraceStarted(license, organization, end.plusYears(1).plusDays(7)),
                new LicenseRevoked(license, organization));
    }

    /** Registers an organization and issues its license. */
    public void register(
            OrganizationId organization, LicenseId license, String name, String slug, OrganizationProfile profile) {
        var terms = new LicenseTerms(
                new Seats(5),
                LocalDate.parse("2026-06-30").plusDays(random.nextInt(40)),
                14,
                List.of(
                        new ProductGrant(PRODUCTS.get(0), null),
                        new ProductGrant(PRODUCTS.get(1), LocalDate.parse("2026-05-31"))));
        add(
                organization,
                new OrganizationRegistered(
                        organization,
                        new Slug(slug),
                        profile,
                        Set.of(PRODUCTS.get(random.nextInt(PRODUCTS.size()))),
                        OrganizationSettings.DEFAULT,
                        license,
                        terms));
        add(license, new LicenseIssued(license, organization, terms));
    }

    /** Lets {@code organizations} register, and {@code happenings} more things happen to one or another. */
    public OrganizationStories crowd(int organizations, int happenings) {
        var crowd = new ArrayList<Map.Entry<OrganizationId, LicenseId>>();
        for (int i = 0; i < organizations; i++) {
            var organization = OrganizationId.random();
            var license = LicenseId.random();
            crowd.add(Map.entry(organization, license));
            // Few names and addresses, so that many are equal.
            var name = "Company " + (char) ('a' + random.nextInt(20)) + (random.nextBoolean() ? " Ltd." : "");
            var profile = bareProfile(name, "admin" + random.nextInt(30) + "@example.com");
            register(organization, license, name, "company-" + i, profile);
        }
        for (int i = 0; i < happenings; i++) {
            var one = crowd.get(random.nextInt(crowd.size()));
            happen(one.getKey(), one.getValue());
        }
        return this;
    }

    private void happen(OrganizationId organization, LicenseId license) {
        var day = LocalDate.parse("2026-06-30").plusDays(random.nextInt(60));
        switch (random.nextInt(16)) {
            case 0 -> add(organization, new ProfileChanged(organization, profile("Company " + random.nextInt(9))));
            case 1 ->
                add(
                        organization,
                        new ProductsSelected(organization, Set.copyOf(PRODUCTS.subList(0, random.nextInt(4)))));
            case 2 -> add(organization, new DeletionRequested(organization, now.plus(30, ChronoUnit.DAYS)));
            case 3 -> add(organization, new OrganizationRestored(organization));
            case 4 -> add(organization, new OrganizationDeleted(organization, new Slug("gone"), license));
            case 5 -> add(license, new LicenseSuspended(license, organization));
            case 6 -> add(license, new LicenseReinstated(license, organization));
            case 7 -> add(license, new LicensePaused(license, organization));
            case 8 -> add(license, new LicenseResumed(license, organization));
            case 9 -> add(license, new LicenseExpired(license, organization));
            case 10 -> add(license, new LicenseRenewed(license, organization, day, LicenseStatus.ACTIVE));
            case 11 -> add(license, new GraceStarted(license, organization, day));
            case 12 -> add(license, new SeatLimitChanged(license, organization, new Seats(1 + random.nextInt(50))));
            case 13 -> add(license, new SeatAssigned(license, organization, UserId.random(), random.nextInt(9)));
            case 14 -> add(license, new LicenseRevoked(license, organization));
            default ->
                add(
                        organization,
                        new SettingsChanged(
                                organization,
                                new OrganizationSettings("UTC", "en", random.nextInt(99), List.of(7), null)));
        }
    }

    /** Lets an event of an organization or license happen some time after the last. */
    public void add(Object aggregateId, Object event) {
        pass();
        append(aggregateId, event, random.nextBoolean() ? "Reason " + random.nextInt(100) : null);
    }

    /** As above, for a reason. */
    public void add(Object aggregateId, Object event, String reason) {
        pass();
        append(aggregateId, event, reason);
    }

    private void pass() {
        now = now.plusMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(7_200_000));
    }

    private void append(Object aggregateId, Object event, @Nullable String reason) {
        var sequence = sequences.merge(aggregateId.toString(), 0L, (before, _) -> before + 1);
        var metadata = new HashMap<String, Object>();
        metadata.put(MetadataKey.ACTOR_KIND, ActorKind.SYSTEM_ADMIN.name());
        metadata.put(MetadataKey.ACTOR_ID, "usr_00000000000000000000000001");
        if (reason != null) {
            metadata.put(MetadataKey.REASON, reason);
        }
        events.add(new GenericDomainEventMessage<>(
                event instanceof LicenseEvent ? "license" : "organization",
                aggregateId.toString(),
                sequence,
                event,
                metadata,
                UUID.randomUUID().toString(),
                now));
    }

    /** Everything that happened, in order. */
    public List<DomainEventMessage<?>> events() {
        return List.copyOf(events);
    }

    /** When the last event happened. */
    public Instant now() {
        return now;
    }
}

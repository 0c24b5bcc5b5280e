package com.avaone.command.organization;

import static com.avaone.command.kernel.Refusals.invalid;
import static com.avaone.command.kernel.Refusals.refusedBy;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.license.LicenseRule;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.EmployeeCount;
import com.avaone.api.organization.OrganizationCommand;
import com.avaone.api.organization.OrganizationCommand.ChangeProfile;
import com.avaone.api.organization.OrganizationCommand.ChangeSettings;
import com.avaone.api.organization.OrganizationCommand.DeleteOrganization;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationCommand.RestoreOrganization;
import com.avaone.api.organization.OrganizationCommand.SelectProducts;
import com.avaone.api.organization.OrganizationEvent.DeletionRequested;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.OrganizationRestored;
import com.avaone.api.organization.OrganizationEvent.ProductsSelected;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationRule;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.command.kernel.HeldValues;
import com.avaone.command.kernel.ProductRange;
import com.avaone.command.kernel.UniqueValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationTest {

    private static final OrganizationId ID = OrganizationId.random();
    private static final LicenseId LICENSE = LicenseId.random();
    private static final Slug SLUG = new Slug("acme");
    private static final ProductId GONE = new ProductId("ava-gone");
    private static final ProductId CRM = new ProductId("ava-crm");
    private static final ProductId CX = new ProductId("ava-cx");
    private static final EmailAddress EMAIL = new EmailAddress("office@acme.example");
    private static final OrganizationSettings SETTINGS = OrganizationSettings.DEFAULT;

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Instant DUE = Instant.parse("2026-12-22T12:00:00.123Z");
    private static final LicenseTerms TERMS =
            new LicenseTerms(new Seats(10), LocalDate.of(2027, 11, 22), 14, List.of(new ProductGrant(CRM, null)));

    private static final OrganizationProfile PROFILE = new OrganizationProfile(
            "Acme",
            EMAIL,
            "+91 80 1234 5678",
            "1 MG Road\nBengaluru",
            "Tools",
            new EmployeeCount(11, 50),
            1998,
            "https://acme.example",
            "Makes everything",
            EMAIL);

    private static final RegisterOrganization REGISTER =
            new RegisterOrganization(ID, SLUG, PROFILE, Set.of(CRM), SETTINGS, LICENSE, TERMS);
    private static final OrganizationRegistered REGISTERED =
            new OrganizationRegistered(ID, SLUG, PROFILE, Set.of(CRM), SETTINGS, LICENSE, TERMS);
    private static final DeletionRequested DELETION_REQUESTED = new DeletionRequested(ID, DUE);
    private static final OrganizationRestored RESTORED = new OrganizationRestored(ID);
    private static final OrganizationDeleted DELETED = new OrganizationDeleted(ID, SLUG, LICENSE);

    private static final OrganizationProfile RENAMED = named("Acme Limited");

    // ---- registration

    @Test
    void isRegistered() {
        given().when(REGISTER).expectEvents(REGISTERED);
    }

    @Test
    void isRegisteredOnce() {
        given(REGISTERED)
                .when(REGISTER)
                .expectException(refusedBy(OrganizationRule.ORGANIZATION_EXISTS))
                .expectNoEvents();
        given(REGISTERED, DELETION_REQUESTED, DELETED)
                .when(REGISTER)
                .expectException(refusedBy(OrganizationRule.ORGANIZATION_EXISTS))
                .expectNoEvents();
    }

    @Test
    void cannotHaveTheSlugOfAnother() {
        var reservations = new HeldValues();
        reservations.reserve(
                Organization.SLUG, SLUG.value(), OrganizationId.random().value(), null, _ -> true);

        at(NOW, reservations)
                .when(REGISTER)
                .expectException(refusedBy(OrganizationRule.SLUG_TAKEN, Map.of("value", "acme")))
                .expectNoEvents();
    }

    @Test
    void takesNoSlugWhenItsRegistrationIsRefused() {
        var reservations = new HeldValues();
        var past = new LicenseTerms(new Seats(1), LocalDate.of(2026, 11, 21), 0, List.of());

        at(NOW, reservations)
                .when(new RegisterOrganization(ID, SLUG, PROFILE, Set.of(), SETTINGS, LICENSE, past))
                .expectException(refusedBy(LicenseRule.VALID_UNTIL_PAST))
                .expectNoEvents();

        assertThat(reservations.all()).isEmpty();
    }

    @Test
    void cannotBeRegisteredWithUnusableValues() {
        var badSettings = new OrganizationSettings("Mars/Olympus", "en", 365, List.of(), null);
        given().when(new RegisterOrganization(ID, SLUG, PROFILE, Set.of(), badSettings, LICENSE, TERMS))
                .expectException(invalid("timeZone"))
                .expectNoEvents();
        given().when(new RegisterOrganization(ID, SLUG, named(" "), Set.of(), SETTINGS, LICENSE, TERMS))
                .expectException(invalid("name"))
                .expectNoEvents();
        given().when(new RegisterOrganization(ID, new Slug("Ac me"), PROFILE, Set.of(), SETTINGS, LICENSE, TERMS))
                .expectException(invalid("slug"))
                .expectNoEvents();
    }

    // ---- changes

    @Test
    void changesItsProfile() {
        given(REGISTERED).when(new ChangeProfile(ID, RENAMED)).expectEvents(new ProfileChanged(ID, RENAMED));
    }

    @Test
    void changesItsProducts() {
        given(REGISTERED)
                .when(new SelectProducts(ID, Set.of(CRM, CX)))
                .expectEvents(new ProductsSelected(ID, Set.of(CRM, CX)));
    }

    @Test
    void canHaveNoProductThatIsNotInTheCatalogue() {
        var granted =
                new LicenseTerms(new Seats(1), LocalDate.of(2027, 11, 21), 0, List.of(new ProductGrant(GONE, null)));

        given().when(new RegisterOrganization(ID, SLUG, PROFILE, Set.of(CX, GONE), SETTINGS, LICENSE, TERMS))
                .expectException(refusedBy(CatalogueRule.NOT_IN_CATALOGUE, Map.of("product", "ava-gone")))
                .expectNoEvents();
        given().when(new RegisterOrganization(ID, SLUG, PROFILE, Set.of(CX), SETTINGS, LICENSE, granted))
                .expectException(refusedBy(CatalogueRule.NOT_IN_CATALOGUE, Map.of("product", "ava-gone")))
                .expectNoEvents();
        given(REGISTERED)
                .when(new SelectProducts(ID, Set.of(GONE)))
                .expectException(refusedBy(CatalogueRule.NOT_IN_CATALOGUE, Map.of("product", "ava-gone")))
                .expectNoEvents();
    }

    @Test
    void keepsAndDropsAProductThatIsNotInTheCatalogueAnyMore() {
        var had = new ProductsSelected(ID, Set.of(GONE, CX));

        given(REGISTERED, had)
                .when(new SelectProducts(ID, Set.of(GONE, CRM)))
                .expectEvents(new ProductsSelected(ID, Set.of(GONE, CRM)));
        given(REGISTERED, had)
                .when(new SelectProducts(ID, Set.of(CX)))
                .expectEvents(new ProductsSelected(ID, Set.of(CX)));
    }

    @Test
    void changesItsSettings() {
        var hindi = new OrganizationSettings("Asia/Kolkata", "hi", 30, List.of(14, 2), null);

        given(REGISTERED).when(new ChangeSettings(ID, hindi)).expectEvents(new SettingsChanged(ID, hindi));
    }

    @Test
    void recordsNothingWhereNothingChanges() {
        var after = new OrganizationSettings("Asia/Kolkata", "hi", 30, List.of(14, 2), null);
        Object[] history = {
            REGISTERED,
            new ProfileChanged(ID, RENAMED),
            new ProductsSelected(ID, Set.of(CX)),
            new SettingsChanged(ID, after)
        };
        for (var command : List.of(
                new ChangeProfile(ID, named("Acme Limited")),
                new SelectProducts(ID, Set.of(CX)),
                new ChangeSettings(ID, after))) {
            given(history).when(command).expectSuccessfulHandlerExecution().expectNoEvents();
        }
    }

    @Test
    void cannotBeChangedWhileItIsAboutToBeDeleted() {
        for (var command : changes()) {
            given(REGISTERED, DELETION_REQUESTED)
                    .when(command)
                    .expectException(refusedBy(OrganizationRule.DELETION_REQUESTED))
                    .expectNoEvents();
        }
    }

    @Test
    void canBeChangedAgainOnceRestored() {
        for (var command : changes()) {
            given(REGISTERED, DELETION_REQUESTED, RESTORED).when(command).expectSuccessfulHandlerExecution();
        }
    }

    @Test
    void cannotBeTouchedOnceDeleted() {
        var commands = Stream.concat(
                        changes().stream(),
                        Stream.of(new RequestDeletion(ID), new RestoreOrganization(ID), new DeleteOrganization(ID)))
                .toList();
        assertThat(commands).hasSize(OrganizationCommand.class.getPermittedSubclasses().length - 1);
        for (var command : commands) {
            given(REGISTERED, DELETION_REQUESTED, DELETED)
                    .when(command)
                    .expectException(refusedBy(OrganizationRule.ORGANIZATION_DELETED))
                    .expectNoEvents();
        }
    }

    @Test
    void isNotChangedByWhoSawAnOlderVersion() {
        given(REGISTERED, new SettingsChanged(ID, SETTINGS))
                .when(new ChangeProfile(ID, RENAMED), Map.of(MetadataKey.EXPECTED_VERSION, "0"))
                .expectException(refusedBy(KernelRule.STALE_VERSION))
                .expectNoEvents();
        given(REGISTERED)
                .when(new ChangeProfile(ID, RENAMED), Map.of(MetadataKey.EXPECTED_VERSION, "0"))
                .expectEvents(new ProfileChanged(ID, RENAMED));
    }

    private static List<OrganizationCommand> changes() {
        return List.of(
                new ChangeProfile(ID, RENAMED),
                new SelectProducts(ID, Set.of(CX)),
                new ChangeSettings(ID, new OrganizationSettings("UTC", "hi", 1, List.of(), null)));
    }

    // ---- what values may be

    static Stream<Arguments> badSettings() {
        return Stream.of(
                Arguments.of("timeZone", new OrganizationSettings("Mars/Olympus", "en", 365, List.of(), null)),
                Arguments.of("timeZone", new OrganizationSettings("UTC+5", "en", 365, List.of(), null)),
                Arguments.of("timeZone", new OrganizationSettings("", "en", 365, List.of(), null)),
                Arguments.of("locale", new OrganizationSettings("UTC", "de", 365, List.of(), null)),
                Arguments.of("locale", new OrganizationSettings("UTC", "EN", 365, List.of(), null)),
                Arguments.of("mailSender", new OrganizationSettings("UTC", "en", 365, List.of(), " ")),
                Arguments.of("mailSender", new OrganizationSettings("UTC", "en", 365, List.of(), "x".repeat(61))),
                Arguments.of("mailSender", new OrganizationSettings("UTC", "en", 365, List.of(), "Bank <a@b.example>")),
                Arguments.of("mailSender", new OrganizationSettings("UTC", "en", 365, List.of(), "two\nlines")),
                Arguments.of("retentionDays", new OrganizationSettings("UTC", "en", 0, List.of(), null)),
                Arguments.of("retentionDays", new OrganizationSettings("UTC", "en", 3651, List.of(), null)),
                Arguments.of("expiryNoticeDays", notices(366)),
                Arguments.of("expiryNoticeDays", notices(0)),
                Arguments.of("expiryNoticeDays", notices(-1)),
                Arguments.of("expiryNoticeDays", notices(7, 7)),
                Arguments.of("expiryNoticeDays", notices(1, 7)),
                Arguments.of("expiryNoticeDays", notices(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)));
    }

    @ParameterizedTest
    @MethodSource("badSettings")
    void cannotHaveSettings(String field, OrganizationSettings settings) {
        given(REGISTERED)
                .when(new ChangeSettings(ID, settings))
                .expectException(invalid(field))
                .expectNoEvents();
    }

    static Stream<OrganizationSettings> goodSettings() {
        return Stream.of(
                new OrganizationSettings("Asia/Kolkata", "hi", 3650, List.of(365, 1), "लोग और संस्कृति"),
                new OrganizationSettings("America/Argentina/Buenos_Aires", "en", 1, List.of(), null),
                notices(10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
    }

    @ParameterizedTest
    @MethodSource("goodSettings")
    void canHaveSettings(OrganizationSettings settings) {
        given(REGISTERED).when(new ChangeSettings(ID, settings)).expectEvents(new SettingsChanged(ID, settings));
    }

    private static OrganizationSettings notices(Integer... days) {
        return new OrganizationSettings("UTC", "en", 365, List.of(days), null);
    }

    static Stream<Arguments> badProfiles() {
        return Stream.of(
                Arguments.of("name", named("")),
                Arguments.of("name", named("x".repeat(201))),
                Arguments.of("email", profile(new EmailAddress("nobody"), 1998, null)),
                Arguments.of("foundedYear", profile(EMAIL, 0, null)),
                Arguments.of("foundedYear", profile(EMAIL, 2027, null)),
                Arguments.of("website", profile(EMAIL, 1998, "javascript:alert(1)")),
                Arguments.of("website", profile(EMAIL, 1998, "//acme.example")),
                Arguments.of("website", profile(EMAIL, 1998, "https://")),
                Arguments.of("website", profile(EMAIL, 1998, "acme")));
    }

    @ParameterizedTest
    @MethodSource("badProfiles")
    void cannotHaveAProfile(String field, OrganizationProfile profile) {
        given(REGISTERED)
                .when(new ChangeProfile(ID, profile))
                .expectException(invalid(field))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2026})
    void canHaveBeenFoundedIn(int year) {
        given(REGISTERED)
                .when(new ChangeProfile(ID, profile(EMAIL, year, null)))
                .expectEvents(new ProfileChanged(ID, profile(EMAIL, year, null)));
    }

    @Test
    void cannotWantMoreThanAHundredProducts() {
        var many = Set.copyOf(
                IntStream.range(0, 101).mapToObj(n -> new ProductId("p" + n)).toList());

        given(REGISTERED)
                .when(new SelectProducts(ID, many))
                .expectException(invalid("products"))
                .expectNoEvents();
    }

    // ---- the end

    @Test
    void isDueForDeletionWhenTheGracePeriodIsOver() {
        given(REGISTERED).when(new RequestDeletion(ID)).expectEvents(DELETION_REQUESTED);
    }

    @Test
    void ofTestDataIsDeletedWithoutGrace() {
        var id = OrganizationId.randomOfTestData();

        given(new OrganizationRegistered(id, SLUG, PROFILE, Set.of(CRM), SETTINGS, LICENSE, TERMS))
                .when(new RequestDeletion(id))
                .expectEvents(new DeletionRequested(id, NOW.truncatedTo(ChronoUnit.MILLIS)));
    }

    @Test
    void cannotBeRequestedToBeDeletedTwice() {
        given(REGISTERED, DELETION_REQUESTED)
                .when(new RequestDeletion(ID))
                .expectException(refusedBy(OrganizationRule.DELETION_ALREADY_REQUESTED))
                .expectNoEvents();
    }

    @Test
    void canBeRestoredUntilItIsDue() {
        at(DUE.minusMillis(1), REGISTERED, DELETION_REQUESTED)
                .when(new RestoreOrganization(ID))
                .expectEvents(RESTORED);
        at(DUE, REGISTERED, DELETION_REQUESTED)
                .when(new RestoreOrganization(ID))
                .expectException(refusedBy(OrganizationRule.DELETION_DUE))
                .expectNoEvents();
    }

    @Test
    void cannotBeRestoredUnlessDeletionWasRequested() {
        for (var history :
                List.of(new Object[] {REGISTERED}, new Object[] {REGISTERED, DELETION_REQUESTED, RESTORED})) {
            given(history)
                    .when(new RestoreOrganization(ID))
                    .expectException(refusedBy(OrganizationRule.DELETION_NOT_REQUESTED))
                    .expectNoEvents();
        }
    }

    @Test
    void isNeverDeletedBeforeItIsDue() {
        at(DUE.minusMillis(1), REGISTERED, DELETION_REQUESTED)
                .when(new DeleteOrganization(ID))
                .expectException(refusedBy(OrganizationRule.DELETION_NOT_DUE))
                .expectNoEvents();
        at(DUE, REGISTERED, DELETION_REQUESTED, RESTORED)
                .when(new DeleteOrganization(ID))
                .expectException(refusedBy(OrganizationRule.DELETION_NOT_REQUESTED))
                .expectNoEvents();
    }

    @Test
    void isDeletedOnceItIsDue() {
        at(DUE, REGISTERED, DELETION_REQUESTED).when(new DeleteOrganization(ID)).expectEvents(DELETED);
    }

    // ---- helpers

    private static OrganizationProfile named(String name) {
        return new OrganizationProfile(name, EMAIL, null, null, null, null, null, null, null, EMAIL);
    }

    private static OrganizationProfile profile(
            EmailAddress email, int foundedYear, @org.jspecify.annotations.Nullable String website) {
        return new OrganizationProfile("Acme", email, null, null, null, null, foundedYear, website, null, EMAIL);
    }

    private static TestExecutor<Organization> given(Object... history) {
        return at(NOW, history);
    }

    private static TestExecutor<Organization> at(Instant now, Object... history) {
        return at(now, new HeldValues(), history);
    }

    private static TestExecutor<Organization> at(Instant now, HeldValues slugs, Object... history) {
        var fixture = new AggregateTestFixture<>(Organization.class);
        fixture.registerInjectableResource(Clock.fixed(now, UTC));
        fixture.registerInjectableResource(new OrganizationProperties(Duration.ofDays(30)));
        fixture.registerInjectableResource(new UniqueValues(slugs, _ -> false));
        fixture.registerInjectableResource((ProductRange) (product, _) -> !product.equals(GONE));
        return history.length == 0 ? fixture.givenNoPriorActivity() : fixture.given(history);
    }
}

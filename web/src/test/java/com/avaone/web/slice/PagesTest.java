package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.client.ClientPage;
import com.avaone.api.client.ClientQuery.FindClients;
import com.avaone.api.kernel.Growth;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.license.LicenseCommand.ChangeProducts;
import com.avaone.api.license.LicenseCommand.RenewLicense;
import com.avaone.api.license.LicenseCommand.SuspendLicense;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseQuery.FindLicense;
import com.avaone.api.license.LicenseQuery.FindLicenseHistory;
import com.avaone.api.license.LicenseRule;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.RenewalStart;
import com.avaone.api.operations.DatabasePage;
import com.avaone.api.operations.OperationsCommand.DiscardParked;
import com.avaone.api.operations.OperationsCommand.OperateProcessor;
import com.avaone.api.operations.OperationsCommand.RetryParked;
import com.avaone.api.operations.OperationsQuery.FindDatabases;
import com.avaone.api.operations.OperationsQuery.FindParkedEvents;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import com.avaone.api.operations.OperationsQuery.FindRecentEvents;
import com.avaone.api.operations.ParkedEventPage;
import com.avaone.api.operations.ParkedEventPage.ParkedEvent;
import com.avaone.api.operations.ProcessorOperation;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.api.operations.RecentEvents;
import com.avaone.api.organization.OrganizationCommand.ChangeProfile;
import com.avaone.api.organization.OrganizationCommand.ChangeSettings;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationCommand.SelectProducts;
import com.avaone.api.organization.OrganizationFigures;
import com.avaone.api.organization.OrganizationPage;
import com.avaone.api.organization.OrganizationQuery.FindOrganization;
import com.avaone.api.organization.OrganizationQuery.FindOrganizationFigures;
import com.avaone.api.organization.OrganizationQuery.FindOrganizations;
import com.avaone.api.organization.OrganizationRule;
import com.avaone.api.organization.OrganizationSort;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.team.TeamPage;
import com.avaone.api.team.TeamQuery.FindTeams;
import com.avaone.api.user.UserPage;
import com.avaone.api.user.UserQuery.FindUsers;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class PagesTest {

    private static final String ONE = "/admin/organization/" + Samples.ORGANIZATION;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.accept(new Receipt(Samples.ORGANIZATION.value(), 8, Samples.POSITION));
        bus.answer(FindOrganization.class, _ -> Samples.VIEW);
        bus.answer(FindOrganizations.class, _ -> new OrganizationPage(List.of(Samples.VIEW), "abc", 41));
        bus.answer(FindLicenseHistory.class, _ -> new LicenseHistory(Samples.LICENSE, List.of(), null));
        bus.answer(FindProcessors.class, _ -> Samples.PROCESSORS);
        bus.answer(FindDatabases.class, _ -> new DatabasePage(List.of(), null));
        bus.answer(FindParkedEvents.class, _ -> new ParkedEventPage(List.of(), null));
        bus.answer(FindRecentEvents.class, _ -> new RecentEvents(List.of()));
        bus.answer(FindOrganizationFigures.class, _ -> figures());
    }

    private static OrganizationFigures figures() {
        return figures(List.of());
    }

    private static OrganizationFigures figures(List<Growth> registrations) {
        var byStatus = new EnumMap<LicenseStatus, Long>(LicenseStatus.class);
        for (var status : LicenseStatus.values()) {
            byStatus.put(status, status == LicenseStatus.ACTIVE ? 1L : 0L);
        }
        return new OrganizationFigures(1, byStatus, 0, 0, 0, 25, 3, List.of(Samples.VIEW), registrations);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/dashboard",
                "/admin/organizations",
                "/admin/organizations/new",
                "/admin/multi-database",
                "/admin/multi-database/processors/organization/rebuild",
                "/admin/multi-database/parked/organization/retry?sequence=org_1",
                "/admin/multi-database/parked/organization/discard?parkedEventId=p1"
            })
    void areThere(String address) {
        assertThat(mvc.get().uri(address)).hasStatus(200).hasContentTypeCompatibleWith(MediaType.TEXT_HTML);
    }

    @ParameterizedTest
    @CsvSource({"0,14", "12,14", "13,15", "400,90"})
    void drawTheGrowthOfAFortnightAtLeastAndOfAQuarterOfAYearAtMost(int daysAgo, int drawn) throws Exception {
        var first = LocalDate.ofInstant(Admin.NOW, ZoneOffset.UTC).minusDays(daysAgo);
        bus.answer(FindOrganizationFigures.class, _ -> figures(List.of(new Growth(first, 3, 3))));

        var page = mvc.get().uri("/admin/dashboard").exchange();

        assertThat(page.getResponse().getContentAsString().split("<tr data-label=", -1))
                .hasSize(1 + drawn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?asOf=123",
                "/edit",
                "/delete",
                "/restore",
                "/license/suspend",
                "/license/pause",
                "/license/resume",
                "/license/renew",
                "/license/seats",
                "/license/products",
                "/license/overage",
                "/license/grace",
                "/license/revoke"
            })
    void areThereForAnOrganization(String part) {
        assertThat(mvc.get().uri(ONE + part)).hasStatus(200).bodyText().contains("Northwind Traders");
    }

    @Test
    void areNotThereForAnOrganizationThatIsNotThere() {
        bus.answer(FindOrganization.class, _ -> {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such organization.");
        });

        assertThat(mvc.get().uri(ONE)).hasStatus(404);
        assertThat(mvc.get().uri("/admin/organization/nobody")).hasStatus(404);
    }

    @Test
    void listWhatTheFilterAsksForFromWhereThePageBeforeEnded() {
        var answer = mvc.get()
                .uri(
                        "/admin/organizations?text=north&licenseStatus=ACTIVE&product=ava-cx&state=&expiresFrom=&expiresUntil=&sort=EXPIRY&cursor=xyz")
                .exchange();

        assertThat(answer).hasStatus(200).bodyText().contains("cursor=abc", "sort=EXPIRY", "value=\"north\"");
        assertThat(bus.query(FindOrganizations.class).payload())
                .isEqualTo(new FindOrganizations(
                        "north",
                        null,
                        LicenseStatus.ACTIVE,
                        new ProductId("ava-cx"),
                        null,
                        null,
                        OrganizationSort.EXPIRY,
                        "xyz",
                        25));
    }

    @Test
    void registerAnOrganizationAndLeadToItWhereItIsVisible() {
        var answer = register(Map.of());

        assertThat(answer).hasStatus(303);
        assertThat(location(answer)).isEqualTo(ONE + "?minPosition=1207&done=organization-registered");
        var command = (RegisterOrganization) bus.command().payload();
        assertThat(command.slug()).hasToString("northwind-traders");
        assertThat(command.profile().phone()).isNull();
        assertThat(command.products()).containsExactly(new ProductId("ava-cx"), new ProductId("ava-flow"));
        assertThat(command.settings().expiryNoticeDays()).containsExactly(30, 7, 1);
        assertThat(bus.command().metadata(MetadataKey.IDEMPOTENCY_KEY)).contains("key-1");
    }

    @Test
    void waitForThePositionToWhichTheyWereLed() {
        assertThat(mvc.get().uri(ONE + "?minPosition=1207&done=license-suspended"))
                .bodyText()
                .contains("License suspended.");
        assertThat(bus.query(FindOrganization.class).metadata(MetadataKey.MIN_POSITION))
                .isEqualTo("1207");
    }

    @Test
    void sayThatAnOrganizationIsBehindWhereItsOwnEventsAreParked() {
        var ofAnother = new ProcessorView(
                "organization",
                ProcessorsView.State.RUNNING,
                false,
                Samples.POSITION,
                0,
                Admin.NOW,
                2,
                false,
                null,
                null);
        bus.answer(FindProcessors.class, _ -> new ProcessorsView(Samples.POSITION, List.of(ofAnother)));
        assertThat(mvc.get().uri(ONE)).bodyText().doesNotContain("this view is behind");
        assertThat(mvc.get().uri("/admin/organizations")).bodyText().contains("2 events are parked");

        bus.answer(
                FindParkedEvents.class,
                query -> new ParkedEventPage(
                        Samples.ORGANIZATION.value().equals(query.sequence())
                                ? List.of(parked("organization"), parked("WhenLicenseTermChangesThenScheduleExpiry"))
                                : List.of(),
                        null));

        assertThat(mvc.get().uri(ONE)).bodyText().contains("One event is parked, so this view is behind.");
    }

    private static ParkedEvent parked(String processor) {
        return new ParkedEvent(
                "p1",
                processor,
                Samples.ORGANIZATION.value(),
                "organization.profile-changed",
                Samples.ORGANIZATION.value(),
                8,
                Admin.NOW,
                "refused",
                1,
                Admin.NOW);
    }

    @Test
    void showNoWordsThatSomebodyPutIntoAnAddress() {
        assertThat(mvc.get().uri(ONE + "?done=send-money"))
                .hasStatus(200)
                .bodyText()
                .doesNotContain("data-toast>", "send-money.");
    }

    @Test
    void sendTheSameKeyAndDigestForAFormThatIsSentTwice() {
        register(Map.of("_csrf", "a"));
        register(Map.of("_csrf", "b"));
        register(Map.of("_csrf", "c", "name", "Another"));

        assertThat(bus.commands())
                .extracting(sent -> sent.metadata(MetadataKey.IDEMPOTENCY_KEY))
                .hasSize(3)
                .containsOnly(bus.commands().getFirst().metadata(MetadataKey.IDEMPOTENCY_KEY));
        assertThat(bus.commands().get(1).metadata(MetadataKey.REQUEST_DIGEST))
                .isEqualTo(bus.commands().get(0).metadata(MetadataKey.REQUEST_DIGEST))
                .isNotEqualTo(bus.commands().get(2).metadata(MetadataKey.REQUEST_DIGEST));
    }

    @Test
    void showWhatWasTypedWithASentenceAtEachFaultyField() {
        var answer = register(Map.of(
                "name", " ",
                "userLimit", "lots",
                "licenseExpiry", "soon",
                "website", "ftp://northwind.example",
                "phone", "<b>555</b>"));

        assertThat(answer).hasStatus(422);
        assertThat(answer)
                .bodyText()
                .contains(
                        "id=\"name-error\"",
                        "id=\"userLimit-error\"",
                        "Must be a whole number.",
                        "id=\"licenseExpiry-error\"",
                        "id=\"website-error\"",
                        "value=\"lots\"",
                        "value=\"ftp://northwind.example\"",
                        "value=\"&lt;b&gt;555&lt;/b&gt;\"")
                .doesNotContain("key-1", "<b>555</b>");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void speakHindiToWhoeverReadsIt() {
        assertThat(mvc.get().uri(ONE).header(HttpHeaders.ACCEPT_LANGUAGE, "hi"))
                .bodyText()
                .contains("<html lang=\"hi\"", "लाइसेंस का इतिहास", "25 में से 3");
        assertThat(mvc.post()
                        .uri(ONE + "/license/suspend")
                        .header(HttpHeaders.ACCEPT_LANGUAGE, "hi")
                        .param("reason", ""))
                .hasStatus(422)
                .bodyText()
                .contains("ख़ाली नहीं हो सकता।<");
        bus.refuse(new Rejected(
                LicenseRule.SEATS_BELOW_USED, "3 seats are in use.", null, Map.of("limit", "2", "used", "3")));
        assertThat(mvc.post()
                        .uri(ONE + "/license/seats")
                        .header(HttpHeaders.ACCEPT_LANGUAGE, "hi")
                        .param("seats", "2")
                        .param("reason", "fewer"))
                .hasStatus(422)
                .bodyText()
                .contains("3 सीटें प्रयुक्त हैं; सीमा 2 नहीं हो सकती।")
                .doesNotContain("3 seats are in use.");
        assertThat(mvc.get().uri("/problems/seat-limit").header(HttpHeaders.ACCEPT_LANGUAGE, "hi"))
                .bodyText()
                .contains("सभी सीटें ली हुई हैं", "कोई सीट ख़ाली करें");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adminEmail=nobody",
                "employeeCount=many",
                "licenseExpiry=2020-01-01",
                "timeZone=Mars",
                "slug=x",
                "foundedYear=3000"
            })
    void nameTheFieldThatCannotBecomeAValue(String fault) {
        var field = fault.split("=")[0];

        var answer = register(Map.of(field, fault.split("=")[1]));

        assertThat(answer).hasStatus(422).bodyText().contains("id=\"" + field + "-error\"");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void showARefusalAtItsFieldOrAboveTheForm() {
        bus.refuse(new Rejected(OrganizationRule.SLUG_TAKEN, "The short name is taken.", "slug", Map.of()));
        assertThat(register(Map.of("slug", "northwind")))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"slug-error\"", "The short name is taken.");

        bus.refuse(new Rejected(LicenseRule.LICENSE_REVOKED, "The license was revoked."));
        assertThat(send(ONE + "/license/suspend", Map.of("reason", "Unpaid invoice")))
                .hasStatus(422)
                .bodyText()
                .contains("The license was revoked.", "value=\"Unpaid invoice\"");

        bus.refuse(new Rejected(KernelRule.STORE_UNAVAILABLE, "Try again."));
        assertThat(send(ONE + "/license/suspend", Map.of("reason", "Unpaid invoice")))
                .hasStatus(503);
    }

    @Test
    void editProfileProductsAndSettingsEachOnTheVersionThatTheOneBeforeLeft() {
        var answer = edit(Map.of());

        assertThat(answer).hasStatus(303);
        assertThat(bus.commands())
                .extracting(sent -> (Object) sent.payload().getClass())
                .containsExactly(ChangeProfile.class, SelectProducts.class, ChangeSettings.class);
        assertThat(bus.commands())
                .extracting(sent -> sent.metadata(MetadataKey.EXPECTED_VERSION))
                .containsExactly("7", "8", "8");
    }

    @Test
    void sendNothingOfAnEditionOfWhichOnePartIsAtFault() {
        assertThat(edit(Map.of("timeZone", "Mars"))).hasStatus(422).bodyText().contains("id=\"timeZone-error\"");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void saySoWhereSomebodyElseChangedItMeanwhileAndGiveThePresentVersion() {
        bus.refuse(new Rejected(KernelRule.STALE_VERSION, "The version is 7."));

        assertThat(edit(Map.of("version", "5", "name", "My name for it")))
                .hasStatus(422)
                .bodyText()
                .contains(
                        "Somebody changed this in the meantime",
                        "value=\"My name for it\"",
                        "name=\"version\" value=\"7\"");
    }

    @Test
    void actOnTheLicenseForAReason() {
        var answer = send(ONE + "/license/suspend", Map.of("reason", "Unpaid invoice", "comment", "Asked twice"));

        assertThat(answer).hasStatus(303);
        assertThat(location(answer)).isEqualTo(ONE + "?minPosition=1207&done=license-suspended");
        assertThat(bus.command().payload()).isEqualTo(new SuspendLicense(Samples.LICENSE, Samples.ORGANIZATION));
        assertThat(bus.command().metadata(MetadataKey.REASON)).isEqualTo("Unpaid invoice");
        assertThat(bus.command().metadata(MetadataKey.COMMENT)).isEqualTo("Asked twice");
    }

    /** As the table in docs/licenses.md has it. */
    @ParameterizedTest
    @CsvSource({
        "ACTIVE,    pause suspend renew revoke",
        "PAUSED,    suspend resume renew revoke",
        "SUSPENDED, resume renew revoke",
        "EXPIRED,   renew revoke",
        "REVOKED,   none"
    })
    void offerWhatTheLicensesStateAllows(LicenseStatus status, String offered) {
        bus.answer(FindOrganization.class, _ -> Samples.withLicense(status));

        var page = mvc.get().uri(ONE).exchange();

        for (var action : List.of("pause", "suspend", "resume", "renew", "revoke")) {
            var button = "href=\"%s/license/%s\"".formatted(ONE, action);
            if (List.of(offered.split(" ")).contains(action)) {
                assertThat(page).bodyText().contains(button);
            } else {
                assertThat(page).bodyText().doesNotContain(button);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/delete",
                "/restore",
                "/license/suspend",
                "/license/pause",
                "/license/resume",
                "/license/renew",
                "/license/seats",
                "/license/products",
                "/license/overage",
                "/license/grace",
                "/license/revoke"
            })
    void doNothingWithoutAReason(String action) {
        var fields = Map.of(
                "reason", "", "period", "P1Y", "start", "FROM_NOW", "seats", "5", "graceDays", "5", "extraSeats", "5");

        assertThat(send(ONE + action, fields)).hasStatus(422).bodyText().contains("id=\"reason-error\"");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void renewForAPeriod() {
        send(ONE + "/license/renew", Map.of("reason", "Order", "period", "P6M", "start", "FROM_NOW_IF_EXPIRED"));

        assertThat(bus.command().payload())
                .isEqualTo(new RenewLicense(
                        Samples.LICENSE, Samples.ORGANIZATION, Period.ofMonths(6), RenewalStart.FROM_NOW_IF_EXPIRED));
    }

    @Test
    void grantTheProductsThatAreTicked() {
        send(
                ONE + "/license/products",
                Map.of(
                        "reason", "Order",
                        "grants[0].productId", "ava-cx",
                        "grants[0].validUntil", "",
                        "grants[1].validUntil", "2027-06-30",
                        "grants[2].productId", "ava-flow",
                        "grants[2].validUntil", "2027-06-30"));

        assertThat(bus.command().payload())
                .isEqualTo(new ChangeProducts(
                        Samples.LICENSE,
                        Samples.ORGANIZATION,
                        List.of(
                                new ProductGrant(new ProductId("ava-cx"), null),
                                new ProductGrant(new ProductId("ava-flow"), LocalDate.of(2027, 6, 30)))));
    }

    @Test
    void offerNoMailToAnOrganizationThatIsGone() {
        assertThat(mvc.get().uri(ONE)).bodyText().contains("mailto:office@northwind.example");

        bus.answer(FindOrganization.class, _ -> Samples.organization(OrganizationState.DELETED, LicenseStatus.REVOKED));

        assertThat(mvc.get().uri(ONE)).bodyText().contains("Northwind Traders").doesNotContain("mailto:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "teams", "clients"})
    void offerNothingToBeDoneInAnOrganizationThatIsGone(String list) {
        bus.answer(FindUsers.class, _ -> new UserPage(List.of(), null, 0));
        bus.answer(FindClients.class, _ -> new ClientPage(List.of(), null));
        bus.answer(FindTeams.class, _ -> new TeamPage(List.of(), null));
        bus.answer(FindLicense.class, _ -> Samples.LICENSE_VIEW);
        var page = "/organization/dashboard/%s/" + list;
        var make = list + "/new";

        assertThat(mvc.get().uri(page.formatted(Samples.ORGANIZATION)))
                .hasStatus(200)
                .bodyText()
                .contains(make)
                .doesNotContain("This organization was deleted");
        assertThat(mvc.get().uri(page.formatted(Samples.GONE.organizationId())))
                .hasStatus(200)
                .bodyText()
                .contains("This organization was deleted")
                .doesNotContain(make)
                .doesNotContain("bulk-invitations");
    }

    @Test
    void askForDeletion() {
        assertThat(send(ONE + "/delete", Map.of("reason", "Contract ended"))).hasStatus(303);
        assertThat(bus.command().payload()).isEqualTo(new RequestDeletion(Samples.ORGANIZATION));
    }

    @Test
    void operateProcessorsAndParkedEvents() {
        var base = "/admin/multi-database";
        var rebuilt = send(base + "/processors/organization/rebuild", Map.of("reason", "A new field"));
        send(base + "/parked/organization/retry", Map.of("reason", "Repaired", "sequence", "org_1"));
        send(base + "/parked/organization/discard", Map.of("reason", "Test data", "parkedEventId", "p1"));

        assertThat(location(rebuilt)).isEqualTo(base + "?minPosition=1207&done=processor-rebuild");
        assertThat(bus.commands())
                .extracting(FakeBus.Sent::payload)
                .containsExactly(
                        new OperateProcessor("organization", ProcessorOperation.REBUILD),
                        new RetryParked("organization", "org_1"),
                        new DiscardParked("organization", "p1"));
        assertThat(send(base + "/processors/organization/explode", Map.of("reason", "x")))
                .hasStatus(400);
        assertThat(send(base + "/processors/organization/pause", Map.of())).hasStatus(422);
    }

    private MvcTestResult register(Map<String, String> changes) {
        return send(
                "/admin/organizations",
                Map.ofEntries(
                        Map.entry("name", "Northwind Traders"),
                        Map.entry("slug", ""),
                        Map.entry("email", "office@northwind.example"),
                        Map.entry("adminEmail", "admin@northwind.example"),
                        Map.entry("phone", ""),
                        Map.entry("website", ""),
                        Map.entry("industry", ""),
                        Map.entry("employeeCount", ""),
                        Map.entry("foundedYear", ""),
                        Map.entry("address", ""),
                        Map.entry("description", ""),
                        Map.entry("selectedProducts", "ava-flow,ava-cx"),
                        Map.entry("userLimit", "25"),
                        Map.entry("licenseExpiry", "2027-12-31"),
                        Map.entry("graceDays", ""),
                        Map.entry("timeZone", "Asia/Kolkata"),
                        Map.entry("locale", "en"),
                        Map.entry("retentionDays", "365"),
                        Map.entry("expiryNoticeDays", "30, 7, 1"),
                        Map.entry("idempotencyKey", "key-1")),
                changes);
    }

    private MvcTestResult edit(Map<String, String> changes) {
        return send(
                ONE + "/edit",
                Map.ofEntries(
                        Map.entry("name", "Northwind Traders"),
                        Map.entry("email", "office@northwind.example"),
                        Map.entry("adminEmail", "admin@northwind.example"),
                        Map.entry("timeZone", "UTC"),
                        Map.entry("locale", "hi"),
                        Map.entry("retentionDays", "30"),
                        Map.entry("expiryNoticeDays", ""),
                        Map.entry("version", "7")),
                changes);
    }

    private MvcTestResult send(String address, Map<String, String> fields) {
        return send(address, fields, Map.of());
    }

    private MvcTestResult send(String address, Map<String, String> fields, Map<String, String> changes) {
        var request = mvc.post().uri(address).contentType(MediaType.APPLICATION_FORM_URLENCODED);
        var all = new TreeMap<>(fields);
        all.putAll(changes);
        all.forEach((name, value) ->
                request.param(name, name.equals("selectedProducts") ? value.split(",") : new String[] {value}));
        return request.exchange();
    }

    private static String location(MvcTestResult answer) {
        return String.valueOf(answer.getResponse().getHeader(HttpHeaders.LOCATION));
    }
}

package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import com.avaone.api.organization.EmployeeCount;
import com.avaone.api.organization.OrganizationCommand.ChangeProfile;
import com.avaone.api.organization.OrganizationCommand.ChangeSettings;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationCommand.RestoreOrganization;
import com.avaone.api.organization.OrganizationCommand.SelectProducts;
import com.avaone.api.organization.OrganizationPage;
import com.avaone.api.organization.OrganizationQuery.FindOrganization;
import com.avaone.api.organization.OrganizationQuery.FindOrganizations;
import com.avaone.api.organization.OrganizationRule;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationSort;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.OrganizationView;
import com.avaone.api.organization.Slug;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class OrganizationApiTest {

    private static final String ONE = "/api/organizations/" + Samples.ORGANIZATION;

    private static final String LEAST = """
            "name": "Northwind Traders", "email": "office@northwind.example", "adminEmail": "admin@northwind.example",
            "userLimit": 25, "licenseExpiry": "2027-12-31"
            """;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.accept(new Receipt(Samples.ORGANIZATION.value(), 8, Samples.POSITION));
        bus.answer(FindOrganization.class, _ -> Samples.VIEW);
        bus.answer(FindProcessors.class, _ -> Samples.PROCESSORS);
    }

    @Test
    void registersAnOrganizationWithAllItsFields() {
        var answer = post("/api/organizations", """
                {"name": "  Northwind Traders ", "slug": "Northwind", "email": "Office@Northwind.example", "phone": "+1 555 0100",
                 "address": "1 Harbour Street\\nPortland", "industry": "Wholesale", "employeeCount": "11-50", "foundedYear": 1998,
                 "website": "https://northwind.example", "description": "Fine foods", "adminEmail": "admin@northwind.example",
                 "selectedProducts": ["ava-flow", "ava-cx"], "userLimit": 25, "licenseExpiry": "2027-12-31", "graceDays": 14,
                 "timeZone": "Asia/Kolkata", "locale": "hi", "retentionDays": 90, "expiryNoticeDays": [7, 30, 7]}
                """);

        assertThat(answer)
                .hasStatus(201)
                .hasHeader(HttpHeaders.LOCATION, ONE)
                .hasHeader(HttpHeaders.ETAG, "\"8\"")
                .hasHeader("Avaone-Position", "1207")
                .bodyJson()
                .isStrictlyEqualTo("""
                        {"id": "%s", "version": 8, "position": 1207}""".formatted(Samples.ORGANIZATION));
        var command = (RegisterOrganization) bus.command().payload();
        assertThat(command.slug()).isEqualTo(new Slug("northwind"));
        assertThat(command.profile().name()).isEqualTo("Northwind Traders");
        assertThat(command.profile().email()).hasToString("office@northwind.example");
        assertThat(command.profile().employeeCount()).isEqualTo(new EmployeeCount(11, 50));
        assertThat(command.profile().foundedYear()).isEqualTo(1998);
        assertThat(command.profile().address()).isEqualTo("1 Harbour Street\nPortland");
        assertThat(command.products()).containsExactly(new ProductId("ava-cx"), new ProductId("ava-flow"));
        assertThat(command.terms().seats().value()).isEqualTo(25);
        assertThat(command.terms().validUntil()).isEqualTo(LocalDate.of(2027, 12, 31));
        assertThat(command.terms().graceDays()).isEqualTo(14);
        assertThat(command.terms().products())
                .containsExactly(
                        new ProductGrant(new ProductId("ava-cx"), null),
                        new ProductGrant(new ProductId("ava-flow"), null));
        assertThat(command.settings())
                .isEqualTo(new OrganizationSettings("Asia/Kolkata", "hi", 90, List.of(30, 7), null));
    }

    @Test
    void suggestsTheSlugAndTheSettingsWhereTheyAreAbsent() {
        assertThat(post("/api/organizations", "{" + LEAST + "}")).hasStatus(201);

        var command = (RegisterOrganization) bus.command().payload();
        assertThat(command.slug()).isEqualTo(new Slug("northwind-traders"));
        assertThat(command.settings()).isEqualTo(OrganizationSettings.DEFAULT);
        assertThat(command.terms().graceDays()).isZero();
        assertThat(command.products()).isEmpty();
    }

    @Test
    void saysWhoActsForWhomAndUnderWhichKey() {
        assertThat(mvc.post()
                        .uri("/api/organizations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Idempotency-Key", "order-7781")
                        .content("{" + LEAST + "}"))
                .hasStatus(201);

        var sent = bus.command();
        var command = (RegisterOrganization) sent.payload();
        assertThat(sent.metadata(MetadataKey.TENANT))
                .isEqualTo(command.organizationId().value());
        assertThat(sent.metadata(MetadataKey.ACTOR_KIND)).isEqualTo("SYSTEM_ADMIN");
        assertThat(sent.metadata(MetadataKey.ACTOR_ID))
                .isEqualTo(Admin.USER.userId().value());
        assertThat(sent.metadata(MetadataKey.IDEMPOTENCY_KEY)).contains("order-7781", "POST /api/organizations");
        assertThat(sent.metadata(MetadataKey.REQUEST_DIGEST)).hasSize(64);
    }

    @Test
    void answersTheOrganizationWithItsLicenseWhereThatIsPreferred() {
        var looks = new int[1];
        bus.answer(FindOrganization.class, _ -> ++looks[0] < 3 ? withoutLicense() : Samples.VIEW);

        var answer = mvc.post()
                .uri("/api/organizations")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Prefer", "return=representation")
                .content("{" + LEAST + "}")
                .exchange();

        assertThat(answer)
                .hasStatus(201)
                .hasHeader("Preference-Applied", "return=representation")
                .bodyJson()
                .extractingPath("$.license.status")
                .isEqualTo("active");
        assertThat(bus.query(FindOrganization.class).metadata(MetadataKey.MIN_POSITION))
                .isEqualTo("1207");
    }

    @Test
    void answersTheReceiptWhereThePreferredRepresentationIsNotVisibleInTime() {
        bus.answer(FindOrganization.class, _ -> {
            throw new Rejected(KernelRule.READ_MODEL_BEHIND, "The read model is 12 events behind.");
        });

        var answer = mvc.post()
                .uri("/api/organizations")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Prefer", "return=representation")
                .content("{" + LEAST + "}")
                .exchange();

        assertThat(answer)
                .hasStatus(201)
                .doesNotContainHeader("Preference-Applied")
                .bodyJson()
                .extractingPath("$.position")
                .isEqualTo(1207);
    }

    static Stream<List<String>> faultyFields() {
        return Stream.of(
                List.of("name", "5"),
                List.of("name", "true"),
                List.of("name", "null"),
                List.of("name", "\"  \""),
                List.of("name", "{\"$ne\": null}"),
                List.of("name", "[\"Northwind\"]"),
                List.of("name", "\"" + "x".repeat(201) + "\""),
                List.of("slug", "{\"$gt\": \"\"}"),
                List.of("slug", "\"no spaces\""),
                List.of("slug", "\"x\""),
                List.of("email", "\"nobody\""),
                List.of("email", "{\"$regex\": \".*\"}"),
                List.of("adminEmail", "\"a b@example.com\""),
                List.of("userLimit", "\"5\""),
                List.of("userLimit", "5.0"),
                List.of("userLimit", "0.5e1"),
                List.of("userLimit", "0"),
                List.of("userLimit", "1000001"),
                List.of("userLimit", "99999999999"),
                List.of("userLimit", "true"),
                List.of("userLimit", "{\"$gt\": 0}"),
                List.of("userLimit", "null"),
                List.of("licenseExpiry", "\"tomorrow\""),
                List.of("licenseExpiry", "20271231"),
                List.of("licenseExpiry", "[2027, 12, 31]"),
                List.of("licenseExpiry", "\"2026-11-21\""),
                List.of("licenseExpiry", "\"2127-01-01\""),
                List.of("licenseExpiry", "\"2027-02-30\""),
                List.of("graceDays", "-1"),
                List.of("graceDays", "366"),
                List.of("graceDays", "\"14\""),
                List.of("employeeCount", "\"many\""),
                List.of("employeeCount", "50"),
                List.of("foundedYear", "\"1998\""),
                List.of("foundedYear", "2027"),
                List.of("foundedYear", "0"),
                List.of("website", "\"javascript:alert(1)\""),
                List.of("website", "\"https://\""),
                List.of("selectedProducts", "\"ava-cx\""),
                List.of("selectedProducts", "[\"AVA CX\"]"),
                List.of("selectedProducts", "{\"$in\": [\"ava-cx\"]}"),
                List.of("timeZone", "\"Mars/Olympus\""),
                List.of("locale", "\"xx\""),
                List.of("retentionDays", "0"),
                List.of("expiryNoticeDays", "30"),
                List.of("unknownField", "1"),
                List.of("$where", "\"1 == 1\""),
                List.of("adminPassword", "\"secret\""));
    }

    @ParameterizedTest
    @MethodSource("faultyFields")
    void refusesAFaultyFieldByItsNameAndSendsNothing(List<String> fault) {
        var field = fault.getFirst();
        var others = LEAST.replaceAll("\"" + field.replace("$", "\\$") + "\": (\"[^\"]*\"|\\d+)\\s*,?", "")
                .strip();
        var body = "{%s: %s, %s}".formatted("\"" + field + "\"", fault.get(1), others.replaceAll(",$", ""));

        var answer = post("/api/organizations", body);

        assertThat(answer).hasStatus(400).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("invalid-request");
        assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field);
        assertThat(bus.commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'[1]',selectedProducts[0]", "'[{\"$gt\": \"\"}]',selectedProducts[0]", "'[null]',selectedProducts[0]"})
    void namesTheElementOfAListThatIsAtFault(String list, String field) {
        var answer = post("/api/organizations", "{" + LEAST + ", \"selectedProducts\": " + list + "}");

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field);
        assertThat(bus.commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "\"text\"",
                "7",
                "{} {}",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{\"name\": 'a'}"
            })
    void refusesABodyThatIsNotTheJsonAskedFor(String body) {
        assertThat(post("/api/organizations", body)).hasStatus(400).hasContentType("application/problem+json");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void refusesAnotherMediaType() {
        assertThat(mvc.post()
                        .uri("/api/organizations")
                        .contentType(MediaType.APPLICATION_XML)
                        .content("<name/>"))
                .hasStatus(415);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void saysWhichRuleRefused() {
        bus.refuse(new Rejected(OrganizationRule.SLUG_TAKEN, "northwind is taken.", "slug", Map.of()));

        var answer = post("/api/organizations", "{" + LEAST + "}");

        assertThat(answer).hasStatus(409);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("/problems/slug-taken");
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("slug-taken");
        assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo("slug");
    }

    @ParameterizedTest
    @CsvSource({
        "IDEMPOTENCY_KEY_REUSED,422",
        "IDEMPOTENCY_KEY_IN_USE,409",
        "STALE_VERSION,412",
        "NOT_FOUND,404",
        "CONCURRENT_CHANGE,409",
        "STORE_UNAVAILABLE,503"
    })
    void answersEachKindOfRefusalByItsStatus(KernelRule rule, int status) {
        bus.refuse(new Rejected(rule, "Refused."));

        assertThat(post(ONE + "/restore", "{\"reason\": \"Mistake\"}")).hasStatus(status);
    }

    @Test
    void showsAnOrganizationWithItsVersionAndPosition() {
        var answer = mvc.get().uri(ONE).exchange();

        assertThat(answer).hasStatus(200).hasHeader(HttpHeaders.ETAG, "\"7\"").hasHeader("Avaone-Position", "1207");
        assertThat(answer).bodyJson().extractingPath("$.state").isEqualTo("active");
        assertThat(answer).bodyJson().extractingPath("$.license.validUntil").isEqualTo("2027-12-31");
    }

    @Test
    void showsAnOrganizationWhoseLicenseMayHaveChangedWhateverVersionTheCallerKnows() {
        for (var known : List.of("\"7\"", "W/\"7\"", "*")) {
            var answer =
                    mvc.get().uri(ONE).header(HttpHeaders.IF_NONE_MATCH, known).exchange();

            assertThat(answer).hasStatus(200).hasHeader(HttpHeaders.ETAG, "\"7\"");
            assertThat(answer).bodyJson().extractingPath("$.license.status").isEqualTo("active");
        }
        // Settings are the organization's alone: whoever knows the version knows them.
        assertThat(mvc.get().uri(ONE + "/settings").header(HttpHeaders.IF_NONE_MATCH, "\"7\""))
                .hasStatus(304);
    }

    @Test
    void showsAnOrganizationAsItWas() {
        assertThat(mvc.get().uri(ONE + "?asOf=2026-01-31T12:00:00Z"))
                .hasStatus(200)
                .doesNotContainHeader("Avaone-Position");
        assertThat(bus.query(FindOrganization.class).payload().asOf()).isEqualTo("2026-01-31T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "org_", "lic_01jd3r0v6g9m5r6w3m1v0k8q2t", "org_$ne", "%7B%22$ne%22:null%7D"})
    void knowsNoOrganizationByABadlyFormedIdentifier(String organizationId) {
        assertThat(mvc.get().uri(URI.create("/api/organizations/" + organizationId)))
                .hasStatus(404);
        assertThat(delete("/api/organizations/" + organizationId + "?reason=x")).hasStatus(404);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void doesNotTellAForeignOrganizationFromOneThatIsNotThere() {
        bus.answer(FindOrganization.class, _ -> {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such organization.");
        });

        var answer = mvc.get().uri(ONE).exchange();

        assertThat(answer).hasStatus(404);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("not-found");
    }

    @Test
    void listsByEveryFilter() {
        bus.answer(FindOrganizations.class, _ -> new OrganizationPage(List.of(Samples.VIEW), "abc", 41));

        var answer = mvc.get()
                .uri("/api/organizations?text=north&state=deletion-requested&licenseStatus=suspended&product=ava-cx"
                        + "&expiresFrom=2027-01-01&expiresUntil=2027-12-31&sort=expiry-desc&cursor=xyz&limit=10")
                .exchange();

        assertThat(answer).hasStatus(200);
        assertThat(answer).bodyJson().extractingPath("$.next").isEqualTo("abc");
        assertThat(answer).bodyJson().extractingPath("$.items.length()").isEqualTo(1);
        assertThat(bus.query(FindOrganizations.class).payload())
                .isEqualTo(new FindOrganizations(
                        "north",
                        OrganizationState.DELETION_REQUESTED,
                        LicenseStatus.SUSPENDED,
                        new ProductId("ava-cx"),
                        LocalDate.of(2027, 1, 1),
                        LocalDate.of(2027, 12, 31),
                        OrganizationSort.EXPIRY_DESC,
                        "xyz",
                        10));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=101,limit",
        "limit=ten,limit",
        "state=gone,state",
        "licenseStatus=1,licenseStatus",
        "sort=fastest,sort",
        "expiresFrom=soon,expiresFrom",
        "product=AVA!,product",
        "minPosition=x,minPosition"
    })
    void refusesAFaultyFilterByItsName(String query, String field) {
        bus.answer(FindOrganizations.class, _ -> new OrganizationPage(List.of(), null, 0));

        var answer = mvc.get().uri("/api/organizations?" + query).exchange();

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field);
    }

    @Test
    void hasNoFieldForACredentialInAnyAnswer() {
        bus.answer(FindOrganizations.class, _ -> new OrganizationPage(List.of(Samples.VIEW), null, 1));

        assertThat(mvc.get().uri("/api/organizations"))
                .bodyText()
                .doesNotContainIgnoringCase("password")
                .doesNotContainIgnoringCase("secret")
                .doesNotContainIgnoringCase("hash")
                .doesNotContainIgnoringCase("token");
    }

    @Test
    void replacesTheProfileOfTheVersionThatTheCallerSaw() {
        var answer = put(ONE, "\"7\"", """
                {"name": "Northwind", "email": "office@northwind.example", "adminEmail": "admin@northwind.example"}""");

        assertThat(answer).hasStatus(200).hasHeader(HttpHeaders.ETAG, "\"8\"");
        assertThat(((ChangeProfile) bus.command().payload()).profile().name()).isEqualTo("Northwind");
        assertThat(bus.command().metadata(MetadataKey.EXPECTED_VERSION)).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|{\"name\": \"N\", \"email\": \"o@n.example\", \"adminEmail\": \"a@n.example\"}",
                "/products|{\"selectedProducts\": []}",
                "/settings|{\"timeZone\": \"UTC\", \"locale\": \"en\", \"retentionDays\": 1, \"expiryNoticeDays\": []}"
            })
    void replacesNothingWithoutSayingWhichVersion(String part, String body) {
        var address = ONE + (part == null ? "" : part);

        assertThat(put(address, null, body)).hasStatus(428);
        assertThat(put(address, "7", body)).hasStatus(400);
        assertThat(put(address, "\"seven\"", body)).hasStatus(400);
        assertThat(bus.commands()).isEmpty();
        assertThat(put(address, "\"7\"", body)).hasStatus(200);
    }

    @Test
    void answers412ToAStaleVersion() {
        bus.refuse(new Rejected(KernelRule.STALE_VERSION, "The version is 9."));

        assertThat(put(ONE + "/products", "\"7\"", "{\"selectedProducts\": [\"ava-cx\"]}"))
                .hasStatus(412)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("stale-version");
    }

    @Test
    void selectsProductsAndChangesSettings() {
        put(ONE + "/products", "*", "{\"selectedProducts\": [\"ava-flow\"]}");
        put(ONE + "/settings", "*", """
                {"timeZone": "UTC", "locale": "hi", "retentionDays": 30, "expiryNoticeDays": [1], "mailSender": " People Team "}""");

        assertThat(bus.commands())
                .extracting(FakeBus.Sent::payload)
                .containsExactly(
                        new SelectProducts(Samples.ORGANIZATION, Set.of(new ProductId("ava-flow"))),
                        new ChangeSettings(
                                Samples.ORGANIZATION,
                                new OrganizationSettings("UTC", "hi", 30, List.of(1), "People Team")));
    }

    @Test
    void showsTheSettingsUnderTheOrganizationsVersion() {
        assertThat(mvc.get().uri(ONE + "/settings"))
                .hasStatus(200)
                .hasHeader(HttpHeaders.ETAG, "\"7\"")
                .bodyJson()
                .extractingPath("$.timeZone")
                .isEqualTo("UTC");
    }

    @Test
    void asksForDeletionWithTheReasonInBodyOrParameterAndSaysWhenItIsDue() {
        var dueAt = Admin.NOW.plus(Duration.ofDays(30));
        bus.answer(FindOrganization.class, _ -> deletedAt(dueAt));

        var byParameter = delete(ONE + "?reason=Contract%20ended");
        var byBody = mvc.delete()
                .uri(ONE)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"reason\": \"Contract ended\", \"comment\": \"Agreed\"}")
                .exchange();

        assertThat(byParameter)
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.dueAt")
                .isEqualTo("2026-12-22T12:00:00Z");
        assertThat(byBody).hasStatus(202);
        assertThat(bus.commands()).hasSize(2).allSatisfy(sent -> {
            assertThat(sent.payload()).isEqualTo(new RequestDeletion(Samples.ORGANIZATION));
            assertThat(sent.metadata(MetadataKey.REASON)).isEqualTo("Contract ended");
        });
    }

    @Test
    void deletesNothingWithoutAReason() {
        var answer = delete(ONE);

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("reason-missing");
        assertThat(delete(ONE + "?reason=%20")).hasStatus(400);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void restoresForAReason() {
        assertThat(post(ONE + "/restore", "{\"reason\": \"Mistake\"}")).hasStatus(200);
        assertThat(bus.command().payload()).isEqualTo(new RestoreOrganization(Samples.ORGANIZATION));
        assertThat(post(ONE + "/restore", "{}")).hasStatus(400);
    }

    private MvcTestResult post(String address, String body) {
        return mvc.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult put(String address, @Nullable String ifMatch, String body) {
        var request =
                mvc.put().uri(address).contentType(MediaType.APPLICATION_JSON).content(body);
        return (ifMatch == null ? request : request.header(HttpHeaders.IF_MATCH, ifMatch)).exchange();
    }

    private MvcTestResult delete(String address) {
        return mvc.delete().uri(URI.create(address)).exchange();
    }

    private static OrganizationView withoutLicense() {
        var view = Samples.VIEW;
        return new OrganizationView(
                view.organizationId(),
                view.slug(),
                view.state(),
                view.profile(),
                view.products(),
                view.settings(),
                view.licenseId(),
                null,
                null,
                view.createdAt(),
                view.updatedAt(),
                view.version());
    }

    private static OrganizationView deletedAt(Instant dueAt) {
        var view = Samples.VIEW;
        return new OrganizationView(
                view.organizationId(),
                view.slug(),
                OrganizationState.DELETION_REQUESTED,
                view.profile(),
                view.products(),
                view.settings(),
                view.licenseId(),
                view.license(),
                dueAt,
                view.createdAt(),
                view.updatedAt(),
                view.version());
    }
}

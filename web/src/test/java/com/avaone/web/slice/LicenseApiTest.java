package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.license.LicenseCommand;
import com.avaone.api.license.LicenseCommand.ChangeGracePeriod;
import com.avaone.api.license.LicenseCommand.ChangeOveragePolicy;
import com.avaone.api.license.LicenseCommand.ChangeProducts;
import com.avaone.api.license.LicenseCommand.ChangeSeatLimit;
import com.avaone.api.license.LicenseCommand.PauseLicense;
import com.avaone.api.license.LicenseCommand.RenewLicense;
import com.avaone.api.license.LicenseCommand.ResumeLicense;
import com.avaone.api.license.LicenseCommand.RevokeLicense;
import com.avaone.api.license.LicenseCommand.SuspendLicense;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseQuery.FindLicense;
import com.avaone.api.license.LicenseQuery.FindLicenseHistory;
import com.avaone.api.license.LicenseRule;
import com.avaone.api.license.OveragePolicy;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.RenewalStart;
import com.avaone.api.license.Seats;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class LicenseApiTest {

    private static final String LICENSE = "/api/organizations/" + Samples.ORGANIZATION + "/license";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.accept(new Receipt(Samples.LICENSE.value(), 4, Samples.POSITION));
        bus.answer(FindLicense.class, _ -> Samples.LICENSE_VIEW);
    }

    static Stream<Arguments> actions() {
        var license = Samples.LICENSE;
        var organization = Samples.ORGANIZATION;
        return Stream.of(
                action(HttpMethod.POST, "suspend", "", new SuspendLicense(license, organization)),
                action(HttpMethod.POST, "pause", "", new PauseLicense(license, organization)),
                action(HttpMethod.POST, "resume", "", new ResumeLicense(license, organization)),
                action(HttpMethod.POST, "revoke", "", new RevokeLicense(license, organization)),
                action(
                        HttpMethod.POST,
                        "renew",
                        "\"period\": \"P1Y6M\", \"start\": \"from-now-if-expired\"",
                        new RenewLicense(license, organization, Period.of(1, 6, 0), RenewalStart.FROM_NOW_IF_EXPIRED)),
                action(
                        HttpMethod.POST,
                        "renew",
                        "\"years\": 2",
                        new RenewLicense(license, organization, Period.ofYears(2), RenewalStart.FROM_EXPIRY)),
                action(
                        HttpMethod.PUT,
                        "seats",
                        "\"seats\": 40",
                        new ChangeSeatLimit(license, organization, new Seats(40))),
                action(
                        HttpMethod.PUT,
                        "overage",
                        "\"extraSeats\": 5",
                        new ChangeOveragePolicy(license, organization, new OveragePolicy(5))),
                action(HttpMethod.PUT, "grace", "\"graceDays\": 0", new ChangeGracePeriod(license, organization, 0)),
                action(
                        HttpMethod.PUT,
                        "products",
                        "\"products\": [{\"productId\": \"ava-cx\", \"validUntil\": \"2027-06-30\"}, {\"productId\": \"ava-flow\"}]",
                        new ChangeProducts(
                                license,
                                organization,
                                List.of(
                                        new ProductGrant(new ProductId("ava-cx"), LocalDate.of(2027, 6, 30)),
                                        new ProductGrant(new ProductId("ava-flow"), null)))));
    }

    private static Arguments action(HttpMethod method, String action, String fields, LicenseCommand command) {
        return Arguments.of(method, action, fields, command);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void actsOnTheOrganizationsOwnLicenseForAReason(
            HttpMethod method, String action, String fields, LicenseCommand command) {
        var answer = send(method, action, with(fields, "\"reason\": \"Order 7781\", \"comment\": \"Paid\""));

        assertThat(answer).hasStatus(200).hasHeader(HttpHeaders.ETAG, "\"4\"").hasHeader("Avaone-Position", "1207");
        var sent = bus.command();
        assertThat(sent.payload()).isEqualTo(command);
        assertThat(sent.metadata(MetadataKey.REASON)).isEqualTo("Order 7781");
        assertThat(sent.metadata(MetadataKey.COMMENT)).isEqualTo("Paid");
        assertThat(sent.metadata(MetadataKey.TENANT)).isEqualTo(Samples.ORGANIZATION.value());
    }

    @ParameterizedTest
    @MethodSource("actions")
    void doesNothingWithoutAReason(HttpMethod method, String action, String fields, LicenseCommand command) {
        for (var reason :
                List.of("\"comment\": \"Paid\"", "\"reason\": \" \"", "\"reason\": 7", "\"reason\": {\"$ne\": null}")) {
            var answer = send(method, action, with(fields, reason));

            assertThat(answer).hasStatus(400);
            assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo("reason");
        }
        assertThat(bus.commands()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void takesNoLicenseFromTheCaller(HttpMethod method, String action, String fields, LicenseCommand command) {
        var answer = send(
                method, action, with(fields, "\"reason\": \"x\", \"licenseId\": \"lic_01jd3r0v6g9m5r6w3m1v0k8q2t\""));

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo("licenseId");
        assertThat(bus.commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|renew|period|",
                "POST|renew|period|\"period\": \"P1Y\", \"years\": 1",
                "POST|renew|period|\"period\": \"a year\"",
                "POST|renew|period|\"period\": 1",
                "POST|renew|years|\"years\": \"1\"",
                "POST|renew|years|\"years\": 11",
                "POST|renew|start|\"years\": 1, \"start\": \"yesterday\"",
                "POST|renew|start|\"years\": 1, \"start\": 0",
                "PUT|seats|seats|",
                "PUT|seats|seats|\"seats\": 0",
                "PUT|seats|seats|\"seats\": \"40\"",
                "PUT|seats|seats|\"seats\": 40.0",
                "PUT|seats|seats|\"seats\": {\"$inc\": 1}",
                "PUT|overage|extraSeats|\"extraSeats\": -1",
                "PUT|grace|graceDays|\"graceDays\": 366",
                "PUT|products|products|",
                "PUT|products|products|\"products\": \"ava-cx\"",
                "PUT|products|products[0]|\"products\": [\"ava-cx\"]",
                "PUT|products|products[1].productId|\"products\": [{\"productId\": \"ava-cx\"}, {\"productId\": \"AVA!\"}]",
                "PUT|products|products[0].validUntil|\"products\": [{\"productId\": \"ava-cx\", \"validUntil\": 20270630}]",
                "PUT|products|products[0].until|\"products\": [{\"productId\": \"ava-cx\", \"until\": \"2027-06-30\"}]"
            })
    void refusesAFaultyFieldByItsName(String method, String action, String field, String fields) {
        var answer =
                send(HttpMethod.valueOf(method), action, with(fields == null ? "" : fields, "\"reason\": \"Order\""));

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field);
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void knowsNoLicenseOfAnOrganizationThatIsNotThere() {
        for (var organization : List.of(OrganizationId.random().value(), "nobody")) {
            assertThat(mvc.post()
                            .uri("/api/organizations/{organization}/license/suspend", organization)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"reason\": \"x\"}"))
                    .hasStatus(404);
        }
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void saysWhichRuleRefused() {
        bus.refuse(new Rejected(LicenseRule.LICENSE_REVOKED, "The license was revoked."));

        var answer = send(HttpMethod.POST, "renew", "{\"years\": 1, \"reason\": \"Order\"}");

        assertThat(answer).hasStatus(409);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("license-revoked");
    }

    @Test
    void holdsAnIfMatchAgainstTheLicensesVersion() {
        mvc.put()
                .uri(LICENSE + "/seats")
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.IF_MATCH, "\"3\"")
                .content("{\"seats\": 40, \"reason\": \"Order\"}")
                .exchange();

        assertThat(bus.command().metadata(MetadataKey.EXPECTED_VERSION)).isEqualTo("3");
    }

    @Test
    void showsTheLicenseAndItsHistory() {
        bus.answer(FindLicenseHistory.class, query -> new LicenseHistory(Samples.LICENSE, List.of(), query.cursor()));

        assertThat(mvc.get().uri(LICENSE))
                .hasStatus(200)
                .hasHeader(HttpHeaders.ETAG, "\"3\"")
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("active");
        assertThat(mvc.get().uri(LICENSE + "/history?cursor=abc&limit=200"))
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.next")
                .isEqualTo("abc");
        assertThat(mvc.get().uri(LICENSE + "/history?limit=201")).hasStatus(400);
    }

    private MvcTestResult send(HttpMethod method, String action, String body) {
        return mvc.method(method)
                .uri(LICENSE + "/" + action)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static String with(String fields, String reason) {
        return "{" + fields + (fields.isEmpty() ? "" : ", ") + reason + "}";
    }

    @Test
    void speaksTheLanguageThatTheCallerAsksFor() {
        bus.refuse(new Rejected(LicenseRule.LICENSE_REVOKED, "The license was revoked."));
        bus.answer(FindLicenseHistory.class, _ -> new LicenseHistory(Samples.LICENSE, List.of(), null));

        for (var language : List.of("hi", "hi-IN, en;q=0.5")) {
            var refused = mvc.post()
                    .uri(LICENSE + "/pause")
                    .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{\"reason\": \"Order\"}")
                    .exchange();
            assertThat(refused).hasStatus(409);
            assertThat(refused).bodyJson().extractingPath("$.code").isEqualTo("license-revoked");
            assertThat(refused)
                    .bodyJson()
                    .extractingPath("$.detail")
                    .isEqualTo("लाइसेंस निरस्त हो चुका है और फिर शुरू नहीं हो सकता।");
        }
        var invalid = mvc.post()
                .uri(LICENSE + "/pause")
                .header(HttpHeaders.ACCEPT_LANGUAGE, "hi")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"reason\": \" \"}")
                .exchange();
        assertThat(invalid).hasStatus(400);
        assertThat(invalid).bodyJson().extractingPath("$.errors[0].message").isEqualTo("भरना आवश्यक है");

        assertThat(mvc.get().uri(LICENSE + "/history").header(HttpHeaders.ACCEPT_LANGUAGE, "hi"))
                .hasStatus(200);
        assertThat(bus.query(FindLicenseHistory.class).metadata(MetadataKey.LANGUAGE))
                .isEqualTo("hi");
    }
}

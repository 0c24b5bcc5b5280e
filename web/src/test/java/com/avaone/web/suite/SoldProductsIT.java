package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.suite.Caller.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A product that comes into the catalogue and goes out of it again, while somebody has it. */
@WholeSuite
@SuppressWarnings("NullAway.Init") // before each test
class SoldProductsIT {

    private static final String CATALOGUE = "/api/admin/catalogue";

    /** Before the first of the others, so that it stands in front where it is sold. */
    private static final String NOVA = """
            {"products":[{"productId":"ava-nova","name":{"en":"AVA Nova","hi":"एवा नोवा"},"summary":{"en":"Stars"},"hidden":true,"plans":[]},""";

    private static final String REASON = "\"reason\":\"order 7802\"";

    @LocalServerPort
    private int port;

    private NewOrganization having;
    private NewOrganization other;
    private String before;

    @BeforeEach
    void sell() {
        having = NewOrganization.register(port);
        other = NewOrganization.register(port);
        before = await().until(() -> new Caller(port).get("/api/catalogue"), found -> found.status() == 200)
                .json()
                .path("contents")
                .toString();
        publish(before.replaceFirst("\\{\"products\":\\[", NOVA));
    }

    @AfterEach
    void sellAsBefore() {
        publish(before);
    }

    private void publish(String contents) {
        var published = having.operator().post(CATALOGUE, contents);
        assertThat(published.status()).as(published.body()).isEqualTo(200);
    }

    private static String license(NewOrganization organization) {
        return "/api/organizations/" + organization.organizationId() + "/license";
    }

    private static Answer grant(NewOrganization organization, String products) {
        return organization
                .operator()
                .with("If-Match", "*")
                .put(license(organization) + "/products", "{\"products\":[%s],%s}".formatted(products, REASON));
    }

    private static Answer select(NewOrganization organization, String products) {
        return organization
                .operator()
                .with("If-Match", "*")
                .put(
                        "/api/organizations/" + organization.organizationId() + "/products",
                        "{\"selectedProducts\":[%s]}".formatted(products));
    }

    @Test
    void isKeptAndLostButNotAddedWhereItIsNotSoldAnyMore() {
        var page = "/admin/organization/" + having.organizationId();
        var console = new Caller(port).signIn();
        await().untilAsserted(() ->
                assertThat(console.get(page + "/license/products").body()).contains("value=\"ava-nova\"", "AVA Nova"));
        assertThat(grant(having, "{\"productId\":\"ava-cx\"},{\"productId\":\"ava-nova\"}")
                        .status())
                .isEqualTo(200);
        assertThat(select(having, "\"ava-nova\"").status()).isEqualTo(200);

        publish(before);

        // Who has it still sees it by its name, in both languages, and may keep it.
        await().untilAsserted(() -> assertThat(console.get(page).body()).contains("AVA Nova"));
        assertThat(console.get(page + "?lang=hi").body()).contains("एवा नोवा");
        assertThat(console.get(page + "/license/products").body()).containsPattern("value=\"ava-nova\"\\s+checked");
        assertThat(grant(having, "{\"productId\":\"ava-nova\",\"validUntil\":\"2098-12-31\"}")
                        .status())
                .isEqualTo(200);
        assertThat(select(having, "\"ava-nova\",\"ava-flow\"").status()).isEqualTo(200);

        // Nobody else gets it.
        assertThat(console.get("/admin/organization/" + other.organizationId() + "/license/products")
                        .body())
                .doesNotContain("ava-nova");
        for (var refused : Map.of(
                        "license", grant(other, "{\"productId\":\"ava-nova\"}"),
                        "organization", select(other, "\"ava-nova\""),
                        "new one",
                                having.operator()
                                        .with(
                                                "Idempotency-Key",
                                                UUID.randomUUID().toString())
                                        .post("/api/organizations", """
                                                {"name": "Late", "slug": "late-%s", "email": "hello@late.example", "adminEmail": "head@late.example",
                                                 "selectedProducts": ["ava-nova"], "userLimit": 10, "licenseExpiry": "2099-12-31"}""".formatted(System.nanoTime())),
                        "invitation",
                                other.operator()
                                        .post(
                                                "/api/organization/" + other.organizationId() + "/users",
                                                "{\"email\":\"late@late.example\",\"role\":\"employee\",\"products\":[\"ava-nova\"]}"))
                .entrySet()) {
            assertThat(refused.getValue().status()).as(refused.getKey()).isEqualTo(422);
            assertThat(refused.getValue().code()).as(refused.getKey()).isEqualTo("not-in-catalogue");
        }

        // What was taken off is not added again.
        assertThat(grant(having, "{\"productId\":\"ava-cx\"}").status()).isEqualTo(200);
        assertThat(grant(having, "{\"productId\":\"ava-nova\"}").code()).isEqualTo("not-in-catalogue");
    }
}

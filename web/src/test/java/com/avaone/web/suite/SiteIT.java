package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public site, as visitors, search engines, editors and auditors meet it. */
@WholeSuite
class SiteIT {

    private static final String CONTENT = "/api/admin/website-content";
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @LocalServerPort
    private int port;

    private Caller visitor;
    private Caller operator;

    @BeforeEach
    void arrive() {
        visitor = new Caller(port);
        operator = new Caller(port).signInWithToken();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(new Caller(port).get("/").body()).contains("id=\"plans\""));
    }

    private static String mark() {
        return "M" + UUID.randomUUID().toString().substring(0, 8);
    }

    private JsonNode part(String key, String language) {
        return operator.get(CONTENT + "?limit=100")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("key").asString().equals(key)
                        && item.path("language").asString().equals(language))
                .findFirst()
                .orElseThrow();
    }

    private void publish(String key, String language, Map<String, String> changes) {
        var part = part(key, language);
        var fields = new HashMap<String, String>();
        part.path("published")
                .path("body")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        fields.putAll(changes);
        var id = write(key, language, fields);
        var published = operator.post(CONTENT + "/" + id + "/publish", "{}");
        assertThat(published.status()).as(published.body()).isEqualTo(200);
    }

    private String write(String key, String language, Map<String, String> fields) {
        var edited = operator.post(
                CONTENT,
                JsonMapper.shared().writeValueAsString(Map.of("key", key, "language", language, "fields", fields)));
        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        return edited.json().path("id").asString();
    }

    @Test
    void showsSixSectionsAndTheLinksOfTheHead() {
        var home = visitor.get("/");
        assertThat(home.status()).isEqualTo(200);
        for (var section : List.of("hero", "stats", "features", "testimonials", "plans", "site-foot")) {
            assertThat(home.body()).contains("id=\"%s\"".formatted(section));
        }
        for (var link : List.of(
                "href=\"/\"",
                "href=\"/products\"",
                "href=\"/products/ava-cx\"",
                "href=\"/products/ava-pingora\"",
                "href=\"/products/ava-flow\"",
                "href=\"/products/ava-smartbill\"",
                "href=\"/pricing\"",
                "href=\"/contacts\"",
                "href=\"/contacts/meeting\"",
                "href=\"/workspace/login\"")) {
            assertThat(home.body()).contains(link);
            var path = link.substring(6, link.length() - 1);
            assertThat(visitor.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/products",
                "/products/ava-flow",
                "/services/ava-flow",
                "/services/pricing",
                "/pricing?interval=year&currency=INR",
                "/bundles"
            })
    void sayWhatTheyAreWithoutATokenOrSession(String path) {
        var page = visitor.get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.response().headers().allValues("set-cookie")).isEmpty();
        assertThat(page.header("cache-control")).isEqualTo("no-cache");
        assertThat(page.body())
                .contains("<link rel=\"canonical\"", "hreflang=\"hi\"", "property=\"og:title\"", "name=\"description\"")
                .contains("</html>")
                .doesNotContain("csrf", "??");
        assertThat(visitor.get(path).header("etag")).isEqualTo(page.header("etag"));
        assertThat(new Caller(port)
                        .with("If-None-Match", String.valueOf(page.header("etag")))
                        .get(path)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void speaksHindiWhereThatIsAskedFor() {
        var hindi = visitor.get("/?lang=hi");
        assertThat(hindi.body()).contains("lang=\"hi\"", "उत्पाद", "₹");
        assertThat(visitor.get("/products").body()).as("remembered").contains("lang=\"hi\"");
        visitor.get("/?lang=en");
        assertThat(visitor.get("/products").body()).contains("lang=\"en\"");
        assertThat(new Caller(port).with("Accept-Language", "hi-IN").get("/").body())
                .contains("lang=\"hi\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/products/cx,/products/ava-cx",
        "/ava-flow?currency=INR,/products/ava-flow?currency=INR",
        "/services/smartbill,/services/ava-smartbill",
        "/pages/pricing,/pricing",
        "/pricing/,/pricing",
        "/products/ava-cx/?interval=year,/products/ava-cx?interval=year"
    })
    void leadsFromOldAddressesToTheirPages(String old, String page) {
        var answer = visitor.get(old);
        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("location")).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products/nothing", "/services/nothing", "/pages/nothing", "/pages/Hero", "/nothing"})
    void hasNothingElse(String path) {
        var answer = visitor.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("href=\"/products\"", "href=\"/contacts\"");
    }

    @Test
    void keepsTheProductsPageAsTheOneToBeFound() {
        assertThat(visitor.get("/services/ava-cx").body())
                .containsPattern("<link rel=\"canonical\" href=\"[^\"]+/products/ava-cx\">")
                .contains("/contacts/pricing?offer=ava-cx");
    }

    @Test
    void showsWhatIsPublishedAtOnceAndWhatWasForWhoMayReadIt() {
        var mark = mark();
        var before = visitor.get("/").body();
        var then = Instant.now();
        publish("hero", "en", Map.of("headline", "One place " + mark));

        await().atMost(AT_ONCE)
                .untilAsserted(() -> assertThat(visitor.get("/").body()).contains("One place " + mark));
        assertThat(operator.get("/?asOf=" + then).body()).isEqualTo(before);
        assertThat(operator.get("/?asOf=" + then).header("cache-control")).contains("no-store");
        assertThat(operator.get("/?asOf=" + Instant.now()).body())
                .isEqualTo(visitor.get("/").body());
        assertThat(visitor.get("/?asOf=" + then).status()).isEqualTo(401);
        assertThat(operator.get("/?asOf=yesterday").status()).isEqualTo(400);
        assertThat(operator.get("/?asOf=2020-01-01").status())
                .as("before there was anything")
                .isEqualTo(404);
    }

    @Test
    void showsNewPricesAtOnceAndTheOldOnesAsOfThen() {
        var before = visitor.get("/pricing").body();
        var then = Instant.now();
        var seen = visitor.get("/api/catalogue").json();
        var dearer = operator.post(
                "/api/admin/catalogue",
                seen.path("contents").toString().replace("\"amount\":\"15.00\"", "\"amount\":\"15.75\""));
        assertThat(dearer.status()).as(dearer.body()).isEqualTo(200);

        await().atMost(AT_ONCE).untilAsserted(() -> {
            assertThat(visitor.get("/pricing").body()).contains("$15.75");
            assertThat(visitor.get("/services/pricing").body()).contains("$15.75");
            assertThat(visitor.get("/").body()).contains("$15.75");
        });
        assertThat(operator.get("/pricing?asOf=" + then).body()).isEqualTo(before);

        // Of a hidden product nothing is there.
        var hidden = seen.path("contents")
                .toString()
                .replace("\"productId\":\"ava-flow\",\"name\"", "\"productId\":\"ava-flow\",\"hidden\":true,\"name\"")
                .replaceAll("(\"productId\":\"ava-flow\",\"hidden\":true,.*?)\"hidden\":false,", "$1");
        assertThat(operator.post("/api/admin/catalogue", hidden).status()).isEqualTo(200);
        await().atMost(AT_ONCE)
                .untilAsserted(() ->
                        assertThat(visitor.get("/products/ava-flow").status()).isEqualTo(404));
        assertThat(visitor.get("/products").body()).doesNotContain("href=\"/products/ava-flow\" class=\"card-link\"");
        assertThat(visitor.get("/sitemap.xml").body()).doesNotContain("ava-flow");
        assertThat(operator.post("/api/admin/catalogue", seen.path("contents").toString())
                        .status())
                .isEqualTo(200);
        await().atMost(AT_ONCE)
                .untilAsserted(() ->
                        assertThat(visitor.get("/products/ava-flow").status()).isEqualTo(200));
    }

    @Test
    void showsADraftToWhoeverHasItsLinkAndInTheEditor() {
        var mark = mark();
        var fields = new HashMap<String, String>();
        part("stats", "en")
                .path("published")
                .path("body")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        fields.put("items/0/value", mark);
        var id = write("stats", "en", fields);
        var link = operator.post(CONTENT + "/" + id + "/preview", "{}");
        assertThat(link.status()).as(link.body()).isEqualTo(201);
        var path = link.json().path("url").asString().replaceFirst("https?://[^/]+", "");

        var shared = await().atMost(AT_ONCE).until(() -> visitor.get(path), answer -> answer.status() == 200);
        assertThat(shared.body()).contains(mark, "id=\"hero\"");
        assertThat(shared.header("cache-control")).contains("no-store");
        assertThat(shared.header("x-robots-tag")).isEqualTo("noindex");
        assertThat(shared.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(visitor.get("/").body()).doesNotContain(mark);
        assertThat(visitor.get("/preview/nothing").status()).isEqualTo(404);

        var framed = operator.get("/admin/cms/edit/preview?key=stats&language=en");
        assertThat(framed.body()).contains(mark);
        assertThat(framed.header("content-security-policy")).contains("frame-ancestors 'self'", "script-src 'self'");
        var typed = operator.form(
                "/admin/cms/edit/preview",
                Map.of(
                        "key", "hero",
                        "language", "en",
                        "fields[headline]", "<b>" + mark + "</b>",
                        "fields[primaryLabel]", "Go",
                        "fields[primaryLink]", "javascript:alert(1)"));
        assertThat(typed.status()).as(typed.body()).isEqualTo(200);
        assertThat(typed.body()).contains("&lt;b&gt;" + mark + "&lt;/b&gt;").doesNotContain("javascript:");
        assertThat(visitor.get("/admin/cms/edit/preview?key=stats&language=en").status())
                .isEqualTo(303);
    }

    @Test
    void tellsSearchEnginesOfEveryPageThatIsPublished() {
        var slug = "imprint-" + mark().toLowerCase(java.util.Locale.ROOT);
        var id = write(
                "page/" + slug, "en", Map.of("headline", "Imprint", "body", "<p>Us</p><script>alert(1)</script>"));
        assertThat(visitor.get("/pages/" + slug).status()).isEqualTo(404);
        assertThat(operator.post(CONTENT + "/" + id + "/publish", "{}").status())
                .isEqualTo(200);
        await().atMost(AT_ONCE)
                .untilAsserted(
                        () -> assertThat(visitor.get("/sitemap.xml").body()).contains("/pages/" + slug + "</loc>"));
        assertThat(visitor.get("/pages/" + slug).body()).contains("<p>Us</p>").doesNotContain("alert(1)");
        var sitemap = visitor.get("/sitemap.xml");
        assertThat(sitemap.header("content-type")).startsWith("application/xml");
        assertThat(sitemap.body()).contains("/products/ava-cx</loc><lastmod>", "?lang=hi</loc>", "hreflang=\"hi\"");
        assertThat(visitor.get("/robots.txt").body())
                .contains("Disallow: /admin\n", "Disallow: /api\n", "Disallow: /workspace\n", "/sitemap.xml");
        var gone = operator.post(CONTENT + "/" + id + "/unpublish", "{\"reason\":\"test\"}");
        assertThat(gone.status()).as(gone.body()).isEqualTo(200);
        await().atMost(AT_ONCE)
                .untilAsserted(
                        () -> assertThat(visitor.get("/pages/" + slug).status()).isEqualTo(404));
    }
}

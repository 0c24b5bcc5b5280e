package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.suite.Caller.Answer;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Quotes that visitors save and orders that they send, by HTTP. */
@WholeSuite
@Import(OrderIT.Time.class)
@DirtiesContext
class OrderIT {

    private static final String LEADS = "/api/organizations/org_00000000000000000000000000/leads";
    private static final String CX_FOR_25 = """
            {"interval": "month", "currency": "USD", "plans": [{"product": "ava-cx", "plan": "business", "seats": 25}]}""";
    private static final Pattern KEY = Pattern.compile("name=\"idempotencyKey\" value=\"([^\"]+)\"");

    private static final ClockAhead CLOCK = new ClockAhead();

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        Clock clockAhead() {
            return CLOCK;
        }
    }

    @LocalServerPort
    private int port;

    private Caller visitor;
    private Caller operator;

    /** Messages take their time from the clock of the suite that was started last, also for the suites of other tests. */
    @AfterAll
    static void goWithTimeAgain() {
        CLOCK.reset();
    }

    @BeforeEach
    void arrive() {
        visitor = new Caller(port);
        operator = new Caller(port).signInWithToken();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(visitor.get("/api/catalogue").status()).isEqualTo(200));
    }

    private static String mark() {
        return "m" + UUID.randomUUID().toString().substring(0, 8);
    }

    // ---- the catalogue

    private int version() {
        return visitor.get("/api/catalogue").json().path("catalogueVersion").asInt();
    }

    private String price() {
        return amount(visitor.post("/api/catalogue/price", CX_FOR_25).json().path("total"));
    }

    private static String amount(JsonNode money) {
        return money.path("amount").asString();
    }

    /** As pages write it. */
    private static String written(String amount) {
        var number = new BigDecimal(amount);
        return "$"
                + new DecimalFormat(
                                number.stripTrailingZeros().scale() <= 0 ? "#,##0" : "#,##0.00",
                                DecimalFormatSymbols.getInstance(Locale.US))
                        .format(number);
    }

    /** A seat of what all tests here buy costs a dollar more from now on. */
    private void raisePrices() {
        var before = visitor.get("/api/catalogue").json();
        var contents = before.path("contents");
        contents.path("products")
                .valueStream()
                .filter(product -> product.path("productId").asString().equals("ava-cx"))
                .flatMap(product -> product.path("plans").valueStream())
                .filter(plan -> plan.path("planId").asString().equals("business"))
                .flatMap(plan -> plan.path("prices").valueStream())
                .map(price -> (ObjectNode) price.path("perSeat"))
                .forEach(perSeat -> perSeat.put(
                        "amount",
                        new BigDecimal(perSeat.path("amount").asString())
                                .add(BigDecimal.ONE)
                                .toPlainString()));
        var published = operator.post("/api/admin/catalogue", contents.toString());
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(version())
                .isGreaterThan(before.path("catalogueVersion").asInt()));
    }

    // ---- quotes

    private String saved(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var quoteId = answer.json().path("quoteId").asString();
        assertThat(quoteId).matches("qte_[0-9a-z]{32}");
        assertThat(answer.header("location")).isEqualTo("/api/quotes/" + quoteId);
        assertThat(answer.header("avaone-position")).isNull();
        assertThat(answer.header("etag")).isNull();
        return quoteId;
    }

    private Answer save() {
        return visitor.post("/api/quotes", "{\"selection\": %s}".formatted(CX_FOR_25));
    }

    @Test
    void keepAQuoteUnderAnAddressThatNobodyGuessesOnceForAKey() {
        var body = "{\"selection\": %s, \"catalogueVersion\": %d}".formatted(CX_FOR_25, version());
        var quoteId = saved(visitor.with("Idempotency-Key", mark()).post("/api/quotes", body));
        assertThat(saved(visitor.post("/api/quotes", body))).as("the same key").isEqualTo(quoteId);
        visitor.without("Idempotency-Key");
        assertThat(saved(visitor.post("/api/quotes", body))).isNotEqualTo(quoteId);

        var quote = visitor.get("/api/quotes/" + quoteId);
        assertThat(quote.status()).isEqualTo(200);
        assertThat(quote.header("cache-control")).contains("no-store");
        assertThat(quote.header("x-robots-tag")).isEqualTo("noindex");
        var shown = quote.json();
        assertThat(amount(shown.path("quote").path("total"))).isEqualTo(price());
        assertThat(shown.path("quote").path("catalogueVersion").asInt()).isEqualTo(version());
        assertThat(shown.path("hash").asString()).matches("[0-9a-f]{64}");
        assertThat(shown.path("expired").asBoolean()).isFalse();
        assertThat(Duration.between(
                        Instant.parse(shown.path("savedAt").asString()),
                        Instant.parse(shown.path("expiresAt").asString())))
                .isEqualTo(Duration.ofDays(14));

        for (var unknown : List.of("qte_" + "0".repeat(32), "qte_", "nothing")) {
            assertThat(visitor.get("/api/quotes/" + unknown).status()).isEqualTo(404);
            assertThat(visitor.get("/quotes/" + unknown).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | selection",
                "{\"selection\": {}} | 400 | selection.interval",
                "{\"selection\": {\"interval\": \"week\", \"currency\": \"USD\"}} | 400 | interval",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"usd\", \"plans\": []}} | 400 | selection.currency",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"USD\"}} | 400 | plans",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"USD\", \"plans\": [{\"product\": \"ava-cx\", \"plan\": \"nothing\", \"seats\": 5}]}} | 422 | not-in-catalogue",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"USD\", \"plans\": [{\"product\": \"ava-cx\", \"plan\": \"business\", \"seats\": 0}]}} | 400 | seats",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"USD\", \"plans\": [{\"product\": \"ava-cx\", \"plan\": \"business\", \"seats\": 1000000}]}} | 422 | seats-not-possible",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"EUR\", \"plans\": [{\"product\": \"ava-cx\", \"plan\": \"business\", \"seats\": 25}]}} | 422 | not-sold-so",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"USD\", \"plans\": [{\"product\": \"ava-cx\", \"plan\": \"enterprise\", \"seats\": 500}]}} | 422 | price-on-request",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"USD\", \"bundle\": \"Office!\", \"seats\": 5}} | 400 | bundle",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"USD\", \"bundle\": \"customer-desk\"}} | 400 | seats",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"USD\", \"plans\": []}, \"catalogueVersion\": 0} | 400 | catalogueVersion",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"USD\", \"plans\": [{\"product\": \"ava-cx\", \"plan\": \"business\", \"seats\": 25}]}, \"catalogueVersion\": 999} | 409 | catalogue-outdated",
                "{\"selection\": {\"interval\": \"month\", \"currency\": \"USD\", \"plans\": []}, \"total\": {\"amount\": \"1\"}} | 400 | total",
            })
    void keepNothingThatIsFaulty(String body, int status, String about) {
        var refused = visitor.post("/api/quotes", body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains(about);
    }

    @Test
    void showWhatWasOfferedWhateverTheCatalogueSaysLater() {
        var seen = version();
        var before = price();
        var quoteId = saved(save());
        var page = visitor.get("/quotes/" + quoteId);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("cache-control")).contains("no-store");
        assertThat(page.body())
                .contains(written(before), "name=\"robots\" content=\"noindex\"", quoteId, "id=\"order\"", "id=\"ask\"")
                .contains(visitor.get("/api/quotes/" + quoteId)
                        .json()
                        .path("hash")
                        .asString())
                .doesNotContain("Our prices have changed", "??");
        assertThat(visitor.get("/quotes/" + quoteId + "?lang=hi").body()).contains("आपका कोटेशन", "lang=\"hi\"");
        visitor.get("/quotes/" + quoteId + "?lang=en");

        raisePrices();

        assertThat(visitor.get("/quotes/" + quoteId).body())
                .contains(written(before), "Our prices have changed", written(price()));
        assertThat(amount(visitor.get("/api/quotes/" + quoteId)
                        .json()
                        .path("quote")
                        .path("total")))
                .isEqualTo(before);
        var outdated =
                visitor.post("/api/quotes", "{\"selection\": %s, \"catalogueVersion\": %d}".formatted(CX_FOR_25, seen));
        assertThat(outdated.status()).isEqualTo(409);
        assertThat(outdated.code()).isEqualTo("catalogue-outdated");

        var ordered = reference(order("quote=" + quoteId, buyer(mark())));
        var lead = lead(ordered);
        assertThat(amount(lead.path("quote").path("total"))).isEqualTo(before);
        assertThat(lead.path("quote").path("catalogueVersion").asInt()).isEqualTo(seen);
        assertThat(lead.path("order").path("quoteId").asString()).isEqualTo(quoteId);

        var asked = visitor.post("/api/send-pricing-inquiry", """
                {"name": "Ravi Rao", "email": "%s@contoso.example", "quote": "%s"}""".formatted(mark(), quoteId));
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(amount(lead(asked.json().path("reference").asString())
                        .path("quote")
                        .path("total")))
                .isEqualTo(before);
        assertThat(visitor.get("/contacts/pricing?quote=" + quoteId).body()).contains(written(before));
    }

    @Test
    void orderNoQuoteThatIsOverAndGoOnReadingIt() {
        var quoteId = saved(save());
        var opened = open("quote=" + quoteId);
        var mark = mark();

        CLOCK.advance(Duration.ofDays(14));
        operator = new Caller(port).signInWithToken();

        assertThat(visitor.get("/api/quotes/" + quoteId).json().path("expired").asBoolean())
                .isTrue();
        assertThat(visitor.get("/quotes/" + quoteId).body())
                .contains("This quote is over", "Price it anew")
                .doesNotContain("id=\"order\"", "id=\"ask\"");
        var refused = send(opened, buyer(mark));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("The quote was good until", "can be ordered no more");
        var inquiry = visitor.post("/api/send-pricing-inquiry", """
                {"name": "Ravi Rao", "email": "%s@contoso.example", "quote": "%s"}""".formatted(mark, quoteId));
        assertThat(inquiry.status()).isEqualTo(409);
        assertThat(inquiry.code()).isEqualTo("quote-expired");
        assertThat(leads(mark)).isEmpty();
    }

    @Test
    void priceOnTheServerWithAndWithoutAScript() {
        var chosen = "plans%5Bava-cx%5D=business&seats%5Bava-cx%5D=25&plans%5Bava-flow%5D=&interval=month&currency=USD";
        assertThat(visitor.get("/custom-bundle?" + chosen).body())
                .contains(written(price()), "name=\"catalogueVersion\" value=\"%d\"".formatted(version()));
        assertThat(visitor.get("/custom-bundle?plans%5Bava-cx%5D=").body()).contains("Choose at least one product.");
        assertThat(visitor.get("/custom-bundle?plans%5Bava-cx%5D=business&seats%5Bava-cx%5D=1")
                        .body())
                .contains("AVA CX: This plan is for", "aria-invalid=\"true\"");
        assertThat(visitor.get("/custom-bundle?plans%5Bava-cx%5D=business&seats%5Bava-cx%5D=many")
                        .body())
                .contains("AVA CX:", "value=\"many\"");
        assertThat(visitor.get("/custom-bundle?plans%5Bnothing%5D=x&plans%5Bava-cx%5D=nothing")
                        .body())
                .contains("is not in the catalogue");
        assertThat(visitor.get("/custom-bundle?plans%5B$ne%5D=x").status()).isEqualTo(400);

        var form = new LinkedHashMap<String, String>();
        form.put("_csrf", Attacks.csrf(visitor, "/custom-bundle"));
        form.put("plans[ava-cx]", "business");
        form.put("seats[ava-cx]", "25");
        form.put("interval", "MONTH");
        form.put("currency", "USD");
        form.put("action", "price");
        var priced = visitor.form("/custom-bundle", form);
        assertThat(priced.status()).isEqualTo(303);
        assertThat(visitor.get(path(priced)).body()).contains(written(price()));

        form.put("action", "save");
        form.put("idempotencyKey", mark());
        form.put("catalogueVersion", Integer.toString(version()));
        form.put("total", "1");
        var saved = visitor.form("/custom-bundle", form);
        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
        assertThat(path(saved)).matches("/quotes/qte_[0-9a-z]{32}\\?minPosition=0&done=quote-saved");
        assertThat(visitor.get(path(saved)).body()).contains(written(price()), "Your quote is saved.");
        assertThat(path(visitor.form("/custom-bundle", form))).as("sent twice").isEqualTo(path(saved));

        form.put("seats[ava-cx]", "1");
        form.put("idempotencyKey", mark());
        var refused = visitor.form("/custom-bundle", form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("AVA CX: This plan is for", "href=\"#seats[ava-cx]\"");
        form.remove("plans[ava-cx]");
        assertThat(visitor.form("/custom-bundle", form).body()).contains("Choose at least one product.");
    }

    @Test
    void saveNothingForAProgram() {
        var answer = visitor.post(
                "/api/quotes", "{\"selection\": %s, \"website\": \"http://spam.example\"}".formatted(CX_FOR_25));
        assertThat(visitor.get("/api/quotes/" + saved(answer)).status()).isEqualTo(404);
    }

    // ---- orders

    private static Map<String, String> buyer(String mark) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "Ravi Rao");
        fields.put("email", mark + "@contoso.example");
        fields.put("phone", "+91 98 7654 3210");
        fields.put("company", "Contoso " + mark);
        fields.put("address", "12 MG Road\n560001 Bengaluru");
        fields.put("country", "IN");
        fields.put("taxId", "29AABCU9603R1ZM");
        fields.put("message", "By January, please.");
        fields.put("consent", "visitor-form-1");
        return fields;
    }

    /** What is hidden in the form of an order that is about to be sent. */
    private Map<String, String> open(String what) {
        var first = visitor.get("/checkout?" + what);
        assertThat(first.status()).as(first.body()).isEqualTo(303);
        var address = path(first);
        var page = visitor.get(address);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.header("cache-control")).contains("no-store");
        assertThat(page.body()).contains("name=\"robots\" content=\"noindex\"").doesNotContain("??");
        var key = KEY.matcher(page.body());
        assertThat(key.find()).isTrue();
        assertThat(address).endsWith("order=" + key.group(1));
        assertThat(visitor.get(address).body()).as("reloaded").contains(key.group());
        var fields = new LinkedHashMap<String, String>();
        fields.put("_csrf", Attacks.csrf(visitor, address));
        fields.put("idempotencyKey", key.group(1));
        for (var hidden : List.of("offer", "seats", "interval", "currency", "catalogueVersion")) {
            var value = Pattern.compile("name=\"%s\"[^>]*? value=\"([^\"]*)\"".formatted(hidden))
                    .matcher(page.body());
            if (value.find()) {
                fields.put(hidden, value.group(1));
            }
        }
        fields.putIfAbsent("seats", "25");
        fields.putIfAbsent("interval", "MONTH");
        fields.putIfAbsent("currency", "USD");
        return fields;
    }

    private Answer send(Map<String, String> opened, Map<String, String> buyer) {
        var fields = new LinkedHashMap<>(opened);
        fields.putAll(buyer);
        return visitor.form("/checkout", fields);
    }

    private Answer order(String what, Map<String, String> buyer) {
        return send(open(what), buyer);
    }

    private static String path(Answer answer) {
        return Objects.requireNonNull(answer.header("location"), answer.body()).replaceFirst("^https?://[^/]+", "");
    }

    private static String reference(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return path(answer).replaceAll(".*reference=([0-9A-Z-]+).*", "$1");
    }

    private List<JsonNode> leads(String text) {
        var found = operator.get(LEADS + "?text=" + text);
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        return found.json().path("items").valueStream().toList();
    }

    private JsonNode lead(String reference) {
        return await().until(() -> leads(reference), found -> found.size() == 1).getFirst();
    }

    @Test
    void becomeOneLeadWithItsAmountHoweverOftenTheFormIsSent() throws Exception {
        var mark = mark();
        var opened = open("offer=ava-cx/business&seats=25&interval=month&currency=USD");
        var fields = new LinkedHashMap<>(opened);
        fields.putAll(buyer(mark));
        fields.put("total", "1"); // nobody asks the form
        fields.put("amount", "1");
        var start = new CountDownLatch(1);
        var references = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<Answer>>();
            for (var i = 0; i < 8; i++) {
                sent.add(threads.submit(() -> {
                    var tab = new Caller(port);
                    tab.cookies().putAll(visitor.cookies());
                    start.await();
                    return tab.form("/checkout", fields);
                }));
            }
            start.countDown();
            for (var answer : sent) {
                references.add(reference(answer.get()));
            }
        }
        assertThat(references).hasSize(1);
        var reference = references.iterator().next();
        assertThat(reference(visitor.form("/checkout", fields)))
                .as("sent again after it was accepted")
                .isEqualTo(reference);
        assertThat(visitor.get("/contacts/thanks?reference=" + reference).body())
                .contains(reference);

        fields.put("message", "By February.");
        var changed = visitor.form("/checkout", fields);
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.body()).contains("This order was sent before", "By February.");

        CLOCK.advance(Duration.ofDays(2)); // longer than anybody remembers what was answered
        operator = new Caller(port).signInWithToken();
        fields.put("message", "By January, please.");
        assertThat(visitor.form("/checkout", fields).body()).contains("This order was sent before");

        var lead = lead(reference);
        assertThat(leads(mark)).hasSize(1);
        assertThat(lead.path("source").asString()).isEqualTo("checkout");
        assertThat(lead.path("message").asString()).isEqualTo("By January, please.");
        assertThat(amount(lead.path("quote").path("total"))).isEqualTo(price());
        assertThat(lead.path("quote").path("catalogueVersion").asInt()).isEqualTo(version());
        assertThat(lead.path("order").path("billing").path("address").asString())
                .isEqualTo("12 MG Road\n560001 Bengaluru");
        assertThat(lead.path("order").path("billing").path("country").asString())
                .isEqualTo("IN");
        assertThat(lead.path("consent").path("textVersion").asString()).isEqualTo("visitor-form-1");

        var admin = new Caller(port).signIn();
        assertThat(admin.get("/admin/leads?text=" + mark).body()).contains(mark, "Checkout", written(price()));
        assertThat(admin.get("/admin/leads/" + lead.path("leadId").asString()).body())
                .contains(written(price()), "12 MG Road", "India", "29AABCU9603R1ZM");
    }

    @Test
    void orderABundleForAsManyAsItIsSoldFor() {
        var opened = open("bundle=customer-desk");
        var lead = lead(reference(send(opened, buyer(mark()))));
        assertThat(lead.path("quote").path("bundleId").asString()).isEqualTo("customer-desk");
        assertThat(lead.path("quote").path("discountPercent").asInt()).isEqualTo(10);
        assertThat(lead.path("order").path("quoteId").isMissingNode()).isTrue();
    }

    @Test
    void askAgainWhereThePriceHasChangedMeanwhile() {
        var mark = mark();
        var opened = open("offer=ava-cx/business&seats=25&interval=month&currency=USD");
        raisePrices();

        var refused = send(opened, buyer(mark));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "The price has changed meanwhile.",
                        written(price()),
                        "Order at this price",
                        "By January, please.")
                .contains("value=\"%s\"".formatted(opened.get("idempotencyKey")))
                .contains("name=\"catalogueVersion\" value=\"%d\"".formatted(version()));
        assertThat(leads(mark)).isEmpty();

        opened.put("catalogueVersion", Integer.toString(version()));
        assertThat(amount(
                        lead(reference(send(opened, buyer(mark)))).path("quote").path("total")))
                .isEqualTo(price());
    }

    @ParameterizedTest
    @CsvSource({
        "name,'',name",
        "email,'',email",
        "email,nobody,email",
        "phone,12,phone",
        "company,' ',company",
        "address,'',address",
        "country,'',country",
        "country,XX,country",
        "country,India,country",
        "taxId,123456789012345678901234567890123456789012345678901,taxId",
        "seats,0,seats",
        "seats,many,seats",
        "seats,1000000,seats",
        "interval,WEEK,interval",
        "currency,dollar,currency",
        "currency,EUR,catalogue",
        "catalogueVersion,-1,catalogue",
        "consent,my-own-text-that-is-far-longer-than-any-name-of-a-text-would-be,consent",
    })
    void orderNothingThatIsFaultyAndLoseNothingOfWhatWasTyped(String field, String value, String at) {
        var mark = mark();
        var opened = open("offer=ava-cx/business&seats=25&interval=month&currency=USD");
        var buyer = buyer(mark);
        buyer.put(field, value);
        var refused = send(opened, buyer);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("role=\"alert\"", "By January, please.");
        if (!at.equals("catalogue")) {
            assertThat(refused.body()).contains("href=\"#%s\"".formatted(at), "id=\"%s\"".formatted(at));
        }
        assertThat(leads(mark)).isEmpty();
    }

    @Test
    void priceAnotherChoiceWithoutAScriptAndKeepWhatWasTyped() {
        var opened = open("offer=ava-cx/business&seats=25&interval=month&currency=USD");
        opened.put("seats", "30");
        opened.put("action", "price");
        var priced = send(opened, Map.of("name", "Ravi Rao"));
        assertThat(priced.status()).as(priced.body()).isEqualTo(200);
        assertThat(priced.body())
                .contains("value=\"Ravi Rao\"", "30 people", opened.get("idempotencyKey"))
                .doesNotContain("role=\"alert\"");
    }

    @Test
    void leadToNothingThatIsNotSold() {
        assertThat(path(visitor.get("/checkout"))).isEqualTo("/pricing");
        for (var what : List.of(
                "offer=nothing", "offer=ava-cx/nothing", "bundle=nothing", "quote=qte_" + "0".repeat(32), "quote=x")) {
            var first = visitor.get("/checkout?" + what);
            assertThat(first.status()).as(what).isEqualTo(303);
            assertThat(visitor.get(path(first)).status()).as(what).isEqualTo(404);
        }
        var gone = open("offer=ava-cx/business");
        gone.put("offer", "ava-cx/nothing");
        var notSold = send(gone, buyer(mark()));
        assertThat(notSold.status()).isEqualTo(422);
        assertThat(notSold.body()).contains("is not in the catalogue", "By January, please.");
        gone.put("offer", "");
        assertThat(send(gone, buyer(mark())).status()).isEqualTo(422);
        assertThat(open("offer=ava-cx/enterprise")).containsKey("offer");
        var refused = send(open("offer=ava-cx/enterprise&seats=500"), buyer(mark()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("told on request");
    }

    @Test
    void areFoundFromThePagesThatSell() {
        assertThat(visitor.get("/pricing").body())
                .contains(
                        "/checkout?offer=ava-cx/business&amp;interval=month&amp;currency=USD",
                        "href=\"/custom-bundle\"");
        assertThat(visitor.get("/bundles").body())
                .contains(
                        "/checkout?bundle=customer-desk&amp;interval=month&amp;currency=USD",
                        "href=\"/custom-bundle\"");
        assertThat(visitor.get("/sitemap.xml").body()).contains("/custom-bundle</loc>");
        assertThat(visitor.get("/robots.txt").body()).contains("Disallow: /quotes", "Disallow: /checkout");
        assertThat(visitor.get("/custom-bundle").body())
                .contains("<link rel=\"canonical\"")
                .doesNotContain("noindex");
    }
}

package com.avaone.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged application hands contacts to an outside CRM that is busy and slow, and is killed midway. */
@NeedsChromium
@SuppressWarnings("NullAway.Init") // started before the test
class CrmSyncIT {

    private static final int CONTACTS = 300;
    private static final int REFUSED = 7;
    private static final int KILL_AT = 100;

    private static final String TOKEN = "lantern-orchard-violet";
    private static final String SYNC = "/api/sync-to-crm";
    private static final String HOME = "/api/organizations/org_00000000000000000000000000/contacts";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the outside CRM has, by where it was put. */
    private final Map<String, JsonNode> outside = new ConcurrentHashMap<>();

    /** Which keys came under each address. */
    private final Map<String, List<String>> keys = new ConcurrentHashMap<>();

    private final AtomicInteger requests = new AtomicInteger();

    private HttpServer crm;
    private volatile boolean hangs;

    @BeforeEach
    void start() throws IOException {
        crm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        crm.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        crm.createContext("/v1/", this::answer);
        crm.start();
    }

    @AfterEach
    void stop() {
        crm.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readAllBytes();
            var status = status(exchange, path, body);
            if (status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int status(HttpExchange exchange, String path, byte[] body) {
        var number = requests.incrementAndGet();
        if (hangs) {
            Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> !hangs);
        }
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return 401;
        }
        if (number % 120 == 0) {
            return 429;
        }
        if (exchange.getRequestMethod().equals("DELETE")) {
            return outside.remove(path) == null ? 404 : 204;
        }
        var record = JSON.readTree(body);
        if (record.path("name").asString().startsWith("Nobody")) {
            return 422;
        }
        keys.computeIfAbsent(path, _ -> new ArrayList<>())
                .add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        return outside.put(path, record) == null ? 201 : 200;
    }

    private SuiteProcess suite(Path data) throws IOException {
        var suite = SuiteProcess.start(
                data,
                Map.of(
                        "AVAONE_CRM_URL",
                        "http://127.0.0.1:%d/v1".formatted(crm.getAddress().getPort()),
                        "AVAONE_CRM_TOKEN",
                        TOKEN));
        suite.signIn();
        return suite;
    }

    @Test
    void handsEveryContactOverOnceThoughItIsKilledMidway(@TempDir Path directory) throws Exception {
        var data = directory.resolve("data");
        var ids = new ArrayList<String>();
        try (var suite = suite(data)) {
            assertThat(suite.get(SYNC).get("state").asString()).isEqualTo("not-started");
            for (int i = 0; i < CONTACTS; i++) {
                ids.add(contact(suite, i));
            }
            startInABrowser(suite);
            Awaitility.await("midway")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> outside.size() >= KILL_AT);
            suite.kill();
        }
        var taken = outside.size();
        assertThat(taken).as("midway").isLessThan(CONTACTS - REFUSED);

        try (var suite = suite(data)) {
            awaitOutside(CONTACTS - REFUSED);
            awaitState(suite, "following");
            var counts = suite.get(SYNC).get("counts");
            assertThat(counts.get("sent").asInt()).isEqualTo(CONTACTS - REFUSED);
            assertThat(counts.get("refused").asInt()).isEqualTo(REFUSED);
            assertThat(outside.values())
                    .extracting(record -> record.get("email").asString())
                    .doesNotHaveDuplicates();
            // What was on its way when the suite was killed may come once more, under the same key.
            assertThat(keys.values().stream().filter(sent -> sent.size() > 1))
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(sent -> assertThat(sent).containsOnly(sent.getFirst()));
            var refused = suite.get(SYNC + "/records?state=refused&limit=100").get("items");
            assertThat(SuiteProcess.list(refused))
                    .hasSize(REFUSED)
                    .allSatisfy(record ->
                            assertThat(record.get("problem").asString()).isEqualTo("The outside CRM answers 422."));

            var erased = ids.get(REFUSED);
            assertThat(outside).containsKey("/v1/contacts/" + erased);
            assertThat(suite.send("POST", HOME + "/" + erased + "/erase", "{\"reason\": \"Asked for it\"}", Map.of())
                            .statusCode())
                    .isEqualTo(200);
            Awaitility.await("erased outside").until(() -> !outside.containsKey("/v1/contacts/" + erased));

            holdsUpNothing(suite);
            suite.awaitCaughtUp();
            var parked = suite.get("/api/admin/multi-database-status").get("processors");
            assertThat(SuiteProcess.list(parked))
                    .allSatisfy(processor ->
                            assertThat(processor.path("parked").asLong()).isZero());
        }
        assertThat(Files.readString(data.resolve("suite.log")))
                .doesNotContain(TOKEN, "person-1@northwind.example")
                .doesNotContain("\tat ");
    }

    private static void startInABrowser(SuiteProcess suite) {
        try (var chromium = Chromium.start();
                var page = chromium.open().newPage()) {
            page.navigate(suite.at("/admin/login"));
            page.locator("#email").fill(SuiteProcess.ADMIN);
            page.locator("#password").fill(SuiteProcess.PASSWORD);
            press(page, "Sign in");
            assertThat(page).hasURL(Pattern.compile(".*/dashboard.*"));
            page.navigate(suite.at("/admin/crm"));
            assertThat(page.locator("#sync .badge").first()).hasText("Not started");
            page.locator("#start-sync").click();
            assertThat(page.locator("dialog[open]")).containsText("leave the suite");
            press(page, "Start");
            assertThat(page.locator("#sync .badge").first()).hasText("Sending");
        }
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    /** While the outside CRM does not answer, everything else does. */
    private void holdsUpNothing(SuiteProcess suite) throws IOException {
        var before = requests.get();
        hangs = true;
        contact(suite, CONTACTS);
        Awaitility.await("asked").until(() -> requests.get() > before);
        contact(suite, CONTACTS + 1);
        assertThat(suite.get(SYNC).get("state").asString()).isEqualTo("running");
        hangs = false;
        awaitOutside(CONTACTS - REFUSED - 1 + 2);
        awaitState(suite, "following");
    }

    private static String contact(SuiteProcess suite, int number) throws IOException {
        var name = number < REFUSED ? "Nobody " : "Person ";
        var answer = suite.send("POST", HOME, """
                {"name": "%s%d", "email": "person-%d@northwind.example"}""".formatted(name, number, number), Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).get("id").asString();
    }

    /** Before the state: it says "following" also in a moment in which the last record is stored and not noted yet. */
    private void awaitOutside(int records) {
        Awaitility.await("handed over")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(outside).hasSize(records));
    }

    private static void awaitState(SuiteProcess suite, String state) {
        Awaitility.await(state)
                .atMost(Duration.ofSeconds(60))
                .until(() -> suite.get(SYNC).get("state").asString().equals(state));
    }
}

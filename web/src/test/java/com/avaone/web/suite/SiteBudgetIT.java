package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.WaitUntilState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** What pages of the site may cost who visits them on a phone, and what search engines want of them. */
@NeedsChromium
@WholeSuite
class SiteBudgetIT {

    private static final int MOST_BYTES = 150 * 1024;
    private static final int MOST_REQUESTS = 12;
    private static final double MOST_SHIFT = 0.1;

    /** Of a machine that other tests use too; who visits a page waits for half of it at most. */
    private static final double MOST_MILLISECONDS = 5_000;

    /** Counts from the first moment on, because what was there before an observer is not always told to it. */
    private static final String OBSERVE = """
            window.measured = { shift: 0, paint: 0 };
            new PerformanceObserver(list => {
              for (const entry of list.getEntries()) if (!entry.hadRecentInput) measured.shift += entry.value;
            }).observe({ type: 'layout-shift', buffered: true });
            new PerformanceObserver(list => {
              for (const entry of list.getEntries()) measured.paint = entry.startTime;
            }).observe({ type: 'largest-contentful-paint', buffered: true });
            """;

    /** Texts of links that say nothing by themselves. */
    private static final List<String> EMPTY_WORDS =
            List.of("", "here", "click here", "more", "read more", "learn more", "link", "this");

    /** What can be pressed is at least 24 pixels high and wide, unless it stands within a sentence, or a whole card leads there. */
    private static final String SMALL_TARGETS = """
            [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select')]
              .filter(one => one.checkVisibility({ checkVisibilityCSS: true }) && !one.closest('.skip-link, .card-link, p'))
              .map(one => ({ text: one.textContent.trim(), box: one.getBoundingClientRect() }))
              .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
              .map(({ text, box }) => `${text} ${box.width}×${box.height}`)
            """;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void awaitTheSite() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(new Caller(port).get("/").body()).contains("id=\"plans\""));
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/products/ava-cx", "/pricing"})
    void costsLittleAndStandsStill(String path) {
        for (var phone : List.of(true, false)) {
            var size = phone
                    ? new Browser.NewContextOptions().setViewportSize(360, 740).setHasTouch(true)
                    : new Browser.NewContextOptions().setViewportSize(1350, 940);
            try (var context = chromium.open().newContext(size);
                    var page = context.newPage()) {
                page.addInitScript(OBSERVE);
                var answers = new ArrayList<Response>();
                page.onResponse(answers::add);
                page.navigate(at(path), new Page.NavigateOptions().setWaitUntil(WaitUntilState.NETWORKIDLE));
                page.waitForFunction("measured.paint > 0");
                page.evaluate("document.fonts.ready");

                assertThat(SiteInBrowserIT.bytes(answers))
                        .as("bytes")
                        .isPositive()
                        .isLessThanOrEqualTo(MOST_BYTES);
                assertThat(answers).as("requests").hasSizeLessThanOrEqualTo(MOST_REQUESTS);
                assertThat(answers)
                        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
                assertThat(number(page, "measured.shift")).as("layout shift").isLessThanOrEqualTo(MOST_SHIFT);
                assertThat(number(page, "measured.paint")).as("largest paint").isLessThanOrEqualTo(MOST_MILLISECONDS);
                assertThat(number(page, "document.documentElement.scrollWidth - innerWidth"))
                        .as("beside the screen")
                        .isLessThanOrEqualTo(0);
                assertThat(texts(page, SMALL_TARGETS)).as("too small").isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/products/ava-cx", "/pricing"})
    void saysWhatItIsToSearchEnginesAndReadersOfTheScreen(String path) {
        try (var context = chromium.open().newContext();
                var page = context.newPage()) {
            for (var language : List.of("en", "hi")) {
                page.navigate(at(path + "?lang=" + language));
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
                assertThat(page.locator("h1").count()).as("h1").isEqualTo(1);
                assertThat(page.title().length()).as(page.title()).isBetween(10, 70);
                var description = content(page, "meta[name=description]");
                assertThat(description.length()).as(description).isBetween(40, 170);
                assertThat(content(page, "meta[name=viewport]")).contains("width=device-width");
                assertThat(page.locator("meta[name=robots]").count()).isZero();
                var own = "http://localhost:3005" + path;
                assertThat(page.locator("link[rel=canonical]").getAttribute("href"))
                        .isEqualTo(language.equals("en") ? own : own + "?lang=hi");
                assertThat(alternates(page))
                        .containsExactlyInAnyOrderEntriesOf(
                                Map.of("en", own, "hi", own + "?lang=hi", "x-default", own));
                assertThat(texts(
                                page,
                                "[...document.images].filter(one => !one.hasAttribute('alt')).map(one => one.src)"))
                        .as("images without alt")
                        .isEmpty();
                assertThat(
                                texts(
                                        page,
                                        "[...document.querySelectorAll('a[href]')].map(one => (one.ariaLabel ?? one.textContent).trim().toLowerCase())"))
                        .isNotEmpty()
                        .doesNotContainAnyElementsOf(EMPTY_WORDS);
                var data = texts(
                        page,
                        "[...document.querySelectorAll('script[type=\"application/ld+json\"]')].map(one => one.textContent)");
                assertThat(data.isEmpty()).as("structured data").isEqualTo(path.equals("/pricing"));
                assertThat(data).allSatisfy(json -> {
                    var described = JsonMapper.shared().readTree(json);
                    assertThat(described.path("@context").asString()).isEqualTo("https://schema.org");
                    assertThat(described.has("@type") || described.has("@graph"))
                            .isTrue();
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/products/ava-cx", "/pricing"})
    void isOpenToSearchEngines(String path) {
        var visitor = new Caller(port);
        var robots = visitor.get("/robots.txt");
        assertThat(robots.status()).isEqualTo(200);
        assertThat(robots.body().lines().filter(line -> line.startsWith("Disallow: ")))
                .isNotEmpty()
                .noneSatisfy(line -> assertThat(path)
                        .matches(line.substring("Disallow: ".length())
                                        .replace("?", "\\?")
                                        .replace("*", ".*") + ".*"));
        assertThat(visitor.get("/sitemap.xml").body()).contains("<loc>http://localhost:3005" + path + "</loc>");
    }

    private static String content(Page page, String selector) {
        return page.locator(selector).getAttribute("content");
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private static List<String> texts(Page page, String expression) {
        return ((List<?>) page.evaluate(expression))
                .stream().map(String::valueOf).toList();
    }

    private static Map<String, String> alternates(Page page) {
        return page.locator("link[rel=alternate]").all().stream()
                .collect(Collectors.toMap(one -> one.getAttribute("hreflang"), one -> one.getAttribute("href")));
    }
}

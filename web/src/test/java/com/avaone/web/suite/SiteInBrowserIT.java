package com.avaone.web.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The public site in a real browser. */
@NeedsChromium
@WholeSuite
class SiteInBrowserIT {

    private static final int MOST_BYTES = 100 * 1024;

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

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    /** Bodies and headers as they went over the wire, without images. */
    private static long bytes(List<Response> responses) {
        return responses.stream()
                .filter(response -> !response.request().resourceType().equals("image"))
                .mapToLong(response -> {
                    var sizes = response.request().sizes();
                    return (long) sizes.responseBodySize + sizes.responseHeadersSize;
                })
                .sum();
    }

    @Test
    void loadsLittleAndBreaksNoRule() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(new Caller(port).get("/").body()).contains("id=\"plans\""));
        try (var context = chromium.open().newContext();
                var page = context.newPage()) {
            var errors = new ArrayList<String>();
            var responses = new ArrayList<Response>();
            page.onConsoleMessage(message -> {
                if (List.of("error", "warning").contains(message.type())) {
                    errors.add(message.text());
                }
            });
            page.onPageError(errors::add);
            page.onResponse(responses::add);
            for (var path : List.of("/", "/products", "/products/ava-cx", "/pricing", "/bundles", "/services/ava-cx")) {
                page.navigate(
                        at(path),
                        new Page.NavigateOptions()
                                .setWaitUntil(com.microsoft.playwright.options.WaitUntilState.NETWORKIDLE));
                if (path.equals("/")) {
                    assertThat(bytes(responses)).as("first load").isPositive().isLessThan(MOST_BYTES);
                    assertThat(responses)
                            .allSatisfy(response -> assertThat(response.url()).startsWith(at("/")));
                }
            }
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void isUsedByTheKeyboardAndWithoutAScript() {
        try (var context = chromium.open().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
                var page = context.newPage()) {
            page.navigate(at("/"));
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip-link")).isFocused();
            page.locator(".site-nav summary").focus();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(at("/products/ava-cx"));
            page.locator("#plans .segments a").nth(1).click();
            assertThat(page.locator("#plans .plan-price").first()).containsText("a year");
            page.locator("#plans .plan .btn").nth(1).click();
            assertThat(page.locator("#offer")).hasValue("ava-cx/business");
            assertThat(page.locator("#interval")).hasValue("YEAR");
        }
    }

    @Test
    void closesItsMenusByEscapeAndAClickElsewhere() {
        try (var context = chromium.open().newContext();
                var page = context.newPage()) {
            page.navigate(at("/"));
            var products = page.locator(".site-nav details");
            products.locator("summary").click();
            assertThat(products.locator(".menu-panel")).isVisible();
            page.keyboard().press("Escape");
            assertThat(products.locator(".menu-panel")).isHidden();
            assertThat(products.locator("summary")).isFocused();
            products.locator("summary").click();
            page.mouse().click(20, 600);
            assertThat(products.locator(".menu-panel")).isHidden();
            page.setViewportSize(360, 740);
            assertThat(page.locator(".site-nav")).isHidden();
            page.locator(".bar-end > .narrow-only summary").click();
            page.locator(".narrow-only .menu-sub").first().click();
            assertThat(page).hasURL(at("/products/ava-cx"));
        }
    }
}

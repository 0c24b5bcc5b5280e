package com.avaone.web.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What visitors put together, save and order, in a real browser. */
@NeedsChromium
@WholeSuite
class OrdersInBrowserIT {

    private static final Pattern THANKS = Pattern.compile(".*/contacts/thanks\\?reference=.*");

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @LocalServerPort
    private int port;

    private final List<String> errors = new ArrayList<>();
    private final List<BrowserContext> browsers = new ArrayList<>();

    /** Nobody else has it in the name. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void waitForTheCatalogue() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(new Caller(port).get("/api/catalogue").status())
                                .isEqualTo(200));
    }

    @AfterEach
    void closeBrowsers() {
        browsers.forEach(BrowserContext::close);
    }

    private Page browser(Browser.NewContextOptions how) {
        var context = chromium.open().newContext(how);
        browsers.add(context);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        return page;
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    private void fill(Page page) {
        page.locator("#name").fill("Mina " + mark);
        page.locator("#email").fill("mina-%s@northwind.example".formatted(mark));
        page.locator("#company").fill("Northwind " + mark);
        page.locator("#address").fill("1 Main Street");
        page.locator("#country").selectOption("US");
    }

    private static void assertFits(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    private static void assertIsAccessible(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(page.url())
                .isEmpty();
    }

    @Test
    void arePricedWhileTheyArePutTogetherSavedAndOrderedOnce() {
        var page = browser(new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK));
        page.navigate(at("/bundles"));
        page.locator(".own a").click();
        assertThat(page).hasURL(at("/custom-bundle"));
        assertThat(page.locator("#price")).containsText("$300");
        page.locator("[id='plans[ava-smartbill]']").selectOption("business");
        assertThat(page.locator("#price")).containsText("AVA SmartBill – Business");
        assertThat(page.locator("#price")).containsText("As the bundle Customer desk");
        page.locator("#interval").selectOption("YEAR");
        assertThat(page.locator("#price")).containsText("You save");
        page.locator("[id='seats[ava-cx]']").fill("1");
        page.locator("[id='seats[ava-cx]']").press("Tab");
        assertThat(page.locator("#price")).containsText("AVA CX: This plan is for");
        page.locator("[id='seats[ava-cx]']").fill("20");
        page.locator("[id='seats[ava-cx]']").press("Tab");
        assertThat(page.locator("#price .order-total")).containsText("$8,000");
        assertIsAccessible(page);
        page.reload();
        assertThat(page.locator("#price .order-total")).containsText("$8,000");

        page.locator("button[value=save]").click();
        assertThat(page.locator("main h1")).hasText("Your quote");
        assertThat(page.locator(".order-total")).containsText("$8,000");
        assertIsAccessible(page);
        page.locator("#order").click();
        assertThat(page.locator("main h1")).hasText("Order");
        assertThat(page.locator("#price .order-total")).containsText("$8,000");
        assertIsAccessible(page);
        fill(page);
        page.locator(".order-buttons .btn-primary").click();
        assertThat(page).hasURL(THANKS);
        var reference = page.locator(".reference").textContent();

        page.goBack();
        assertThat(page.locator("main h1")).hasText("Order");
        fill(page);
        page.locator(".order-buttons .btn-primary").click();
        assertThat(page).hasURL(THANKS);
        assertThat(page.locator(".reference")).hasText(reference);
        var operator = new Caller(port).signInWithToken();
        await().untilAsserted(() -> assertThat(
                        operator.get("/api/organizations/org_00000000000000000000000000/leads?text=" + mark)
                                .json()
                                .path("items")
                                .size())
                .isEqualTo(1));
        assertThat(errors).isEmpty();
    }

    @Test
    void followTheChoiceOfAnOffer() {
        var page = browser(new Browser.NewContextOptions());
        page.navigate(at("/pricing"));
        page.locator("#ava-cx .plan a[href*=checkout]").nth(1).click();
        assertThat(page.locator("#price .order-total")).containsText("$300");
        page.locator("#name").fill("Mina");
        page.locator("#seats").fill("12");
        page.locator("#seats").press("Tab");
        assertThat(page.locator("#price .order-total")).containsText("$360");
        assertThat(page.locator("#name")).hasValue("Mina");
        page.locator(".languages a[lang=hi]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "hi");
        assertThat(page.locator("#seats")).hasValue("12");
        assertIsAccessible(page);
        assertThat(errors).isEmpty();
    }

    /** On the smallest screen, by the keys of a keyboard alone. */
    @Test
    void areSavedAndOrderedByTheKeyboardAndWithoutAScript() {
        var page = browser(
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(360, 740));
        page.navigate(at("/custom-bundle"));
        page.locator("[id='plans[ava-flow]']").focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Tab");
        page.keyboard().type("12");
        page.keyboard().press("Enter"); // the first button of the form: the price
        assertThat(page).hasURL(Pattern.compile(".*/custom-bundle\\?plans.*"));
        assertThat(page.locator("#price")).containsText("AVA Flow");
        page.locator("button[value=save]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("main h1")).hasText("Your quote");
        page.locator("#order").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("main h1")).hasText("Order");
        page.locator("#name").focus();
        for (var text : List.of("Mina " + mark, "mina-%s@northwind.example".formatted(mark), "", "Northwind")) {
            page.keyboard().type(text);
            page.keyboard().press("Tab");
        }
        assertThat(page.locator("#address")).isFocused();
        page.keyboard().type("1 Main Street");
        page.keyboard().press("Tab");
        page.keyboard().type("India");
        page.locator(".order-buttons .btn-primary").focus();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(THANKS);
        assertThat(page.locator(".reference")).isVisible();
    }

    @Test
    void fitTheSmallestScreen() {
        var page = browser(new Browser.NewContextOptions().setViewportSize(360, 740));
        for (var path :
                List.of("/custom-bundle", "/checkout?bundle=customer-desk", "/checkout?offer=ava-cx/business")) {
            page.navigate(at(path));
            assertFits(page);
            assertIsAccessible(page);
        }
        page.navigate(at("/custom-bundle?plans%5Bava-cx%5D=business"));
        page.locator("button[value=save]").click();
        assertThat(page.locator("main h1")).hasText("Your quote");
        assertFits(page);
        assertIsAccessible(page);
        assertThat(errors).isEmpty();
    }
}

package com.avaone.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console as a person uses it, in a real browser before the whole suite; pictures of every page are under target/screenshots. */
@NeedsChromium
class ConsoleIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static RunningSuite suite;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    /** How a page is looked at. */
    enum Look {
        LIGHT(ColorScheme.LIGHT, 1440, 1000),
        DARK(ColorScheme.DARK, 1440, 1000),
        PHONE(ColorScheme.LIGHT, 360, 740),
        PHONE_DARK(ColorScheme.DARK, 360, 740);

        private final ColorScheme scheme;
        private final int width;
        private final int height;

        Look(ColorScheme scheme, int width, int height) {
            this.scheme = scheme;
            this.width = width;
            this.height = height;
        }

        Browser.NewContextOptions options() {
            return new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, height);
        }
    }

    @BeforeAll
    static void start() {
        suite = RunningSuite.start(data);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        suite.close();
    }

    @Test
    void leadsFromSignInToARenewedLicenseWhileAnotherWindowFollows() {
        try (var person = chromium.open().newContext();
                var colleague = chromium.open().newContext()) {
            var errors = new ArrayList<String>();
            var page = page(person, errors);
            suite.signIn(page);
            assertThat(page).hasURL(Pattern.compile(".*/admin/dashboard.*"));

            page.getByRole(AriaRole.LINK, named("Organizations", true)).first().click();
            page.getByRole(AriaRole.LINK, named("New organization", false))
                    .first()
                    .click();
            page.locator("#name").fill("Northwind Traders");
            page.locator("#email").fill("office@northwind.example");
            page.locator("#adminEmail").fill("admin@northwind.example");
            page.locator("#userLimit").fill("25");
            page.locator("#licenseExpiry").fill("2099-12-31");
            page.locator("input[name=selectedProducts][value=ava-cx]").check();
            page.getByRole(AriaRole.BUTTON, button("Create organization")).click();
            assertThat(page.locator("h1")).hasText("Northwind Traders");
            assertThat(page.locator("#toasts")).containsText("Organization created.");
            // The license follows within moments, and the page shows it by itself.
            assertThat(page.locator("#suspend")).isVisible();

            var other = page(colleague, errors);
            suite.signIn(other);
            other.navigate(page.url().replaceAll("\\?.*", ""));
            assertThat(other.locator("#live")).hasAttribute("data-state", "on");
            assertThat(other.locator("#organization")).containsText("Active");

            page.locator("#suspend").click();
            assertThat(page.locator("dialog#dialog")).isVisible();
            page.locator("dialog #reason").fill("Unpaid invoice");
            page.locator("dialog #comment").fill("Asked twice");
            page.getByRole(AriaRole.BUTTON, button("Suspend license")).click();
            assertThat(page.locator("#toasts")).containsText("License suspended.");
            assertThat(page.locator("#organization")).containsText("Unpaid invoice");
            assertThat(other.locator("#organization")).containsText("Unpaid invoice");
            assertThat(other.locator("#organization .badge").first()).hasText("Suspended");

            page.locator("#renew").click();
            page.locator("dialog #reason").fill("Order 7781");
            page.locator("dialog #period").selectOption("P1Y");
            page.getByRole(AriaRole.BUTTON, button("Renew license")).click();
            assertThat(page.locator("#organization")).containsText("31 Dec 2100");
            assertThat(other.locator("#organization")).containsText("31 Dec 2100");
            assertThat(other.locator("#organization")).containsText("Order 7781");

            page.locator("details.menu > summary").last().click();
            page.getByRole(AriaRole.BUTTON, button("Sign out")).click();
            assertThat(page).hasURL(Pattern.compile(".*/admin/login.*"));
            page.navigate(suite.address("/admin/dashboard"));
            assertThat(page).hasURL(Pattern.compile(".*/admin/login.*"));
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void makesOneOrganizationOfADoubleClick() {
        try (var person = chromium.open().newContext()) {
            var page = page(person, new ArrayList<>());
            suite.signIn(page);
            page.navigate(suite.address("/admin/organizations/new"));
            fillLeast(page, "Double Click");
            page.getByRole(AriaRole.BUTTON, button("Create organization")).dblclick();

            assertThat(page.locator("h1")).hasText("Double Click");
            assertThat(suite.get("/api/organizations?text=double-click")
                            .json()
                            .at("/total")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void worksWithoutScripts() {
        try (var person = chromium.open().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = person.newPage();
            suite.signIn(page);
            page.navigate(suite.address("/admin/organizations/new"));
            fillLeast(page, "Plain Paper");
            page.locator("#website").fill("https://plain.example");
            page.locator("#slug").fill("x");
            press(page, "Create organization");
            assertThat(page.locator("#slug-error")).isVisible();
            assertThat(page.locator("#website")).hasValue("https://plain.example");
            page.locator("#slug").fill("plain-paper");
            press(page, "Create organization");
            assertThat(page.locator("h1")).hasText("Plain Paper");

            assertThat(page.locator("h1")).isVisible();
            page.navigate(page.url().replaceAll("\\?.*", ""));
            page.locator("#suspend").press("Enter");
            assertThat(page).hasURL(Pattern.compile(".*/license/suspend"));
            page.locator("#reason").fill("Unpaid invoice");
            press(page, "Suspend license");
            assertThat(page.locator("#organization")).containsText("Unpaid invoice");

            page.locator("#delete").press("Enter");
            page.locator("#reason").fill("Contract ended");
            press(page, "Request deletion");
            page.locator("#restore").press("Enter");
            page.locator("#reason").fill("Stays after all");
            press(page, "Restore organization");
            assertThat(page.locator("#edit")).isVisible();
        }
    }

    @Test
    void findsAndEditsAnOrganization() {
        var path = register("Quill and Sons");
        try (var person = chromium.open().newContext()) {
            var errors = new ArrayList<String>();
            var page = page(person, errors);
            suite.signIn(page);
            page.navigate(suite.address("/admin/organizations"));
            page.locator("#text").fill("quill");
            assertThat(page.locator("#list tbody tr")).hasCount(1);
            page.getByRole(AriaRole.LINK, named("Quill and Sons", true)).click();
            page.locator("#edit").click();
            page.locator("#industry").fill("Stationery");
            page.locator("input[name=selectedProducts][value=ava-flow]").check();
            page.locator("#expiryNoticeDays").fill("60, 14");
            page.getByRole(AriaRole.BUTTON, button("Save changes")).click();
            assertThat(page.locator("#organization")).containsText("Stationery");
            assertThat(page.locator("#organization")).containsText("60, 14");

            page.locator("#edit").click();
            suite.put(path + "/products", "{\"selectedProducts\": []}", "If-Match", "*");
            page.locator("#industry").fill("Pens");
            page.getByRole(AriaRole.BUTTON, button("Save changes")).click();
            assertThat(page.locator("main")).containsText("Somebody changed this in the meantime");
            assertThat(page.locator("#industry")).hasValue("Pens");
            // The browser itself writes down that an answer was a refusal.
            assertThat(errors).allMatch(error -> error.contains("422"));
        }
    }

    @Test
    void showsAMailWhileTheOutboxIsOpenAndItsLinkLeadsWhereItShould() {
        var path = register("Mail Order");
        try (var person = chromium.open().newContext()) {
            var errors = new ArrayList<String>();
            var page = page(person, errors);
            suite.signIn(page);
            page.getByRole(AriaRole.LINK, named("Mail", true)).click();
            assertThat(page.locator("#live")).hasAttribute("data-state", "on");
            page.locator("#text").fill("mail order");

            invite(path);

            var mail = page.locator("#list tbody tr");
            assertThat(mail).containsText("Your invitation to Mail Order");
            assertThat(mail).containsText("Sent");
            mail.getByRole(AriaRole.LINK).click();
            assertThat(page.frameLocator("iframe").getByRole(AriaRole.LINK)).hasText("Accept the invitation");
            var text = page.locator("pre").textContent();
            var link = text.substring(text.indexOf("/invitation?token="));
            page.navigate(suite.address(link.substring(0, link.indexOf('\n'))));
            assertThat(page.locator("main")).containsText("Mail Order invites you");
            assertThat(errors).isEmpty();
        }
    }

    /** Has a mail written; answers where the console shows it. */
    private static String invite(String path) {
        var invited = suite.post(
                path.replace("organizations", "organization") + "/users",
                "{\"email\": \"mina@example.org\", \"role\": \"employee\"}");
        assertThat(invited.status()).isEqualTo(201);
        return await().until(
                        () -> suite.get("/api/admin/outbox?limit=1").at("/items/0/mailId"), mailId -> !mailId.isEmpty())
                .transform("/admin/communications/mails/"::concat);
    }

    @ParameterizedTest
    @EnumSource
    void isAccessibleAndFitsTheScreenOnEveryPage(Look look) {
        var path = register("Look " + look);
        var mail = invite(path);
        var suspended =
                suite.post(path + "/license/suspend", "{\"reason\": \"Unpaid invoice\", \"comment\": \"Asked twice\"}");
        var organization = path.replace("/api/organizations/", "/admin/organization/");
        var pages = new ArrayList<>(List.of(
                "/",
                "/problems",
                "/problems/slug-taken",
                "/nowhere",
                "/admin/dashboard",
                "/admin/organizations",
                "/admin/organizations?text=nobody-has-this",
                "/admin/organizations/new",
                organization,
                organization + "?asOf=" + suspended.at("/position"),
                organization + "/edit",
                organization + "/delete",
                organization + "/restore",
                "/admin/multi-database",
                "/admin/multi-database/processors/organization/rebuild",
                "/admin/multi-database/parked/organization/retry?sequence=org_1",
                "/admin/multi-database/parked/organization/discard?parkedEventId=p1",
                "/admin/sessions",
                "/admin/communications",
                "/admin/communications/templates?template=unlock&language=hi&theme=dark",
                "/admin/communications/suppressions",
                "/admin/communications?text=nobody-has-this",
                mail));
        for (var action :
                List.of("suspend", "pause", "resume", "renew", "seats", "products", "overage", "grace", "revoke")) {
            pages.add(organization + "/license/" + action);
        }
        try (var person = chromium.open().newContext(look.options())) {
            var errors = new ArrayList<String>();
            var page = page(person, errors);
            page.navigate(suite.address("/admin/login"));
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "screenshots", "suite", picture("/admin/login", organization, look))));
            assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
            suite.signIn(page);
            // A page that is left half drawn complains of it.
            awaitCharts(page);
            for (var one : pages) {
                errors.clear();
                page.navigate(suite.address(one));
                awaitCharts(page);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "screenshots", "suite", picture(one, organization, look))));
                assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s fits the width", one)
                        .isEqualTo(true);
                assertThat(
                                page.evaluate(
                                        "[...document.querySelectorAll('.table-stack')].every(table => table.scrollWidth <= table.parentElement.clientWidth)"))
                        .as("no table of %s is cut off", one)
                        .isEqualTo(true);
                // In a frame without scripts axe would wait for ever.
                assertThat(new AxeBuilder(page)
                                .exclude("iframe[sandbox]")
                                .analyze()
                                .getViolations())
                        .as(one)
                        .isEmpty();
                if (!one.equals("/nowhere")) {
                    assertThat(errors).as(one).isEmpty();
                }
            }
        }
    }

    private static String picture(String path, String organization, Look look) {
        var name = path.replace(organization, "organization")
                .replaceAll("mail_\\w+", "mail")
                .replaceAll("[^a-z-]+", "-")
                .replaceAll("^-|-$", "");
        return (name.isEmpty() ? "home" : name) + "-" + look.name().toLowerCase(Locale.ROOT) + ".png";
    }

    private static void awaitCharts(Page page) {
        page.waitForFunction(
                "() => [...document.querySelectorAll('[data-chart] .chart-canvas')].every(c => c.querySelector('svg'))");
    }

    private static Page page(BrowserContext context, List<String> errors) {
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            // A live stream that is cut because the page is left or the session over is told as a bare event.
            // A chart that is replaced by a live part before it is drawn to its end has no width any more, and is never
            // seen.
            if (message.type().equals("error")
                    && !message.text().equals("[object Event]")
                    && !message.text().matches("(?s).*attribute \\w+: Expected (length|number), .*")) {
                errors.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> errors.add(page.url() + ": " + error));
        return page;
    }

    /** With the keyboard: a click waits for the page to stand still, which it tells only with scripts. */
    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, button(button)).press("Enter");
    }

    private static void fillLeast(Page page, String name) {
        page.locator("#name").fill(name);
        page.locator("#email").fill("office@example.org");
        page.locator("#adminEmail").fill("admin@example.org");
        page.locator("#userLimit").fill("5");
        page.locator("#licenseExpiry").fill("2099-12-31");
    }

    private static String register(String name) {
        var registered = suite.post("/api/organizations", """
                {"name": "%s", "email": "office@example.org", "adminEmail": "admin@example.org", "userLimit": 25,
                 "licenseExpiry": "2099-12-31", "selectedProducts": ["ava-cx"]}""".formatted(name), "Prefer", "return=representation");
        return "/api/organizations/" + registered.at("/organizationId");
    }

    private static Page.GetByRoleOptions named(String name, boolean exact) {
        return new Page.GetByRoleOptions().setName(name).setExact(exact);
    }

    private static Page.GetByRoleOptions button(String name) {
        return named(name, true);
    }
}

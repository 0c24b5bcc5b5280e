package com.avaone.web.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A team's life as an admin makes it, seen on a second page and by somebody in the team; pictures are under {@code target/screenshots}. */
@NeedsChromium
@WholeSuite
class TeamsInBrowserIT {

    private static final String HEAD = "head@northwind.example";
    private static final String MINA = "mina@northwind.example";
    private static final String NORA = "nora@northwind.example";

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @LocalServerPort
    private int port;

    private final List<String> errors = new ArrayList<>();
    private final List<BrowserContext> browsers = new ArrayList<>();

    private NewOrganization organization;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void registerAnOrganizationWithUsers() {
        organization = NewOrganization.register(port);
        organization.join(HEAD, "admin");
        organization.join(MINA, "employee");
        var invited = organization
                .operator()
                .post(
                        "/api/organization/" + organization.organizationId() + "/users",
                        "{\"email\":\"%s\",\"role\":\"employee\"}".formatted(NORA));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
    }

    @AfterEach
    void closeBrowsers() {
        browsers.forEach(BrowserContext::close);
    }

    @Test
    void areMadeFilledRenamedAndArchivedWhileOthersLookOn() {
        var admin = browser();
        signIn(admin, "/organization/login", HEAD);
        link(admin, "Teams").click();
        assertThat(admin.locator("#list")).containsText("No teams yet");
        var second = open(admin.context());
        second.navigate(admin.url());
        assertIsLive(second);
        // A tab behind another is drawn seldom, and a browser lets the mouse wait for that: seconds, and some drags
        // come to nothing.
        admin.bringToFront();
        var mina = browser();
        signIn(mina, "/workspace/login", MINA);
        assertThat(mina.locator("#teams")).containsText("You are in no team yet.");
        assertIsLive(mina);

        admin.locator("#new-team").click();
        admin.locator("dialog #name").fill("Field sales");
        press(admin, "Make team");
        assertThat(admin.locator("h1")).hasText("Field sales");
        assertThat(second.locator("#list tbody")).containsText("Field sales");
        assertThat(second.locator("#list tbody")).containsText("Nobody");

        // By the keyboard alone: whoever is ticked stays while others are looked for.
        admin.locator("#add").focus();
        admin.keyboard().press("Enter");
        assertThat(admin.locator("#people .choice")).hasCount(3);
        admin.locator("#text").focus();
        admin.keyboard().type("nora");
        assertThat(admin.locator("#people .choice")).hasCount(1);
        admin.keyboard().press("Tab");
        admin.keyboard().press("Tab");
        admin.keyboard().press("Space");
        admin.locator("#text").fill("MINA@");
        assertThat(admin.locator("#people .choice")).hasCount(2);
        assertThat(admin.locator("#people input:checked")).hasCount(1);
        admin.locator("#people .choice", new Page.LocatorOptions().setHasText(MINA))
                .click();
        picture(admin, "add");
        press(admin, "Add to team");
        assertThat(admin.locator("#toasts")).containsText("Added to the team.");
        assertThat(admin.locator("#team tbody tr")).hasCount(2);
        assertThat(row(admin, NORA)).containsText("Invited");
        assertThat(second.locator("#list tbody")).containsText("1 member");
        assertThat(second.locator("#list tbody")).containsText("1 not active");
        assertThat(mina.locator("#teams")).containsText("Field sales");

        row(admin, MINA)
                .getByText("Role", new Locator.GetByTextOptions().setExact(true))
                .click();
        admin.locator("dialog #role").selectOption("LEAD");
        press(admin, "Change role");
        assertThat(row(admin, MINA)).containsText("Lead");
        assertThat(second.locator("#list tbody")).containsText("Mina");
        assertThat(mina.locator("#teams")).containsText("Lead");

        row(admin, NORA).getByText("Remove").click();
        press(admin, "Remove from team");
        assertThat(admin.locator("#team tbody tr")).hasCount(1);
        assertThat(admin.locator("#team")).containsText("Taken out of the team");
        assertThat(second.locator("#list tbody")).not().containsText("not active");
        picture(admin, "team");

        second.locator("#list .row-title").click();
        second.locator("#rename").click();
        second.locator("dialog #name").fill("Sales of the north");
        admin.locator("#rename").click();
        admin.locator("dialog #name").fill("Inside sales");
        press(admin, "Rename team");
        assertThat(admin.locator("h1")).hasText("Inside sales");
        press(second, "Rename team");
        assertThat(second.locator("[role=alert]")).containsText("Somebody changed this in the meantime.");
        assertThat(second.locator("#name")).hasValue("Sales of the north");
        assertThat(second.locator("main")).containsText("Inside sales");
        picture(second, "stale");
        press(second, "Rename team");
        assertThat(second.locator("h1")).hasText("Sales of the north");
        assertThat(admin.locator("h1")).hasText("Sales of the north");
        assertThat(mina.locator("#teams")).containsText("Sales of the north");

        second.navigate(admin.url().replaceAll("/teams/.*", "/teams/new"));
        second.locator("#name").fill("sales of the NORTH");
        press(second, "Make team");
        assertThat(second.locator("#name-error")).isVisible();
        assertThat(second.locator("#name")).hasValue("sales of the NORTH");
        second.navigate(admin.url());
        assertIsLive(second);

        admin.locator("#archive").click();
        admin.locator("dialog #reason").fill("Moved to the other branch");
        press(admin, "Archive for good");
        assertThat(admin.locator("#toasts")).containsText("Team archived.");
        assertThat(admin.locator("#team")).containsText("Moved to the other branch");
        assertThat(second.locator("#team .notice")).containsText("This team was archived.");
        assertThat(second.locator("#rename")).hasCount(0);
        assertThat(mina.locator("#teams")).containsText("You are in no team yet.");
        link(admin, "Teams").click();
        assertThat(admin.locator("#list")).containsText("No teams yet");
        assertThat(errors).isEmpty();
    }

    private static void assertIsLive(Page page) {
        assertThat(page.locator("#live")).hasAttribute("data-state", "on");
    }

    private static Locator row(Page page, String email) {
        return page.locator("#team tbody tr", new Page.LocatorOptions().setHasText(email));
    }

    private static Locator link(Page page, String name) {
        return page.locator("#navigation")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private Page browser() {
        var context = chromium.open().newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000));
        browsers.add(context);
        return open(context);
    }

    private Page open(BrowserContext context) {
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            // A form that is refused is answered with 422, which the console tells as if a file were missing.
            if ((message.type().equals("error") || message.type().equals("warning"))
                    && !message.text().contains("422")) {
                errors.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(errors::add);
        return page;
    }

    private void signIn(Page page, String door, String email) {
        page.navigate("http://localhost:" + port + door);
        page.locator("#organization").fill(organization.organizationId());
        page.locator("#email").fill(email);
        page.locator("#password").fill(NewOrganization.PASSWORD);
        press(page, "Sign in");
        assertThat(page).hasURL(Pattern.compile(".*/dashboard.*"));
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", "teams-in-browser-" + name + ".png")));
    }
}

package com.avaone.web.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A lead's way from the first word to the organization, as the operator goes it; pictures are under {@code target/screenshots}. */
@NeedsChromium
@WholeSuite
class LeadsInBrowserIT {

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

    @AfterEach
    void closeBrowsers() {
        browsers.forEach(BrowserContext::close);
    }

    @Test
    void askForAPriceThatFollowsWhatIsChosen() {
        var visitor = browser();
        visitor.navigate(at("/contacts/pricing"));
        // Each change waits for its price: htmx tells the console when a newer question takes the place of one under
        // way.
        visitor.locator("#offer").selectOption("bundle/customer-desk");
        assertThat(visitor.locator("#price")).containsText("10 % less than its parts");
        visitor.locator("#seats").fill("3");
        visitor.locator("#seats").press("Tab");
        assertThat(visitor.locator("#price")).containsText("not sold for so many people");
        visitor.locator("#seats").fill("10");
        visitor.locator("#seats").press("Tab");
        assertThat(visitor.locator("#price")).containsText("a month");
        visitor.locator("#interval").selectOption("YEAR");
        assertThat(visitor.locator("#price")).containsText("a year");
        assertThat(visitor.locator("#price")).containsText("10 % less than its parts");
        visitor.locator("#name").fill("Mina " + mark);
        visitor.locator("#email").fill("mina-%s@northwind.example".formatted(mark));
        picture(visitor, "pricing");
        visitor.locator("form button.btn-primary").click();
        assertThat(visitor.locator("main")).containsText("Thank you");
        assertThat(errors).isEmpty();
    }

    @Test
    void areNotedMergedMovedOnTheBoardAndConvertedWhileOthersLookOn() {
        var admin = browser();
        signIn(admin);
        admin.locator("#navigation")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Leads"))
                .click();
        var second = open(admin.context());
        second.navigate(at("/admin/leads?text=" + mark));
        assertIsLive(second);
        // A tab behind another is drawn seldom, and a browser lets the mouse wait for that: seconds, and some drags
        // come to nothing.
        admin.bringToFront();

        note(admin, "Mina " + mark, "Tanaka " + mark, "mina-%s@northwind.example".formatted(mark));
        assertThat(admin.locator("#toasts")).containsText("Lead noted.");
        assertThat(admin.locator("h1")).hasText("Mina " + mark);
        var lead = admin.url().replaceAll("\\?.*", "");
        var card = "#card-" + lead.replaceAll(".*/", "");
        assertThat(second.locator("#list tbody tr")).hasCount(1);

        // The same person once more is suggested, merged, and taken out again.
        admin.navigate(at("/admin/leads"));
        note(admin, "M. " + mark, "", "MINA-%s@northwind.example".formatted(mark));
        assertThat(second.locator("#list tbody tr")).hasCount(2);
        assertThat(admin.locator("#similar")).containsText("same e-mail");
        admin.navigate(lead);
        assertIsLive(admin);
        admin.locator("#similar a.btn").click();
        press(admin, "Merge leads");
        assertThat(admin.locator("#lead")).containsText("happened to");
        assertThat(second.locator("#list tbody tr")).hasCount(1);
        picture(admin, "merged");
        admin.locator("#lead .events .meta a").first().click();
        assertThat(admin.locator("#lead .notice")).containsText("This lead is part of");
        admin.locator("#unmerge").click();
        press(admin, "Take out");
        assertThat(admin.locator("#toasts")).containsText("The lead is on its own again.");
        assertThat(second.locator("#list tbody tr")).hasCount(2);

        // By the mouse, where a lead cannot go and where it can.
        admin.navigate(at("/admin/leads/board"));
        assertIsLive(admin);
        drag(admin, card, "CONVERTED");
        assertThat(admin.locator("dialog[open]")).containsText("Only of a qualified lead");
        picture(admin, "refused");
        admin.keyboard().press("Escape");
        drag(admin, card, "QUALIFIED");
        press(admin, "Qualify lead");
        assertThat(admin.locator(".board-column[data-state=QUALIFIED] " + card)).isVisible();
        assertThat(second.locator("#list tbody tr", new Page.LocatorOptions().setHasText("Mina " + mark)))
                .containsText("Qualified");
        picture(admin, "board");

        // By the keyboard.
        admin.locator(card + " summary").focus();
        admin.keyboard().press("Enter");
        admin.keyboard().press("Tab");
        admin.keyboard().press("Enter");
        assertThat(admin.locator("dialog[open] #action-title")).hasText("Disqualify");
        admin.locator("dialog #reason").fill("No budget this year");
        press(admin, "Disqualify lead");
        assertThat(admin.locator(".board-column[data-state=DISQUALIFIED] " + card))
                .isVisible();

        admin.navigate(lead);
        assertThat(admin.locator("#lead")).containsText("No budget this year");
        admin.locator("#recycle").click();
        press(admin, "Begin anew", "dialog ");
        admin.locator("#assign").click();
        admin.locator("dialog #how").selectOption("LEAST_BUSY");
        press(admin, "Assign", "dialog ");
        admin.locator("#contact").click();
        admin.locator("dialog #note").fill("Wants forty seats");
        press(admin, "Note it");
        assertThat(admin.locator("#lead")).containsText("Wants forty seats");
        admin.locator("#qualify").click();
        press(admin, "Qualify lead");
        admin.locator("#more summary").click();
        admin.locator("#organization").click();
        admin.locator("#amount").fill("lots");
        press(admin, "Convert lead");
        assertThat(admin.locator("#amount-error")).isVisible();
        admin.locator("#amount").fill("48000");
        press(admin, "Convert lead");
        assertThat(admin.locator("#lead .notice")).containsText("This lead became a contact and a deal.");
        picture(admin, "converted");
        admin.locator("#lead .notice a").first().click();
        assertThat(admin.locator("#deal")).containsText("€48,000");
        assertIsLive(admin);
        admin.navigate(at("/admin/deals"));
        assertIsLive(admin);
        var deal = admin.locator(".board-card", new Page.LocatorOptions().setHasText("Tanaka " + mark));
        drag(admin, "#" + deal.getAttribute("id"), "PROPOSAL");
        press(admin, "Move deal");
        assertThat(admin.locator("#deal")).containsText("Proposal");
        assertThat(admin.locator("#deal")).containsText("€19,200");
        admin.locator("#edit").click();
        admin.locator("dialog #title").fill("");
        admin.locator("dialog #title").evaluate("field => field.required = false");
        press(admin, "Save", "dialog ");
        assertThat(admin.locator("#title-error")).isVisible();
        admin.locator("#title").fill("Suite for " + mark);
        press(admin, "Save");
        assertThat(admin.locator("h1")).hasText("Suite for " + mark);
        admin.locator("#amount").click();
        admin.locator("dialog #amount").fill("50000");
        press(admin, "Save amount");
        assertThat(admin.locator("#deal")).containsText("€20,000");
        admin.locator("#log").click();
        admin.locator("dialog #text").fill("Contract sent");
        press(admin, "Log activity", "dialog ");
        assertThat(admin.locator("#deal .events")).containsText("Contract sent");
        admin.locator("#lose").click();
        admin.locator("dialog #reason").fill("Bought elsewhere " + mark);
        press(admin, "Deal is lost");
        assertThat(admin.locator("#deal .badge")).hasText("Lost");
        admin.navigate(at("/admin/deals/closed?state=lost"));
        assertIsLive(admin);
        assertThat(admin.locator("#list")).containsText("Bought elsewhere " + mark);
        picture(admin, "closed");
        admin.locator("#list a", new Page.LocatorOptions().setHasText(mark)).click();
        admin.locator("#reopen").click();
        press(admin, "Open again", "dialog ");

        // The contact follows what becomes of its deal, and is edited.
        second.navigate(at("/admin/contacts?text=" + mark));
        assertIsLive(second);
        second.locator("#list tbody a").click();
        assertIsLive(second);
        assertThat(second.locator("#contact")).containsText("Suite for " + mark);
        admin.locator("#win").click();
        press(admin, "Deal is won");
        assertThat(second.locator("#contact")).containsText("Won");
        second.locator("#change").click();
        second.locator("dialog #company").fill("Tanaka and sons " + mark);
        press(second, "Save details");
        assertThat(second.locator("#contact dl")).containsText("Tanaka and sons " + mark);
        second.locator("#erase").click();
        assertThat(second.locator("dialog[open]")).containsText("From which it was made");
        second.keyboard().press("Escape");
        picture(second, "contact");
        second.setViewportSize(360, 800);
        picture(second, "contact-360");
        second.setViewportSize(1440, 1000);
        second.navigate(at("/admin/leads?text=" + mark));
        assertIsLive(second);
        assertThat(admin.locator("#deal .badge")).hasText("Won");
        picture(admin, "deal");
        admin.navigate(lead);
        admin.locator("#lead .notice a").last().click();
        assertThat(admin.locator("h1")).hasText("Tanaka " + mark);

        admin.navigate(at("/admin/leads/figures"));
        assertThat(admin.locator("#funnel svg.apexcharts-svg")).isVisible();
        picture(admin, "figures");
        admin.navigate(lead);
        admin.locator("#more summary").click();
        admin.locator("#erase").click();
        admin.locator("dialog #reason").fill("Asked for it");
        press(admin, "Erase for good");
        assertThat(admin.locator("#lead")).not().containsText("Mina");
        assertThat(second.locator("#list tbody tr")).hasCount(1);
        assertThat(errors).isEmpty();
    }

    @Test
    void comeInByATableThatIsTriedAndLeaveByOne() {
        var admin = browser();
        signIn(admin);
        admin.navigate(at("/admin/leads"));
        admin.locator("#import-leads").click();
        admin.locator("#file").fill("""
                        Person;Mail;Size
                        Mina %1$s;mina-%1$s@northwind.example;38
                        Nobody %1$s;no address;39
                        M. %1$s;MINA-%1$s@northwind.example;40
                        """.formatted(mark));
        press(admin, "Choose columns");
        assertThat(admin.locator("#columns select").nth(1)).hasValue("EMAIL");
        assertThat(admin.locator("#columns select").nth(2)).hasValue("IGNORED");
        assertIsLive(admin);
        press(admin, "Try without importing");
        assertThat(admin.locator("#import [role=status]")).hasText("Tried: nothing was made yet");
        assertThat(admin.locator("#import")).containsText("1 would become leads, 1 are about somebody who is known");
        picture(admin, "import-tried");
        admin.setViewportSize(360, 800);
        picture(admin, "import-tried-360");
        admin.setViewportSize(1440, 1000);
        // By the keyboard: the button that goes on is the last of the form.
        admin.locator("#duplicates").focus();
        admin.keyboard().press("Tab");
        admin.keyboard().press("Tab");
        admin.keyboard().press("Enter");
        assertThat(admin.locator("#import [role=status]")).hasText("Done");
        assertThat(admin.locator("#import")).containsText("1 became leads");
        picture(admin, "imported");
        var refused = admin.waitForDownload(() -> admin.locator("#refused").click());
        assertThat(refused.suggestedFilename()).isEqualTo("refused.csv");

        admin.navigate(at("/admin/leads?text=" + mark + "&confirmation=not-asked"));
        assertThat(admin.locator("#list tbody tr")).hasCount(1);
        var exported = admin.waitForDownload(() -> admin.locator("#export").click());
        assertThat(exported.path()).content().contains("mina-" + mark, "\"import\"");
        picture(admin, "list");

        // What the table said of the person is put right, and that the person agreed is noted.
        admin.locator("#list tbody a").first().click();
        admin.locator("#change").click();
        admin.locator("dialog #phone").fill("+91 98765 43210");
        admin.locator("dialog #email").fill("nobody");
        admin.locator("dialog #email").evaluate("field => field.type = 'text'");
        press(admin, "Save details");
        assertThat(admin.locator("#email-error")).isVisible();
        admin.locator("#email").fill("park-%s@northwind.example".formatted(mark));
        press(admin, "Save details");
        assertThat(admin.locator("#lead")).containsText("park-" + mark);
        assertThat(admin.locator("#lead .events")).containsText("Details changed");
        admin.locator("#consent").click();
        admin.locator("dialog #textVersion").fill("fair-2026");
        picture(admin, "consent");
        press(admin, "Record consent", "dialog ");
        assertThat(admin.locator("#lead dl code")).hasText("fair-2026");
        admin.locator("#withdraw").click();
        press(admin, "Take consent back", "dialog ");
        assertThat(admin.locator("#lead")).containsText("The person took the consent back.");
        assertThat(admin.locator("#lead .events")).containsText("Consent taken back");
        assertThat(admin.locator("#withdraw")).hasCount(0);
        admin.locator("#consent").click();
        admin.locator("dialog #textVersion").fill("fair-2027");
        press(admin, "Record consent", "dialog ");
        assertThat(admin.locator("#lead dl code")).hasText("fair-2027");
        picture(admin, "lead");
        assertThat(errors).isEmpty();
    }

    @Test
    void opensADealWithAContactThatWasMadeByHand() {
        var admin = browser();
        signIn(admin);
        admin.navigate(at("/admin/contacts"));
        admin.locator("#new-contact").click();
        // By the keyboard, and first without what is needed.
        admin.locator("dialog #name").fill("Mina " + mark);
        admin.keyboard().press("Enter");
        assertThat(admin.locator("form [role=alert]")).isVisible();
        assertThat(admin.locator("#name")).hasValue("Mina " + mark);
        admin.locator("#company").fill("Tanaka " + mark);
        admin.locator("#email").fill("mina-%s@northwind.example".formatted(mark));
        admin.keyboard().press("Enter");
        assertThat(admin.locator("#toasts")).containsText("Contact made.");
        assertThat(admin.locator("h1")).hasText("Mina " + mark);
        var contact = admin.url().replaceAll("\\?.*", "");

        admin.locator("#new-deal").click();
        assertThat(admin.locator("dialog #title")).hasValue("Tanaka " + mark);
        admin.locator("dialog #amount").fill("a lot");
        press(admin, "Open deal", "dialog ");
        assertThat(admin.locator("#amount-error")).isVisible();
        admin.locator("#amount").fill("1200.50");
        press(admin, "Open deal");
        assertThat(admin.locator("#toasts")).containsText("Deal opened.");
        assertThat(admin.locator("#deal")).containsText("€1,200.5");
        admin.navigate(contact);
        assertThat(admin.locator("#contact")).containsText("Tanaka " + mark);
        assertThat(admin.locator("#contact")).containsText("Qualification");
        picture(admin, "made-by-hand");
        assertThat(errors).isEmpty();
    }

    private static void note(Page page, String name, String company, String email) {
        page.locator("#new-lead").click();
        page.locator("dialog #name").fill(name);
        page.locator("dialog #company").fill(company);
        page.locator("dialog #email").fill(email);
        press(page, "Note lead");
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    private static void assertIsLive(Page page) {
        assertThat(page.locator("#live")).hasAttribute("data-state", "on");
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

    private void signIn(Page page) {
        page.navigate(at("/admin/login"));
        page.locator("#email").fill(WholeSuite.EMAIL);
        page.locator("#password").fill(WholeSuite.PASSWORD);
        press(page, "Sign in");
        assertThat(page).hasURL(Pattern.compile(".*/dashboard.*"));
    }

    /**
     * Presses, moves and lets go. Playwright's own drag presses twice where a live part is replaced just before, and then lets nothing fall.
     */
    private static void drag(Page page, String card, String state) {
        var middles = (List<?>)
                page.evaluate("""
                selectors => selectors.flatMap(selector => {
                  const box = document.querySelector(selector).getBoundingClientRect();
                  return [box.x + box.width / 2, box.y + box.height / 2];
                })""", List.of(card, ".board-column[data-state=%s] .board-head".formatted(state)));
        var at = middles.stream()
                .mapToDouble(middle -> ((Number) middle).doubleValue())
                .toArray();
        page.mouse().move(at[0], at[1]);
        page.mouse().down();
        page.mouse().move(at[2], at[3], new Mouse.MoveOptions().setSteps(4));
        page.mouse().up();
    }

    private static void press(Page page, String button) {
        press(page, button, "");
    }

    private static void press(Page page, String button, String within) {
        page.locator(within.isEmpty() ? "body" : within.strip())
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", "leads-in-browser-" + name + ".png")));
    }
}

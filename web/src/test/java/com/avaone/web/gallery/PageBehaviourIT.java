package com.avaone.web.gallery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.browser.NeedsChromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the scripts add to the pages, and that the pages work without them. */
@NeedsChromium
class PageBehaviourIT {

    private static final String ORGANIZATION = "/admin/organization/" + Samples.organizationId(1);

    @SuppressWarnings("NullAway.Init")
    private static RunningGallery gallery;

    @BeforeAll
    static void start() {
        gallery = RunningGallery.start();
    }

    @AfterAll
    static void stop() {
        gallery.close();
    }

    @Test
    void refreshesALivePartAtThePositionOfTheMessageAndLeavesTheViewerWhereTheyWere() {
        try (var page = gallery.browser().newPage()) {
            var positions = new ArrayList<String>();
            page.onRequest(request -> {
                var position = request.headers().get("avaone-min-position");
                if (position != null) {
                    positions.add(position);
                }
            });
            page.navigate(gallery.address("/admin/dashboard"));
            assertThat(page.locator("#live")).hasAttribute("data-state", "on");
            page.locator("#growth-table summary").click();
            var before = page.locator("#dashboard > .stats").elementHandle();

            Gallery.publish("organizations", 48_300);

            page.waitForFunction("old => !old.isConnected", before);
            assertThat(positions).containsExactly("48300");
            assertThat(page.locator("#growth-table")).hasAttribute("open", "");
            assertThat(page.locator("#growth-table summary")).isFocused();
            assertThat(page.locator("#growth svg.apexcharts-svg")).hasCount(1);
        }
    }

    @Test
    void hearsOfAChangeThatIsToldWhileTheLivePartIsBeingReplaced() {
        try (var page = gallery.browser().newPage()) {
            var list = UserSamples.HOME + "/users";
            var held = new ArrayList<Route>();
            page.navigate(gallery.address(list));
            assertThat(page.locator("#live")).hasAttribute("data-state", "on");
            page.evaluate("document.addEventListener('htmx:sseMessage', () => window.told = (window.told ?? 0) + 1)");
            page.route(url -> url.contains(list), held::add);
            var topic = "users-" + UserSamples.ORGANIZATION.organizationId();
            Gallery.publish(topic, 48_310);
            page.waitForCondition(() -> held.size() == 1);
            Gallery.publish(topic, 48_311);
            page.waitForFunction("() => window.told === 2");

            held.getFirst().resume();

            page.waitForCondition(() -> held.size() == 2);
            assertThat(held.getLast().request().headers()).containsEntry("avaone-min-position", "48311");
        }
    }

    @Test
    void showsWhatThereIsWhereTheReadModelDoesNotGetThereInTime() {
        try (var page = gallery.browser().newPage()) {
            page.navigate(gallery.address("/admin/dashboard"));
            assertThat(page.locator("#live")).hasAttribute("data-state", "on");
            var before = page.locator("#dashboard > .stats").elementHandle();

            Gallery.publish("organizations", Gallery.NOT_REACHED);

            page.waitForFunction("old => !old.isConnected", before);
            assertThat(page.locator("#dashboard > .stats")).isVisible();
        }
    }

    @Test
    void asksForTheReasonInADialogAndGivesTheFocusBack() {
        try (var page = gallery.browser().newPage()) {
            page.navigate(gallery.address(ORGANIZATION));
            page.locator("#suspend").click();

            var dialog = page.locator("dialog[open]");
            assertThat(dialog.locator("#action-title")).hasText("Suspend license");
            assertThat(dialog.locator("#reason")).isFocused();

            page.keyboard().press("Escape");
            assertThat(dialog).hasCount(0);
            assertThat(page.locator("#suspend")).isFocused();

            page.locator("#renew").click();
            assertThat(dialog.locator("#period")).isVisible();
            dialog.locator("[data-cancel]").click();
            assertThat(dialog).hasCount(0);
            assertThat(page).hasURL(gallery.address(ORGANIZATION));
        }
    }

    @Test
    void leavesAnOpenDialogAloneWhenTheLivePartBehindItChanges() {
        try (var page = gallery.browser().newPage()) {
            page.navigate(gallery.address(ORGANIZATION));
            assertThat(page.locator("#live")).hasAttribute("data-state", "on");
            page.locator("#seats").click();
            page.locator("dialog #reason").fill("More people");
            var before = page.locator("#organization > .row").elementHandle();

            Gallery.publish("organization-" + Samples.organizationId(1), 48_301);

            page.waitForFunction("old => !old.isConnected", before);
            assertThat(page.locator("dialog[open] #reason")).hasValue("More people");
            assertThat(page.locator("dialog[open] #reason")).isFocused();
        }
    }

    @Test
    void opensWhatWasPressedAlthoughTheLivePartChangesBeforeItIsLetGo() {
        try (var page = gallery.browser().newPage()) {
            page.navigate(gallery.address(ORGANIZATION));
            assertThat(page.locator("#live")).hasAttribute("data-state", "on");
            var before = page.locator("#organization > .row").elementHandle();
            page.locator("#suspend").hover();
            page.mouse().down();
            page.waitForResponse(
                    gallery.address(ORGANIZATION) + "**",
                    () -> Gallery.publish("organization-" + Samples.organizationId(1), 48_304));
            page.evaluate("() => new Promise(requestAnimationFrame)");

            page.mouse().up();

            assertThat(page.locator("dialog[open] #action-title")).hasText("Suspend license");
            page.waitForFunction("old => !old.isConnected", before);
        }
    }

    @Test
    void movesACardAlthoughTheBoardChangesWhileItIsDragged() {
        var card = "#card-" + LeadSamples.MINA.leadId();
        try (var page = gallery.browser().newPage(new Browser.NewPageOptions().setViewportSize(1440, 1000))) {
            page.navigate(gallery.address(LeadSamples.HOME + "/board"));
            assertThat(page.locator("#live")).hasAttribute("data-state", "on");
            var before = page.locator(card).elementHandle();
            page.locator(card).hover();
            page.mouse().down();
            page.locator(".board-column[data-state=QUALIFIED]").hover();
            page.locator(".board-column[data-state=QUALIFIED]").hover();
            page.waitForResponse(
                    gallery.address(LeadSamples.HOME + "/board") + "**",
                    () -> Gallery.publish("leads-" + OrganizationId.OPERATOR, 48_305));
            page.evaluate("() => new Promise(requestAnimationFrame)");

            page.mouse().up();

            assertThat(page.locator("dialog[open] #action-title")).hasText("Qualify");
            page.waitForFunction("old => !old.isConnected", before);
        }
    }

    @Test
    void movesACardByDraggingItOrByItsMenuAndLeavesItWhereItIsUntilTheFormIsSent() {
        var card = "#card-" + LeadSamples.MINA.leadId();
        try (var page = gallery.browser().newPage(new Browser.NewPageOptions().setViewportSize(1440, 1000))) {
            page.navigate(gallery.address(LeadSamples.HOME + "/board"));
            assertThat(page.locator("#live")).hasAttribute("data-state", "on");
            var dialog = page.locator("dialog[open]");

            page.dragAndDrop(card, ".board-column[data-state=QUALIFIED]");

            assertThat(dialog.locator("#action-title")).hasText("Qualify");
            assertThat(dialog.locator("form")).hasAttribute("action", Pattern.compile(".*/do/qualify"));
            page.keyboard().press("Escape");
            assertThat(page.locator(".board-column[data-state=NEW] " + card)).isVisible();
            assertThat(page.locator(".board-column.over, .board-card.dragged")).hasCount(0);

            page.dragAndDrop(card, ".board-column[data-state=NEW] .board-head");
            assertThat(dialog).hasCount(0);

            page.locator(card + " summary").focus();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(dialog.locator("#action-title")).hasText("Qualify");
        }
    }

    @Test
    void movesACardWithoutAScript() {
        try (var context = gallery.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = context.newPage();
            page.navigate(gallery.address(LeadSamples.HOME + "/board"));
            page.locator("#card-" + LeadSamples.MINA.leadId() + " summary").click();
            page.locator("#move-" + LeadSamples.MINA.leadId() + "-QUALIFIED").click();

            assertThat(page.locator("form[action$='/do/qualify'] button.btn-primary"))
                    .isVisible();
        }
    }

    @Test
    void showsAMailInAFrameThatCanDoNothing() {
        try (var page = gallery.browser().newPage()) {
            page.navigate(gallery.address(
                    "/admin/communications/mails/" + Samples.mail(1).mailId()));
            var title = page.title();
            page.evaluate("""
                    document.querySelector('iframe.mail-page').srcdoc = `<p>Hostile</p>
                        <script>top.document.title = 'taken'; document.body.innerHTML = ''</script>
                        <img src="x" onerror="top.document.title = 'taken'">
                        <a href="/admin/organizations" target="_top">away</a>`""");

            var mail = page.frameLocator("iframe.mail-page");
            assertThat(mail.locator("p")).hasText("Hostile");
            mail.locator("a").click();
            assertThat(page).hasURL(Pattern.compile(".*/admin/communications/mails/.*"));
            assertThat(page).hasTitle(title);
        }
    }

    @Test
    void refreshesWhatBecameOfAMailAndLeavesTheMailItselfAlone() {
        try (var page = gallery.browser().newPage()) {
            page.navigate(gallery.address(
                    "/admin/communications/mails/" + Samples.mail(1).mailId()));
            assertThat(page.locator("#live")).hasAttribute("data-state", "on");
            var before = page.locator("#facts > dl").elementHandle();
            var frame = page.locator("iframe.mail-page").elementHandle();

            Gallery.publish("outbox", 48_302);

            page.waitForFunction("old => !old.isConnected", before);
            assertThat(page.locator("#facts")).containsText("Waiting");
            assertThat(frame.evaluate("frame => frame.isConnected")).isEqualTo(true);
        }
    }

    @Test
    void filtersTheListWhileTyping() {
        try (var page = gallery.browser().newPage()) {
            page.navigate(gallery.address("/admin/organizations"));

            page.locator("#text").pressSequentially("acme");

            assertThat(page).hasURL(Pattern.compile(".*text=acme.*"));
            assertThat(page.locator("#text")).isFocused();
        }
    }

    @Test
    void remembersTheThemeWithoutAFlash() {
        try (var context =
                gallery.browser().newContext(new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT))) {
            var page = context.newPage();
            page.navigate(gallery.address("/admin/login"));
            page.locator("details.menu > summary").click();
            page.locator("[data-theme-set=dark]").click();
            assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");

            page.addInitScript(
                    "new MutationObserver(() => { if (document.body) window.themeAtFirstPaint ??="
                            + " document.documentElement.dataset.bsTheme; }).observe(document, { childList: true, subtree: true });");
            page.reload();

            assertThat(page.evaluate("window.themeAtFirstPaint")).isEqualTo("dark");
        }
    }

    @Test
    void saysWhatWasDoneUntilItIsClosed() {
        try (var page = gallery.browser().newPage()) {
            page.navigate(gallery.address("/admin/dashboard"));
            var notice = page.getByText("Organization created.");
            assertThat(notice).isVisible();

            page.locator("[data-toast-close]").click();

            assertThat(notice).hasCount(0);
        }
    }

    @Test
    void showsInstantsInTheZoneOfTheViewer() {
        try (var page = gallery.browser()
                .newPage(new Browser.NewPageOptions()
                        .setTimezoneId("Asia/Kolkata")
                        .setLocale("en-GB"))) {
            page.navigate(gallery.address("/admin/sessions"));
            var time = page.locator("time[data-time=instant]").first();

            var there = Instant.parse(time.getAttribute("datetime")).atZone(ZoneId.of("Asia/Kolkata"));
            // The hour may be written in 12 or in 24 hours; the offset of 5:30 shows in the minutes.
            assertThat(time.textContent())
                    .contains("%1$te %1$tb".formatted(there).split(" ")[0], ":%tM".formatted(there));
        }
    }

    @Test
    void opensTheNavigationOnAPhoneByKeyboard() {
        try (var page = gallery.browser().newPage(new Browser.NewPageOptions().setViewportSize(360, 740))) {
            page.navigate(gallery.address("/admin/dashboard"));
            assertThat(page.locator("#navigation")).isHidden();

            page.locator("[data-nav-toggle]").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#navigation a").first()).isFocused();

            page.keyboard().press("Escape");
            assertThat(page.locator("#navigation")).isHidden();
            assertThat(page.locator("[data-nav-toggle]")).isFocused();
        }
    }

    @Test
    void leadsThroughAnOrganizationOnAPhoneByKeyboard() {
        try (var page = gallery.browser().newPage(new Browser.NewPageOptions().setViewportSize(360, 740))) {
            page.navigate(gallery.address(UserSamples.HOME));
            page.locator("[data-nav-toggle]").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#navigation a").first()).isFocused();
            assertThat(page.locator("#navigation a[aria-current=page]")).hasText("Overview");

            page.keyboard().press("Tab");
            assertThat(page.locator("#navigation a:focus")).hasText("Overview");
            page.keyboard().press("Tab");
            assertThat(page.locator("#navigation a:focus")).hasText("Users");
            page.keyboard().press("Enter");

            assertThat(page).hasURL(gallery.address(UserSamples.HOME + "/users"));
            assertThat(page.locator("#navigation a[aria-current=page]")).hasText("Users");
        }
    }

    @Test
    void worksWithoutAScript() {
        try (var context = gallery.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = context.newPage();
            page.navigate(gallery.address("/admin/dashboard"));
            page.locator("#growth-table summary").click();
            assertThat(page.locator("#growth-table tbody tr").first()).isVisible();

            page.navigate(gallery.address(ORGANIZATION));
            page.locator("#suspend").click();
            assertThat(page.locator("form[action$='/license/suspend'] #reason")).isVisible();
            page.locator("[data-cancel]").click();
            assertThat(page).hasURL(gallery.address(ORGANIZATION));
        }
    }

    @Test
    void speaksHindiToThoseWhoAskForIt() {
        try (var page = gallery.browser().newPage(new Browser.NewPageOptions().setLocale("hi-IN"))) {
            page.navigate(gallery.address("/admin/login"));

            assertThat(page.locator("html")).hasAttribute("lang", "hi");
            assertThat(page.locator("h1")).hasText("साइन इन करें");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "login-hindi.png")));

            page.navigate(gallery.address(UserSamples.HOME));
            assertThat(page.locator("#growth-title")).hasText("समय के साथ उपयोगकर्ता");
            assertThat(page.locator("#users-by-role svg.apexcharts-svg")).isVisible();
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "screenshots", "organization-dashboard-hindi.png")));
        }
    }
}

package com.avaone.web.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.asset.TestPictures;
import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pictures are picked and dropped, described and deleted; pictures of that are under {@code target/screenshots}. */
@NeedsChromium
@WholeSuite
class AssetsInBrowserIT {

    private static final String DROP = """
            ([name, content]) => {
              const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File([bytes], name, { type: 'image/png' }));
              const target = document.querySelector('main');
              target.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
              if (!document.querySelector('#upload').matches('.over')) throw new Error('nothing shows where to drop');
              target.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
            }
            """;

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
    void goUpSeveralAtOnceAndAreDescribedAndDeleted() {
        var page = signedIn(new Browser.NewContextOptions().setViewportSize(1440, 1000));
        page.navigate(at("/admin/website/assets"));
        page.locator("#image").setInputFiles(new FilePayload[] {
            new FilePayload("team-" + mark + ".jpg", "image/jpeg", picture("jpg", 900, 600)),
            new FilePayload("not-" + mark + ".png", "image/png", TestPictures.bytes("<svg onload='alert(1)'/>")),
            new FilePayload("huge-" + mark + ".png", "image/png", new byte[10 * 1024 * 1024 + 1]),
            new FilePayload("logo-" + mark + ".png", "image/png", picture("png", 80, 60))
        });
        page.locator("#upload button").click();
        assertThat(page.locator("#uploads li")).hasCount(4);
        assertThat(page.locator("#uploads li").nth(0)).containsText("It is there.");
        assertThat(page.locator("#uploads li").nth(1)).containsText("It is neither a JPEG nor a PNG nor a GIF.");
        assertThat(page.locator("#uploads li").nth(2)).containsText("It is larger than 10 MB.");
        assertThat(page.locator("#uploads li").nth(3)).containsText("It is there.");
        assertThat(named(page, "team-")).hasCount(1);
        assertThat(named(page, "logo-")).hasCount(1);
        page.waitForFunction("[...document.querySelectorAll('.pictures img')].every(image => image.naturalWidth > 0)");
        picture(page, "assets-uploaded");

        page.evaluate(
                DROP, List.of("dropped-" + mark + ".png", Base64.getEncoder().encodeToString(picture("png", 70, 70))));
        assertThat(named(page, "dropped-")).hasCount(1);

        named(page, "team-").locator("a").click();
        assertThat(page.locator("h1")).hasText("team-" + mark + ".jpg");
        page.locator("#altEn").fill("Five people at a table");
        page.locator("main form button.btn-primary").click();
        assertThat(page.locator("#toasts")).containsText("Description saved.");
        assertThat(page.locator(".picture-large img")).hasAttribute("alt", "Five people at a table");
        page.waitForFunction("document.querySelector('.picture-large img').naturalWidth > 0");
        picture(page, "asset-described");

        page.locator("#delete").click();
        assertThat(page.locator("dialog[open]")).containsText("is deleted with all its sizes");
        page.locator("dialog[open] button.btn-danger").click();
        assertThat(page.locator("#toasts")).containsText("Picture deleted.");
        assertThat(named(page, "team-")).hasCount(0);
        assertThat(errors).isEmpty();
    }

    /** By the keyboard alone, in a field of the page and in one of an item that was added. */
    @Test
    void areChosenInTheEditorOfThePageThatShowsThem() {
        var page = signedIn(new Browser.NewContextOptions().setViewportSize(1440, 1000));
        page.navigate(at("/admin/website/assets"));
        page.locator("#image").setInputFiles(new FilePayload[] {
            new FilePayload("lantern-" + mark + ".jpg", "image/jpeg", picture("jpg", 900, 600)),
        });
        page.locator("#upload button").click();
        named(page, "lantern-").locator("a").click();
        page.locator("#altEn").fill("A lantern");
        page.locator("main form button.btn-primary").click();
        assertThat(page.locator("#toasts")).containsText("Description saved.");

        page.navigate(at("/admin/cms/edit?key=page/lantern-" + mark + "&language=EN"));
        var image = page.locator("[id='fields[image]']");
        page.locator("[data-pick-for='fields[image]']").press("Enter");
        var dialog = page.locator("dialog[open]");
        assertThat(dialog.locator("#text")).isFocused();
        assertThat(new AxeBuilder(page).include("dialog").analyze().getViolations())
                .isEmpty();
        dialog.locator("#text").fill("lantern-" + mark);
        page.keyboard().press("Enter");
        assertThat(dialog.locator("[data-pick]")).hasCount(1);
        page.waitForFunction(
                "[...document.querySelectorAll('dialog .pictures img')].every(image => image.naturalWidth > 0)");
        picture(page, "asset-chosen");
        dialog.locator("[data-pick]").press("Enter");
        assertThat(dialog).hasCount(0);
        assertThat(image).isFocused();
        assertThat(image).hasValue(Pattern.compile("/assets/[0-9a-f]{64}\\.jpg"));
        assertThat(page.locator("[id='fields[imageAlt]']")).hasValue("A lantern");
        assertThat(page.frameLocator("iframe[name=preview]").locator("main img[alt='A lantern']"))
                .isVisible();

        page.navigate(at("/admin/cms/edit?key=testimonials&language=EN"));
        page.locator("[data-item-add]").click();
        var added = page.locator("[data-item]").last();
        added.locator("[data-pick-for]").press("Enter");
        dialog.locator("[data-pick]").first().press("Enter");
        assertThat(added.locator("[id$='/image]']")).hasValue(Pattern.compile("/assets/.+"));
        assertThat(errors).isEmpty();
    }

    @Test
    void goUpOneByOneWithoutAScript() {
        var page = signedIn(
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(360, 740));
        page.navigate(at("/admin/website/assets"));
        page.locator("#image").setInputFiles(new FilePayload("bad.png", "image/png", new byte[9]));
        page.locator("#upload button").click();
        assertThat(page.locator("#upload [role=alert]")).containsText("It is neither a JPEG nor a PNG nor a GIF.");
        page.locator("#image")
                .setInputFiles(new FilePayload("plain-" + mark + ".png", "image/png", picture("png", 60, 60)));
        page.locator("#upload button").click();
        assertThat(page.locator("h1")).hasText("plain-" + mark + ".png");
        page.locator("#delete").click();
        page.locator("main button.btn-danger").click();
        assertThat(page.locator("#list")).not().containsText("plain-" + mark);
    }

    private Locator named(Page page, String beginning) {
        return page.locator(".pictures li", new Page.LocatorOptions().setHasText(beginning + mark));
    }

    /** Another one in each test. */
    private byte[] picture(String format, int width, int height) {
        var image = TestPictures.photograph(width, height);
        image.setRGB(0, 0, mark.hashCode());
        image.setRGB(width - 1, height - 1, mark.hashCode() + 1);
        for (var x = 0; x < 30; x++) {
            for (var y = 0; y < 30; y++) {
                image.setRGB(x, y, mark.hashCode());
            }
        }
        return TestPictures.write(image, format);
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    private Page signedIn(Browser.NewContextOptions options) {
        var context = chromium.open().newContext(options);
        browsers.add(context);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            // A picture that is refused is answered with 422, which the console tells as if a file were missing.
            if ((message.type().equals("error") || message.type().equals("warning"))
                    && !message.text().contains("422")) {
                errors.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(errors::add);
        page.navigate(at("/admin/login"));
        page.locator("#email").fill(WholeSuite.EMAIL);
        page.locator("#password").fill(WholeSuite.PASSWORD);
        page.locator("form button.btn-primary").click();
        assertThat(page.locator("#navigation")).isAttached();
        return page;
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }
}

package com.avaone.web.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page in every state; the pictures are under {@code target/screenshots}. While working on some pages, look at these alone:
 * {@code -Dgallery.only=users?|account} names them by a pattern.
 */
@NeedsChromium
class PageGalleryIT {

    /** Beside the gallery's own; what takes the time is looking for violations, on one core for each browser. */
    private static final int MORE_BROWSERS = 1;

    /** Each is used by one test at a time. */
    private static final BlockingQueue<Chromium> BROWSERS = new LinkedBlockingQueue<>();

    /** Every chart of the page has been drawn. */
    private static final String DRAWN =
            "[...document.querySelectorAll('.chart-canvas, [data-spark]')].every(canvas => canvas.querySelector('svg'))";

    @SuppressWarnings("NullAway.Init")
    private static RunningGallery gallery;

    /** How a page is looked at. */
    enum Look {
        LIGHT(ColorScheme.LIGHT, 1440, 1000),
        DARK(ColorScheme.DARK, 1440, 1000),
        PHONE(ColorScheme.LIGHT, 360, 740);

        private final ColorScheme scheme;
        private final int width;
        private final int height;

        Look(ColorScheme scheme, int width, int height) {
            this.scheme = scheme;
            this.width = width;
            this.height = height;
        }

        Browser.NewPageOptions options() {
            return new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(width, height);
        }
    }

    @BeforeAll
    static void start() {
        gallery = RunningGallery.start();
        BROWSERS.add(gallery.chromium());
        for (var i = 0; i < MORE_BROWSERS; i++) {
            BROWSERS.add(Chromium.start());
        }
    }

    @AfterAll
    static void stop() {
        BROWSERS.remove(gallery.chromium());
        BROWSERS.forEach(Chromium::close);
        gallery.close();
    }

    private static void look(Browser.NewPageOptions how, Consumer<Page> at) throws InterruptedException {
        var browser = BROWSERS.take();
        try (var page = browser.open().newPage(how)) {
            at.accept(page);
        } finally {
            BROWSERS.add(browser);
        }
    }

    /** Pages in every look; their further states only in the dark, where contrast is hardest. */
    static Stream<Arguments> pages() {
        var only = Pattern.compile(System.getProperty("gallery.only", ".*"));
        return Gallery.all().stream()
                .filter(sample -> only.matcher(sample.name()).matches())
                .flatMap(sample -> Arrays.stream(Look.values())
                        .filter(look -> sample.everyLook() || look == Look.DARK)
                        .map(look -> Arguments.of(sample.name(), look, sample.path())));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pages")
    void isAccessibleFitsTheScreenAndRunsWithoutErrors(String name, Look look, String path) throws Exception {
        look(look.options(), page -> {
            var errors = new ArrayList<String>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text() + " " + message.location());
                }
            });
            page.onPageError(errors::add);

            var answer = page.navigate(gallery.address(path));
            page.waitForFunction(DRAWN);
            page.screenshot(picture(name + "-" + look.name().toLowerCase(Locale.ROOT)));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(errors).isEmpty();
            assertThat(page.content())
                    .as("rendered to its end")
                    .containsAnyOf("id=\"toast-template\"", "id=\"site-foot\"");
            assertFits(page);
            // In a frame without scripts axe would wait for ever; what is in it is looked at below.
            // The page that an editor shows beside itself is looked at by itself.
            assertThat(new AxeBuilder(page)
                            .exclude("iframe[sandbox]")
                            .exclude("iframe[name=preview]")
                            .analyze()
                            .getViolations())
                    .isEmpty();
        });
    }

    private static Page.ScreenshotOptions picture(String name) {
        return new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screenshots", name + ".png"));
    }

    private static void assertFits(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("fits the width")
                .isEqualTo(true);
    }

    static Stream<Arguments> mails() throws IOException {
        try (var files = Files.list(Samples.MAILS)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList().stream()
                    .flatMap(file -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                            .map(theme -> Arguments.of(file.getFileName().toString(), theme, file)));
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("mails")
    void mailsAreAccessibleAndFitAPhone(String name, ColorScheme theme, Path mail) throws Exception {
        var content = Files.readString(mail);
        look(Look.PHONE.options().setColorScheme(theme), page -> {
            page.setContent(content);
            page.screenshot(picture("mail-%s-%s".formatted(name, theme.name().toLowerCase(Locale.ROOT))));

            assertFits(page);
            assertThat(new AxeBuilder(page)
                            .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa"))
                            .analyze()
                            .getViolations())
                    .isEmpty();
        });
    }
}

package com.avaone.web.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Every page in every state and look; the pictures are under {@code target/screenshots}. */
@NeedsChromium
class PageGalleryIT {

    @SuppressWarnings("NullAway.Init")
    private static ConfigurableApplicationContext gallery;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

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

        BrowserContext open(Browser browser) {
            return browser.newContext(
                    new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, height));
        }
    }

    @BeforeAll
    static void start() {
        gallery = SpringApplication.run(
                Gallery.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.web.resources.chain.strategy.content.enabled=true",
                "--spring.main.banner-mode=off");
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        gallery.close();
    }

    static Stream<Arguments> pages() {
        return Gallery.all().stream()
                .flatMap(sample ->
                        Arrays.stream(Look.values()).map(look -> Arguments.of(sample.name(), look, sample.path())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pages")
    void isAccessibleFitsTheScreenAndRunsWithoutErrors(String name, Look look, String path) {
        try (var context = look.open(chromium.open())) {
            var page = context.newPage();
            var errors = new ArrayList<String>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(text(message));
                }
            });
            page.onPageError(errors::add);

            var answer = page.navigate(address(path));
            page.waitForFunction(
                    "() => [...document.querySelectorAll('[data-chart] .chart-canvas')].every(c => c.querySelector('svg'))");
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(
                            "target", "screenshots", name + "-" + look.name().toLowerCase(Locale.ROOT) + ".png")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(errors).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("fits the width")
                    .isEqualTo(true);
            assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        }
    }

    static String address(String path) {
        return "http://127.0.0.1:" + gallery.getEnvironment().getRequiredProperty("local.server.port") + path;
    }

    private static String text(ConsoleMessage message) {
        return message.text() + " " + message.location();
    }
}

package com.avaone.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine's own Chromium, driven by the machine's own node, or by the one of the Maven profile {@code bundled-node}. Not for use by several
 * threads at once.
 */
public final class Chromium implements AutoCloseable {

    /** How long a page may take to show what a test expects: also a busy machine's. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts a browser without a window.
     *
     * @param more arguments beside those that every test needs
     * @throws IllegalStateException in one sentence if something is missing on this machine
     */
    public static Chromium start(String... more) {
        var problem = missing();
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
        if (!isNodeBundled()) {
            System.setProperty("playwright.nodejs.path", node().orElseThrow().toString());
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(browser().orElseThrow())
                        .setArgs(Stream.concat(
                                        Stream.of(
                                                "--no-sandbox",
                                                "--disable-gpu",
                                                "--disable-quic",
                                                "--disable-background-networking",
                                                "--font-render-hinting=none"),
                                        Stream.of(more))
                                .toList()));
        return new Chromium(playwright, browser);
    }

    /** The browser, in which each test opens contexts of its own. */
    public Browser open() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** What this machine lacks to run a browser test, as a sentence; null where nothing is missing. */
    static @Nullable String missing() {
        if (browser().isEmpty()) {
            return "Browser tests need Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.";
        }
        if (!isNodeBundled() && node().isEmpty()) {
            return "Browser tests need Node.js 20 or newer on the PATH to drive Chromium, or the Maven profile bundled-node.";
        }
        return null;
    }

    private static Optional<Path> browser() {
        var named = System.getenv("CHROMIUM_PATH");
        return named != null
                ? Optional.of(Path.of(named)).filter(Files::isExecutable)
                : onPath("chromium", "google-chrome");
    }

    private static boolean isNodeBundled() {
        return Chromium.class.getResource("/driver/linux/node") != null;
    }

    private static Optional<Path> node() {
        return onPath("node", "nodejs");
    }

    private static Optional<Path> onPath(String... names) {
        var folders = Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator);
        return Arrays.stream(folders)
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

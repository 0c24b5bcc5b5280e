package com.avaone.web.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentKind;
import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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
    static long bytes(List<Response> responses) {
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
            for (var path : List.of(
                    "/",
                    "/products",
                    "/products/ava-cx",
                    "/pricing",
                    "/bundles",
                    "/custom-bundle",
                    "/services/ava-cx")) {
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
        // On a busy machine a page that scrolls smoothly does not stand still for long enough to be clicked.
        var plain = new Browser.NewContextOptions().setJavaScriptEnabled(false).setReducedMotion(ReducedMotion.REDUCE);
        try (var context = chromium.open().newContext(plain);
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
            page.locator("#plans .plan .btn[href*='/contacts/pricing']").nth(1).focus();
            page.keyboard().press("Enter");
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

    /** A new page, written as it will look, seen beside the editor, saved, published, and then on the site. */
    @Test
    void isWrittenAndPublishedInTheConsole() {
        try (var context = chromium.open().newContext();
                var page = context.newPage()) {
            var errors = new ArrayList<String>();
            page.onConsoleMessage(message -> {
                if (List.of("error", "warning").contains(message.type())) {
                    errors.add(message.text());
                }
            });
            page.onPageError(errors::add);
            page.navigate(at("/admin/login"));
            page.locator("#email").fill(WholeSuite.EMAIL);
            page.locator("#password").fill(WholeSuite.PASSWORD);
            page.locator("#password").press("Enter");
            assertThat(page).hasURL(at("/admin/dashboard"));

            page.navigate(at("/admin/cms/new"));
            page.locator("#kind").selectOption("PAGE");
            page.locator("#slug").fill("Not a name");
            page.locator("#slug").press("Enter");
            assertThat(page.locator("form [role=alert]")).isVisible();
            errors.clear(); // a browser says of an answer of 422 that something failed
            page.locator("#slug").fill("lantern-notes");
            page.locator("#language").selectOption("EN");
            page.locator("#slug").press("Enter");
            assertThat(page.locator("main h1")).hasText("Page: lantern-notes");

            field(page, "headline").fill("Notes on lanterns");
            page.frameLocator("iframe.tox-edit-area__iframe").locator("body").fill("Orchards need light.");
            field(page, "items/0/title").fill("First");
            field(page, "items/0/text").fill("Of two");
            page.locator("[data-item-add]").click();
            field(page, "items/1/title").fill("Second");
            field(page, "items/1/text").fill("Of two");
            page.locator("[data-item-up]").nth(1).click();
            assertThat(field(page, "items/0/title")).hasValue("Second");
            var preview = page.frameLocator("iframe[name=preview]");
            assertThat(preview.locator("h1")).hasText("Notes on lanterns");
            assertThat(preview.locator("main")).containsText("Orchards need light.");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save draft"))
                    .click();
            assertThat(page.locator("#publish")).isVisible();
            assertThat(field(page, "items/0/title")).hasValue("Second");
            assertThat(new Caller(port).get("/pages/lantern-notes").status()).isEqualTo(404);
            page.locator("#publish").click();
            page.locator("dialog .btn-primary").click();
            assertThat(page.locator("#publish")).isHidden();
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(
                                    new Caller(port).get("/pages/lantern-notes").body())
                            .contains("Notes on lanterns", "Orchards need light.", "Second"));
            assertThat(errors).isEmpty();
        }
    }

    private static Locator field(Page page, String name) {
        return page.locator("[id='fields[%s]']".formatted(name));
    }

    @Test
    void keepsWhatWasTypedInThePricesAndSaysWhatIsWrong() {
        try (var context = chromium.open().newContext();
                var page = context.newPage()) {
            page.navigate(at("/admin/login"));
            page.locator("#email").fill(WholeSuite.EMAIL);
            page.locator("#password").fill(WholeSuite.PASSWORD);
            page.locator("#password").press("Enter");
            assertThat(page).hasURL(at("/admin/dashboard"));

            for (var path : List.of(
                    "/admin/cms",
                    "/admin/cms/homepage",
                    "/admin/cms/new",
                    "/admin/cms/edit?key=hero&language=EN",
                    "/admin/cms/edit?key=features&language=HI",
                    "/admin/website",
                    "/admin/cms/pricing")) {
                page.navigate(at(path));
                assertThat(new AxeBuilder(page).exclude("iframe").analyze().getViolations())
                        .as(path)
                        .isEmpty();
            }
            var price = page.locator("[id='values[plan/ava-cx/starter/price/MONTH/USD]']");
            assertThat(price).hasValue(Pattern.compile("\\d+\\.\\d{2}"));
            price.fill("sixteen");
            page.locator("[id='values[plan/ava-flow/starter/minSeats]']").fill("3");
            price.press("Enter");
            assertThat(page.locator("form [role=alert]")).isVisible();
            assertThat(price).hasValue("sixteen");
            assertThat(page.locator("[id='values[plan/ava-flow/starter/minSeats]']"))
                    .hasValue("3");
            assertThat(price).hasAttribute("aria-invalid", "true");
        }
    }

    private static final int PAYLOADS = 200;

    /** What would act if it were let through: each way to act, dressed up in each way to hide it. */
    private static List<String> payloads() {
        var acts = List.of(
                "<script>alert(1)</script>",
                "<script src=//evil.example/x.js></script>",
                "<img src=x onerror=alert(1)>",
                "<img src=x onerror=\"alert(1)\">",
                "<svg onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\" &#106;avascript:alert(1)\">x</a>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<iframe src=\"javascript:alert(1)\"></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<object data=\"javascript:alert(1)\"></object>",
                "<embed src=\"javascript:alert(1)\">",
                "<form action=\"javascript:alert(1)\"><button autofocus>x</button></form>",
                "<input onfocus=alert(1) autofocus>",
                "<details open ontoggle=alert(1)>x</details>",
                "<video><source onerror=alert(1)></video>",
                "<audio src=x onerror=alert(1)>",
                "<body onload=alert(1)>",
                "<math href=\"javascript:alert(1)\">x</math>",
                "<marquee onstart=alert(1)>x</marquee>",
                "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
                "<base href=\"javascript:alert(1)//\">",
                "<style>@import 'javascript:alert(1)';</style>",
                "<p style=\"animation:x\" onanimationstart=alert(1)>x</p>",
                "<template><script>alert(1)</script></template>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">",
                "</title><script>alert(1)</script>",
                "\"><script>alert(1)</script>",
                "' onmouseover=alert(1) autofocus onfocus=alert(1) x='",
                "\" autofocus onfocus=alert(1) x=\"",
                "</script><script>alert(1)</script>",
                "[[${T(java.lang.Runtime).getRuntime()}]]",
                "__${7*7}__::.x",
                "{{constructor.constructor('alert(1)')()}}",
                "${alert(1)}",
                "javascript:alert(1)",
                "<!--><script>alert(1)</script>-->");
        var dresses = List.<UnaryOperator<String>>of(
                act -> act,
                act -> "x " + act.replace("script", "ScRiPt").replace("on", "oN"),
                act -> "<p>before</p>" + act + "<p>after",
                act -> "<div><b>" + act,
                act -> "<y " + act.replace(" ", "\n").replace("<", "<\u200b<"));
        return acts.stream()
                .flatMap(act -> dresses.stream().map(dress -> dress.apply(act)))
                .toList();
    }

    /** Every payload in every field of a page; some of them in every field of every other part. */
    @Test
    void runsNothingThatSomebodyWritesIntoIt() {
        var payloads = payloads();
        assertThat(payloads).hasSize(PAYLOADS).doesNotHaveDuplicates();
        try (var context = chromium.open().newContext();
                var page = context.newPage()) {
            var faults = new ArrayList<String>();
            page.addInitScript("window.alert = () => document.documentElement.setAttribute('data-hit', 'yes')");
            page.onDialog(dialog -> {
                faults.add(dialog.message());
                dialog.dismiss();
            });
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    faults.add(message.text());
                }
            });
            page.onRequest(request -> {
                if (!request.url().startsWith(at("/"))) {
                    faults.add(request.url());
                }
            });
            page.navigate(at("/admin/login"));
            page.locator("#email").fill(WholeSuite.EMAIL);
            page.locator("#password").fill(WholeSuite.PASSWORD);
            page.locator("#password").press("Enter");
            assertThat(page).hasURL(at("/admin/dashboard"));
            page.navigate(at("/admin/cms/edit?key=page/payloads&language=EN"));
            var token = page.locator("#editor input[name=_csrf]").inputValue();
            var frame = page.frame("preview");
            for (var kind : ContentKind.values()) {
                var some = kind == ContentKind.PAGE ? payloads : payloads.subList(0, 40);
                for (var number = 0; number < some.size(); number += kind == ContentKind.PAGE ? 1 : 5) {
                    preview(page, frame, kind, some.get(number), token);
                    assertThat(frame.locator("main")).isVisible();
                    assertThat(frame.locator("html").getAttribute("data-hit"))
                            .as("%s: %s", kind, some.get(number))
                            .isNull();
                    assertThat(faults).as("%s: %s", kind, some.get(number)).isEmpty();
                }
            }
        }
    }

    /** The page as the editor shows it beside itself, with the same text in each of its fields. */
    private static void preview(Page page, Frame frame, ContentKind kind, String text, String token) {
        var sent = new LinkedHashMap<String, String>();
        sent.put("_csrf", token);
        sent.put("key", key(kind).value());
        sent.put("language", "EN");
        kind.fields().forEach(field -> sent.put("fields[" + field.name() + "]", text));
        kind.itemFields().forEach(field -> sent.put("fields[items/0/" + field.name() + "]", text));
        frame.waitForNavigation(() -> page.evaluate("""
                sent => {
                  const form = document.createElement('form');
                  Object.assign(form, { method: 'post', action: '/admin/cms/edit/preview', target: 'preview' });
                  for (const [name, value] of Object.entries(sent)) {
                    form.append(Object.assign(document.createElement('textarea'), { name, value }));
                  }
                  document.body.append(form);
                  form.submit();
                  form.remove();
                }""", sent));
    }

    private static ContentKey key(ContentKind kind) {
        return switch (kind) {
            case PRODUCT, SERVICE -> ContentKey.of(kind, "ava-cx");
            case PAGE -> ContentKey.of(kind, "payloads");
            default -> ContentKey.of(kind);
        };
    }
}

package com.avaone.web.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** An organization's people as they see and use the pages, each in a browser of their own; pictures are under {@code target/screenshots}. */
@NeedsChromium
@WholeSuite
class UsersInBrowserIT {

    private static final String HEAD = "head@northwind.example";
    private static final String MINA = "mina@northwind.example";
    private static final String PASSWORD = "lantern orchard violet 42";

    /** How long a page may stay open when its session is over. */
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(5);

    private static final Pattern WORKSPACE_DOOR = Pattern.compile(".*/workspace/login.*");
    private static final Pattern TOKEN = Pattern.compile("\\?token=(\\S+)");

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @LocalServerPort
    private int port;

    private final List<String> errors = new ArrayList<>();
    private final List<BrowserContext> browsers = new ArrayList<>();

    private Caller operator;
    private String organization;
    private String slug;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void registerAnOrganizationWithAnAdmin() {
        operator = new Caller(port).signInWithToken();
        slug = "northwind-" + UUID.randomUUID().toString().substring(0, 8);
        var registered = operator.with("Idempotency-Key", UUID.randomUUID().toString())
                .with("Prefer", "return=representation")
                .post("/api/organizations", """
                        {"name": "Northwind", "slug": "%s", "email": "hello@northwind.example", "adminEmail": "%s",
                         "employeeCount": "11-50", "foundedYear": 2015, "selectedProducts": ["ava-cx", "ava-flow"],
                         "userLimit": 5, "licenseExpiry": "2099-12-31"}""".formatted(slug, HEAD));
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        operator.without("Idempotency-Key");
        organization = registered.json().path("organizationId").asString();
        join(HEAD, "admin");
    }

    @AfterEach
    void closeBrowsers() {
        browsers.forEach(BrowserContext::close);
    }

    @Test
    void leadFromTheInvitationToTheWorkspaceWhileTheAdminLooksOn() throws InvalidKeyException {
        var admin = browser();
        signIn(admin, "/organization/login", HEAD);
        assertThat(admin).hasURL(Pattern.compile(".*/organization/dashboard/" + organization));
        assertThat(admin.locator("#seats")).containsText("1 of 5");
        admin.locator("#overview-actions a").click();
        admin.locator("#email").fill(MINA);
        admin.locator("#role").selectOption("EMPLOYEE");
        admin.locator("#lastName").fill("Okafor");
        admin.locator("#department").fill("Logistics");
        admin.locator("input[name=products][value=ava-cx]").check();
        press(admin, "Send invitation");
        assertThat(admin.locator("#toasts")).containsText("Invitation sent.");
        admin.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Okafor"))
                .click();
        assertThat(admin.locator("#user")).containsText("Invited");
        assertThat(admin.locator("#live")).hasAttribute("data-state", "on");

        var mina = browser();
        mina.navigate(address("/invitation?token=" + mailedToken()));
        mina.locator("#firstName").fill("Mina");
        mina.locator("#password").fill(PASSWORD);
        press(mina, "Accept invitation");
        assertThat(mina).hasURL(WORKSPACE_DOOR);
        assertThat(mina.locator("#organization")).hasValue(slug);
        assertThat(admin.locator("#user")).containsText("Active");
        mina.locator("#email").fill(MINA);
        mina.locator("#password").fill(PASSWORD);
        press(mina, "Sign in");
        assertThat(mina).hasURL(Pattern.compile(".*/workspace/dashboard"));
        assertThat(mina.locator("h1")).hasText("Hello Mina Okafor");
        picture(mina, "workspace");

        mina.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Account").setExact(true))
                .first()
                .click();
        assertThat(mina.locator("main")).containsText("Logistics");
        mina.locator("#edit-profile").click();
        mina.locator("dialog #position").fill("Head of Crates");
        press(mina, "Save profile");
        assertThat(mina.locator("#toasts")).containsText("Saved.");
        assertThat(admin.locator("#user")).containsText("Head of Crates");
        picture(mina, "account");
        picture(admin, "user");

        mina.locator("#second-factor").click();
        assertThat(mina.locator("svg.qr path")).isVisible();
        picture(mina, "second-factor");
        mina.locator("#code").fill(code(mina.locator("#secret").innerText()));
        mina.locator("#password").fill(PASSWORD);
        press(mina, "Switch on");
        assertThat(mina.locator("#codes li")).hasCount(10);
        assertThat(admin.locator("#user")).containsText("Second factor set up");
        mina.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("I have them"))
                .click();

        admin.locator("#deactivate").click();
        admin.locator("dialog #reason").fill("Left the company");
        assertThat(mina.locator("#account")).isVisible();
        // Before the account ends: a page may ask once more just then, and the browser tells of the 401.
        assertThat(errors).isEmpty();
        press(admin, "Deactivate user");
        assertIsShownTheDoor(mina);
        assertThat(admin.locator("#user")).containsText("Left the company");
    }

    @Test
    void areShownTheDoorWhenTheLicenseIsSuspended() {
        join(MINA, "employee");
        var workspace = browser();
        signIn(workspace, "/workspace/login", MINA);
        assertThat(workspace.locator("h1")).containsText("Hello");
        var form = workspace.context().newPage();
        form.navigate(address("/account/password"));
        assertThat(form.locator("#present")).isVisible();

        var suspended = operator.post(
                "/api/organizations/" + organization + "/license/suspend", "{\"reason\":\"unpaid invoice\"}");
        assertThat(suspended.status()).as(suspended.body()).isEqualTo(200);

        assertIsShownTheDoor(workspace);
        assertIsShownTheDoor(form);
        workspace.locator("#organization").fill(slug);
        workspace.locator("#email").fill(MINA);
        workspace.locator("#password").fill(PASSWORD);
        press(workspace, "Sign in");
        assertThat(workspace.locator("[role=alert]:visible")).containsText("suspended");
    }

    @Test
    void letTheOperatorInviteAnAuditorOfTheSuite() {
        var admin = browser();
        admin.navigate(address("/admin/login"));
        admin.locator("#email").fill(WholeSuite.EMAIL);
        admin.locator("#password").fill(WholeSuite.PASSWORD);
        press(admin, "Sign in");
        admin.locator(".sidebar-link[href='/admin/users']").click();
        assertThat(admin.locator("#list")).containsText(WholeSuite.EMAIL);
        picture(admin, "operator-users");
        admin.locator("#invite").click();
        var email = "auditor-%s@operator.example"
                .formatted(UUID.randomUUID().toString().substring(0, 8));
        admin.locator("#email").fill(email);
        assertThat(admin.locator("#role")).hasValue("SUITE_AUDITOR");
        press(admin, "Send invitation");
        assertThat(admin.locator("[role=alert]:visible")).containsText("until when");
        assertThat(admin.locator("#email")).hasValue(email);
        errors.clear(); // the browser tells of the refusal
        admin.locator("#accessUntil").fill("2099-06-30");
        press(admin, "Send invitation");
        assertThat(admin.locator("#toasts")).containsText("Invitation sent.");
        admin.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(email))
                .click();
        assertThat(admin.locator("#user")).containsText("Auditor of the suite");
        picture(admin, "operator-user");

        var auditor = browser();
        var link = URI.create(admin.locator("#invitationLink").inputValue());
        auditor.navigate(address(link.getPath() + "?" + link.getQuery()));
        auditor.locator("#password").fill(PASSWORD);
        press(auditor, "Accept invitation");
        assertThat(auditor).hasURL(Pattern.compile(".*/admin/login.*"));
        auditor.locator("#email").fill(email);
        auditor.locator("#password").fill(PASSWORD);
        press(auditor, "Sign in");
        assertThat(auditor).hasURL(Pattern.compile(".*/audit"));
        assertThat(auditor.locator("main h1")).hasText("Audit");
        auditor.navigate(address("/account"));
        assertThat(auditor.locator("main")).containsText("Auditor of the suite");
        assertThat(admin.locator("#user")).containsText("Active");
        // Before the account ends: a page may ask once more just then, and the browser tells of the 401.
        assertThat(errors).isEmpty();
        admin.locator("#deactivate").click();
        admin.locator("dialog #reason").fill("The audit is over");
        press(admin, "Deactivate user");
        assertThat(auditor).hasURL(Pattern.compile(".*/login.*"));
    }

    private static void assertIsShownTheDoor(Page page) {
        assertThat(page)
                .hasURL(WORKSPACE_DOOR, new PageAssertions.HasURLOptions().setTimeout(CLOSED_WITHIN.toMillis()));
    }

    /** Lets somebody be a user of the organization. */
    private void join(String email, String role) {
        var users = "/api/organization/" + organization + "/users";
        var invited = operator.post(users, "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        var link = operator.get(users + "/" + invited.json().path("userId").asString() + "/invitation/link");
        var token = URI.create(link.json().path("link").asString()).getQuery().substring("token=".length());
        var accepted = new Caller(port)
                .post("/api/invitation/accept", "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
    }

    /** What stands in the link that was mailed. */
    private String mailedToken() {
        return await().until(
                        () -> mails().stream()
                                .map(mail -> TOKEN.matcher(mail.path("text").asString()))
                                .filter(Matcher::find)
                                .map(found -> found.group(1))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private List<JsonNode> mails() {
        var mails = new ArrayList<JsonNode>();
        for (var mail : operator.get("/api/admin/outbox?limit=100&address=mina%40northwind.example")
                .json()
                .path("items")) {
            if (mail.path("organizationId").asString().equals(organization)) {
                mails.add(
                        operator.get("/api/admin/outbox/" + mail.path("mailId").asString())
                                .json());
            }
        }
        return mails;
    }

    /** What an authenticator app shows now. */
    private static String code(String secret) throws InvalidKeyException {
        var key = new SecretKeySpec(Base32.decode(secret.replace(" ", "")), "HmacSHA1");
        return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(key, Instant.now(), Locale.ROOT);
    }

    private Page browser() {
        var context = chromium.open().newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000));
        browsers.add(context);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                errors.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(errors::add);
        return page;
    }

    private void signIn(Page page, String door, String email) {
        page.navigate(address(door));
        page.locator("#organization").fill(organization);
        page.locator("#email").fill(email);
        page.locator("#password").fill(PASSWORD);
        press(page, "Sign in");
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", "people-" + name + ".png")));
    }
}

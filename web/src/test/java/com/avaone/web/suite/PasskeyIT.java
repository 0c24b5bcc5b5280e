package com.avaone.web.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Passkeys from end to end, in a browser with an authenticator that says yes to everything. */
@WholeSuite
@NeedsChromium
class PasskeyIT {

    /** The public address, which the browser takes to the port of the test: a passkey is for this address only. */
    private static final String HERE = "http://localhost:3005";

    private static final String SIGNED = """
            async userVerification => {
              const answer = await fetch('/api/login/passkey/offer', { method: 'POST' });
              const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({ ...await answer.json(), userVerification });
              return JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON());
            }""";

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    private static int port;

    @BeforeAll
    static void start(@LocalServerPort int localPort) {
        port = localPort;
        chromium = Chromium.start("--host-resolver-rules=MAP localhost:3005 127.0.0.1:" + port);
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    /** A person before a browser with an authenticator of their own. */
    private record Person(Page page, CDPSession devices, String authenticator) implements AutoCloseable {

        static Person come() {
            return come(new Browser.NewContextOptions());
        }

        static Person come(Browser.NewContextOptions options) {
            var page = chromium.open().newContext(options).newPage();
            var devices = page.context().newCDPSession(page);
            devices.send("WebAuthn.enable");
            var wanted = new JsonObject();
            wanted.addProperty("protocol", "ctap2");
            wanted.addProperty("transport", "internal");
            wanted.addProperty("hasResidentKey", true);
            wanted.addProperty("hasUserVerification", true);
            wanted.addProperty("isUserVerified", true);
            wanted.addProperty("automaticPresenceSimulation", true);
            var parameters = new JsonObject();
            parameters.add("options", wanted);
            var authenticator = devices.send("WebAuthn.addVirtualAuthenticator", parameters)
                    .get("authenticatorId")
                    .getAsString();
            return new Person(page, devices, authenticator);
        }

        void signIn(String door, String organization, String email, String password) {
            page.navigate(HERE + "/" + door + "/login");
            if (!door.equals("admin")) {
                page.locator("#organization").fill(organization);
            }
            page.locator("#email").fill(email);
            page.locator("#password").fill(password);
            page.locator("#password").press("Enter");
            assertThat(page.locator(".topbar")).isVisible();
        }

        void addPasskey(String name, String password) {
            page.navigate(HERE + "/account/passkey");
            page.locator("#name").fill(name);
            page.locator("#password").fill(password);
            page.locator("[data-passkey-button]").click();
        }

        void signOut() {
            page.navigate(
                    "about:blank"); // an open page would go to the door by itself, and get in the way of what comes
            // next
            page.context().clearCookies();
        }

        void showPasskey(String door, String organization) {
            page.navigate(HERE + "/" + door + "/login");
            if (!door.equals("admin")) {
                page.locator("#organization").fill(organization);
            }
            page.locator("#passkey").click();
        }

        /** What the authenticator says to a challenge that is answered here, as JSON. */
        String signed() {
            return signed("required");
        }

        String signed(String userVerification) {
            return (String) page.evaluate(SIGNED, userVerification);
        }

        /** Has this passkey and no other from now on. */
        void has(JsonObject credential) {
            devices.send("WebAuthn.clearCredentials", ofAuthenticator());
            var parameters = ofAuthenticator();
            parameters.add("credential", credential);
            devices.send("WebAuthn.addCredential", parameters);
        }

        void isVerified(boolean verified) {
            var parameters = ofAuthenticator();
            parameters.addProperty("isUserVerified", verified);
            devices.send("WebAuthn.setUserVerified", parameters);
        }

        JsonObject credentials() {
            return devices.send("WebAuthn.getCredentials", ofAuthenticator());
        }

        JsonObject ofAuthenticator() {
            var parameters = new JsonObject();
            parameters.addProperty("authenticatorId", authenticator);
            return parameters;
        }

        @Override
        public void close() {
            page.context().close();
        }
    }

    @Test
    void letASystemAdminInWithoutPasswordUntilTheyAreRemoved() {
        try (var person = Person.come()) {
            var page = person.page();
            person.signIn("admin", "", WholeSuite.EMAIL, WholeSuite.PASSWORD);
            person.addPasskey("Blue key", "not my password");
            assertThat(page.locator("[data-passkey-notice]")).containsText("not your present password");
            assertThat(person.credentials().getAsJsonArray("credentials")).isEmpty();

            page.locator("#password").fill(WholeSuite.PASSWORD);
            page.locator("[data-passkey-button]").click();

            assertThat(page.locator("#toasts")).containsText("Your passkey is added");
            assertThat(page.locator("#passkeys")).containsText("Blue key");
            person.signOut();
            person.showPasskey("admin", "");
            assertThat(page).hasURL(Pattern.compile(".*/admin/dashboard.*"));
            var export = new Caller(port).signInWithToken().get("/api/account/export");
            assertThat(export.body()).contains("Passkey added", "Passkey used");
            page.navigate(HERE + "/account");
            assertThat(page.locator("#passkeys")).containsText("last used");

            page.getByLabel("Remove the passkey Blue key").click();

            assertThat(page.locator("#toasts")).containsText("The passkey is removed");
            assertThat(page.getByLabel("Remove the passkey Blue key")).hasCount(0);
            person.signOut();
            person.showPasskey("admin", "");
            assertThat(page.locator("[role=alert]:visible")).containsText("This passkey does not open this door");
        }
    }

    @Test
    void openTheDoorOfTheOwnOrganizationAndNoOther() {
        var organization = NewOrganization.register(port);
        var other = NewOrganization.register(port);
        organization.join("head@northwind.example", "admin");
        organization.join("mina@northwind.example", "employee");
        try (var head = Person.come();
                var mina = Person.come()) {
            head.signIn(
                    "organization", organization.organizationId(), "head@northwind.example", NewOrganization.PASSWORD);
            head.addPasskey("Laptop", NewOrganization.PASSWORD);
            assertThat(head.page().locator("#passkeys")).containsText("Laptop");
            mina.signIn("workspace", organization.organizationId(), "mina@northwind.example", NewOrganization.PASSWORD);
            mina.addPasskey("Phone", NewOrganization.PASSWORD);
            assertThat(mina.page().locator("#passkeys")).containsText("Phone");
            head.signOut();
            mina.signOut();

            head.showPasskey("organization", organization.organizationId());
            assertThat(head.page()).hasURL(Pattern.compile(".*/organization/dashboard/.*"));
            mina.showPasskey("workspace", organization.organizationId());
            assertThat(mina.page()).hasURL(Pattern.compile(".*/workspace/dashboard.*"));
            mina.signOut();

            for (var wrong : new String[][] {
                {"workspace", other.organizationId()},
                {"workspace", "nobody-knows-it"},
                {"organization", organization.organizationId()},
                {"admin", ""}
            }) {
                mina.showPasskey(wrong[0], wrong[1]);
                assertThat(mina.page().locator("[role=alert]:visible"))
                        .containsText("This passkey does not open this door");
            }
            mina.page().navigate(HERE + "/workspace/login");
            mina.page().locator("#passkey").click();
            assertThat(mina.page().locator("#organization")).isFocused();

            var suspended = organization
                    .operator()
                    .post(
                            "/api/organizations/" + organization.organizationId() + "/license/suspend",
                            "{\"reason\":\"not paid\"}");
            assertThat(suspended.status()).as(suspended.body()).isEqualTo(200);
            mina.showPasskey("workspace", organization.organizationId());
            assertThat(mina.page().locator("[role=alert]:visible"))
                    .containsText("is suspended. Ask head@northwind.example");
            var answer = byPasskey("workspace", organization.organizationId(), mina.signed());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("license-shut");
            assertThat(answer.body()).contains("\"status\":\"suspended\"", "\"since\"");
        }
    }

    @Test
    void areNotTakenTwiceNorFromElsewhereNorFromACopyNorForSomebodyElse() {
        var organization = NewOrganization.register(port);
        organization.join("mina@northwind.example", "employee");
        organization.join("omar@northwind.example", "employee");
        var place = organization.organizationId();
        try (var mina = Person.come();
                var thief = Person.come()) {
            mina.signIn("workspace", place, "mina@northwind.example", NewOrganization.PASSWORD);
            mina.addPasskey("Phone", NewOrganization.PASSWORD);
            assertThat(mina.page().locator("#passkeys")).containsText("Phone");
            mina.signOut();
            mina.page().navigate(HERE + "/workspace/login");
            var copy = mina.credentials().getAsJsonArray("credentials").get(0).getAsJsonObject();

            var answer = mina.signed();
            assertThat(byPasskey("workspace", place, answer).status()).isEqualTo(200);
            assertRefused(byPasskey("workspace", place, answer));
            assertThat(byPasskey("workspace", place, mina.signed()).status()).isEqualTo(200);

            // Kept for later by whoever has a copy that has counted far ahead: another challenge was answered since.
            copy.addProperty("signCount", 1_000);
            thief.has(copy);
            thief.page().navigate(HERE + "/workspace/login");
            var kept = thief.signed();
            assertThat(byPasskey("workspace", place, mina.signed()).status()).isEqualTo(200);
            assertRefused(byPasskey("workspace", place, kept));

            // A copy that has not counted on.
            copy.addProperty("signCount", 0);
            thief.has(copy);
            assertRefused(byPasskey("workspace", place, thief.signed()));

            // Who comes in is not locked out: earlier failures are forgotten.
            assertThat(byPasskey("workspace", place, mina.signed()).status()).isEqualTo(200);

            // The owner was not verified, whatever the browser was asked for.
            mina.isVerified(false);
            assertRefused(byPasskey("workspace", place, mina.signed("discouraged")));
            mina.isVerified(true);

            // The same host at another port is another origin.
            mina.page().navigate("http://localhost:" + port + "/workspace/login");
            assertRefused(byPasskey("workspace", place, mina.signed()));
            mina.page().navigate(HERE + "/workspace/login");

            var another = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("usr_01jd0000000000000000000001".getBytes(StandardCharsets.UTF_8));
            assertRefused(byPasskey(
                    "workspace",
                    place,
                    mina.signed().replaceFirst("\"userHandle\":\"[^\"]+\"", "\"userHandle\":\"" + another + "\"")));

            for (var nonsense : new String[] {"{}", "{\"id\":\"x\"}", "[]", "7", "\"\"", "{\"response\":null}"}) {
                assertThat(byPasskey("workspace", place, nonsense).code()).isEqualTo("invalid-request");
                assertThat(organization
                                .signedIn("workspace", "omar@northwind.example")
                                .post("/api/account/passkeys", "{\"name\":\"x\",\"credential\":%s}".formatted(nonsense))
                                .code())
                        .isEqualTo("invalid-request");
            }

            // Wrong ones are failures: the account is locked, for the right one too.
            await().untilAsserted(() -> assertThat(
                            byPasskey("workspace", place, forged(mina.signed())).code())
                    .isEqualTo("account-locked"));
            var locked = byPasskey("workspace", place, mina.signed());
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.code()).isEqualTo("account-locked");
        }
    }

    /** With another signature, which is not the passkey's. */
    private static String forged(String credential) {
        return credential.replaceFirst("\"signature\":\"[^\"]{8}", "\"signature\":\"MEUCIQAA");
    }

    @Test
    void areAddedByTheSessionThatAskedForThemOnly() {
        var organization = NewOrganization.register(port);
        organization.join("mina@northwind.example", "employee");
        organization.join("omar@northwind.example", "employee");
        var mina = organization.signedIn("workspace", "mina@northwind.example");
        var omar = organization.signedIn("workspace", "omar@northwind.example");
        try (var person = Person.come()) {
            person.page().navigate(HERE + "/workspace/login");
            assertThat(mina.post("/api/account/passkeys/offer", "{\"password\":\"wrong\"}")
                            .code())
                    .isEqualTo("password-wrong");
            var offer = mina.post(
                    "/api/account/passkeys/offer", "{\"password\":\"%s\"}".formatted(NewOrganization.PASSWORD));
            assertThat(offer.status()).as(offer.body()).isEqualTo(200);
            var made = (String) person.page().evaluate("""
                    async offer => {
                      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(offer));
                      return JSON.stringify((await navigator.credentials.create({ publicKey })).toJSON());
                    }""", offer.body());
            var body = "{\"name\":\"Phone\",\"credential\":%s}".formatted(made);

            assertThat(omar.post("/api/account/passkeys", body).code()).isEqualTo("invalid-request");
            var unnamed = "{\"name\":\"%s\",\"credential\":%s}".formatted("x".repeat(101), made);
            assertThat(mina.post("/api/account/passkeys", unnamed).code()).isEqualTo("invalid-request");
            var added = mina.post("/api/account/passkeys", body);
            assertThat(added.status()).as(added.body()).isEqualTo(200);
            // Whoever did not hear of it sends it again: nothing changes, and nobody else can.
            var again = mina.post("/api/account/passkeys", body);
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(again.json().path("version")).isEqualTo(added.json().path("version"));
            assertThat(omar.post("/api/account/passkeys", body).code()).isEqualTo("invalid-request");

            var listed = mina.get("/api/account/passkeys").json().path("items");
            assertThat(listed.size()).isEqualTo(1);
            var passkeyId = listed.get(0).path("passkeyId").asString();
            assertThat(omar.delete("/api/account/passkeys/" + passkeyId).code()).isEqualTo("passkey-unknown");
            assertThat(byPasskey("workspace", organization.organizationId(), person.signed())
                            .status())
                    .isEqualTo(200);
            assertThat(mina.delete("/api/account/passkeys/" + passkeyId).status())
                    .isEqualTo(200);
            assertRefused(byPasskey("workspace", organization.organizationId(), person.signed()));
        }
    }

    @Test
    void areExplainedWhereABrowserHasNone() {
        try (var context = chromium.open().newContext(new Browser.NewContextOptions().setLocale("hi-IN"))) {
            var page = context.newPage();
            page.addInitScript("delete window.PublicKeyCredential");
            page.navigate(HERE + "/workspace/login");

            assertThat(page.locator("#passkey")).isDisabled();
            assertThat(page.locator("[data-passkey-notice]")).containsText("यह ब्राउज़र पासकी का उपयोग नहीं कर सकता");
        }
        try (var context = chromium.open().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = context.newPage();
            page.navigate(HERE + "/workspace/login");
            assertThat(page.locator("#passkey")).isHidden();
        }
    }

    @Test
    void haveReadablePagesInBothThemesOnAPhoneToo() {
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            var options = new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(360, 740);
            try (var person = Person.come(options)) {
                var page = person.page();
                person.signIn("admin", "", WholeSuite.EMAIL, WholeSuite.PASSWORD);
                assertThat(page.locator("#second-factor")).isVisible();
                look(page, "dashboard-password-alone-" + scheme);
                page.navigate(HERE + "/account/passkey");
                look(page, "passkey-add-" + scheme);
                person.addPasskey("Key of the " + scheme + " theme", WholeSuite.PASSWORD);
                assertThat(page.locator("#passkeys")).isVisible();
                look(page, "passkeys-" + scheme);
                person.signOut();
                page.navigate(HERE + "/workspace/login");
                look(page, "passkey-sign-in-" + scheme);
            }
        }
    }

    private static void look(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(name).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(name)
                .isTrue();
    }

    private static Caller.Answer byPasskey(String door, String organization, String credential) {
        return new Caller(port)
                .post(
                        "/api/" + door + "/login/passkey",
                        "{\"organization\":\"%s\",\"credential\":%s,\"bearer\":true}"
                                .formatted(organization, credential));
    }

    private static void assertRefused(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("passkey-refused");
    }
}

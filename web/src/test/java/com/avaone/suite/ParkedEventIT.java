package com.avaone.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.suite.RunningSuite.Answer;
import com.avaone.web.browser.Chromium;
import com.avaone.web.browser.NeedsChromium;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What an operator sees and does, in a real browser before the whole suite, about an event that cannot be written. The cause is an index
 * that somebody made by hand in the main database: under it no two organizations can have one name.
 */
@NeedsChromium
class ParkedEventIT {

    private static final String INDEX = "made-by-hand";
    /** The suite tries again by itself, later each time; so much later is nobody else than the operator. */
    private static final Duration WELL_BEFORE_THE_SUITE = Duration.ofSeconds(40);

    /** A page that stays open is told of what is no event within a few seconds. */
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void holdsUpItsOrganizationOnlyAndIsRetriedFromTheConsoleAfterTheRepair() throws IOException {
        try (var suite = RunningSuite.start(data);
                var chromium = Chromium.start();
                var person = chromium.open().newContext()) {
            var first = register(suite, "Harbour Lights");
            var second = register(suite, "Quay Side");
            var third = register(suite, "Old Lantern");
            var organizations = suite.mongo().getDatabase("company_management").getCollection("organizations");
            organizations.createIndex(
                    Indexes.ascending("nameLower"),
                    new IndexOptions().unique(true).name(INDEX));

            rename(suite, second, "Harbour Lights");
            suspend(suite, second);
            var others = rename(suite, third, "New Lantern");

            assertThat(suite.get(third, "Avaone-Min-Position", others.header("Avaone-Position"))
                            .at("/profile/name"))
                    .isEqualTo("New Lantern");
            assertThat(suite.get(first).at("/profile/name")).isEqualTo("Harbour Lights");
            assertThat(suite.get(second).at("/profile/name")).isEqualTo("Quay Side");
            assertThat(suite.get(second).at("/license/status")).isEqualTo("active");

            var page = person.newPage();
            suite.signIn(page);
            seeWhatIsParked(suite, page, first, second);
            assertThat(parkedInBundle(suite, first)).isEmpty();
            assertThat(parkedInBundle(suite, second))
                    .satisfiesExactly(
                            event -> assertThat(event).contains("\"event\":\"organization.profile-changed\""),
                            event -> assertThat(event).contains("\"event\":\"license.suspended\""));
            retryInVain(suite, second);
            var leftOpen = person.newPage();
            leftOpen.navigate(suite.address("/admin/organization/" + id(second)));
            assertThat(leftOpen.locator("main")).containsText("this view is behind");

            repair(organizations);
            retry(suite, page, second);
            assertThat(leftOpen.locator("main")).not().containsText("this view is behind", SOON);
            assertThat(leftOpen.locator("h1")).hasText("Harbour Lights");
            leftOpen.close();

            var retried = ReadModels.of(suite.mongo());
            rebuild(suite, page);
            var rebuilt = ReadModels.of(suite.mongo());
            assertThat(rebuilt)
                    .as("read models after the retry, against a clean rebuild")
                    .containsAllEntriesOf(retried);
            // That they were rebuilt is an event too.
            assertThat(rebuilt.keySet())
                    .filteredOn(document -> !retried.containsKey(document))
                    .allSatisfy(document -> assertThat(document).startsWith("company_management.audit_events."));
        }
    }

    private static void seeWhatIsParked(RunningSuite suite, Page page, String first, String second) {
        page.navigate(suite.address("/admin/multi-database"));
        var parked = page.locator("#parked .events > li");
        assertThat(parked).hasCount(2);
        assertThat(parked.nth(0)).containsText("Profile changed");
        assertThat(parked.nth(0)).containsText("of processor organization");
        assertThat(parked.nth(1)).containsText("License suspended");
        assertThat(parked.nth(1)).containsText("waits behind the event before it");
        assertThat(page.locator("#parked code")).hasText(new String[] {id(second), id(second)});
        parked.nth(0).getByText("Look at the cause").click();
        assertThat(parked.nth(0).locator("pre")).containsText(INDEX);

        page.navigate(suite.address("/admin/organization/" + id(second)));
        assertThat(page.locator("h1")).hasText("Quay Side");
        assertThat(page.locator("main")).containsText("2 events are parked, so this view is behind.");
        page.navigate(suite.address("/admin/organization/" + id(first)));
        assertThat(page.locator("h1")).hasText("Harbour Lights");
        assertThat(page.locator("main")).not().containsText("this view is behind");
    }

    /** So that a bundle does not look as if nothing had happened. */
    private static List<String> parkedInBundle(RunningSuite suite, String organization) throws IOException {
        var bundle = suite.download("/api/evidence/bundle?organizationId=" + id(organization));
        try (var files = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                if (file.getName().equals("documents/parked_events.jsonl")) {
                    return new String(files.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
                }
            }
            return List.of();
        }
    }

    /**
     * Until the suite's own next try is far away, so that what happens after the repair is the operator's doing. A retry is carried out
     * after it was acknowledged: each is waited for, so that none is left for after the repair.
     */
    private static void retryInVain(RunningSuite suite, String organization) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            var before = parked(suite, organization).at("/0/attempts").asInt();
            var retried = suite.post("/api/admin/parked-events/retry", """
                            {"processor": "organization", "sequence": "%s", "reason": "Perhaps it has passed"}""".formatted(id(organization)));
            assertThat(retried.status()).isEqualTo(200);
            await().until(() -> parked(suite, organization).at("/0/attempts").asInt(), attempts -> attempts > before);
            return Instant.parse(
                            parked(suite, organization).at("/0/nextAttempt").asString())
                    .isAfter(Instant.now().plus(WELL_BEFORE_THE_SUITE));
        });
    }

    private static JsonNode parked(RunningSuite suite, String organization) {
        var parked = suite.get("/api/admin/parked-events?sequence=" + id(organization))
                .json()
                .at("/items");
        assertThat(parked).hasSize(2);
        return parked;
    }

    private static void repair(MongoCollection<Document> organizations) {
        organizations.dropIndex(INDEX);
    }

    private static void retry(RunningSuite suite, Page page, String organization) {
        page.navigate(suite.address("/admin/multi-database"));
        page.locator("#parked")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Retry"))
                .click();
        send(page, "The index is dropped", "Try again");
        assertThat(page.locator("#toasts")).containsText("The parked events are tried again.");
        assertThat(page.locator("#parked")).containsText("Nothing is parked");

        page.navigate(suite.address("/admin/organization/" + id(organization)));
        assertThat(page.locator("h1")).hasText("Harbour Lights");
        assertThat(page.locator("#organization .badge").first()).hasText("Suspended");
        assertThat(page.locator("main")).not().containsText("this view is behind");
        page.navigate(suite.address("/admin/dashboard"));
        assertThat(page.locator("main")).containsText("The index is dropped");
    }

    /** Paused meanwhile, so that its progress stands still long enough to be seen. */
    private static void rebuild(RunningSuite suite, Page page) {
        page.navigate(suite.address("/admin/multi-database"));
        var processor =
                page.locator("#databases tr", new Page.LocatorOptions().setHas(page.locator("#rebuild-organization")));
        page.locator("#pause-organization").click();
        send(page, "Rebuild", "Pause processor");
        assertThat(processor).containsText("Paused");
        page.locator("#rebuild-organization").click();
        send(page, "To compare", "Rebuild");
        assertThat(page.getByRole(AriaRole.PROGRESSBAR, new Page.GetByRoleOptions().setName("Rebuilding organization")))
                .isVisible();
        assertThat(processor).containsText(Pattern.compile("\\s0 % rebuilt"));
        page.locator("#resume-organization").click();
        send(page, "Rebuild", "Resume processor");
        assertThat(processor).containsText("Running");
        assertThat(processor.getByRole(AriaRole.PROGRESSBAR)).isHidden();
        assertThat(page.locator("#databases")).containsText("Nothing is behind");
    }

    private static void send(Page page, String reason, String button) {
        page.locator("dialog #reason").fill(reason);
        page.locator("dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
    }

    private static String register(RunningSuite suite, String name) {
        var registered = suite.post("/api/organizations", """
                        {"name": "%s", "email": "office@example.org", "adminEmail": "admin@example.org", "userLimit": 25,
                         "licenseExpiry": "2099-12-31"}""".formatted(name), "Prefer", "return=representation");
        assertThat(registered.status()).isEqualTo(201);
        return "/api/organizations/" + registered.at("/organizationId");
    }

    private static Answer rename(RunningSuite suite, String organization, String name) {
        var renamed = suite.put(organization, """
                        {"name": "%s", "email": "office@example.org", "adminEmail": "admin@example.org"}""".formatted(name), "If-Match", "*");
        assertThat(renamed.status()).isEqualTo(200);
        return renamed;
    }

    private static void suspend(RunningSuite suite, String organization) {
        assertThat(suite.post(organization + "/license/suspend", "{\"reason\": \"Unpaid invoice\"}")
                        .status())
                .isEqualTo(200);
    }

    private static String id(String organization) {
        return organization.replace("/api/organizations/", "");
    }
}

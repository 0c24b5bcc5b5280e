package com.avaone.query.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.SeatAssigned;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseHistory.Entry;
import com.avaone.api.license.LicenseHistory.FieldChange;
import com.avaone.api.license.LicenseQuery.FindLicense;
import com.avaone.api.license.LicenseQuery.FindLicenseHistory;
import com.avaone.api.license.LicenseStatus;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.license.LicenseDelivery;
import com.avaone.projection.organization.OrganizationStories;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseQueryHandlerTest {

    private static final ReadModelsOnDisposal READ_MODELS = new ReadModelsOnDisposal();
    private final HistoryOnDisposal log = new HistoryOnDisposal();
    private final OrganizationStories stories = new OrganizationStories(11);
    private final LicenseQueryHandler handler = handler(READ_MODELS);
    private OrganizationId organization = OrganizationId.random();
    private List<DomainEventMessage<?>> licenseEvents = List.of();

    @BeforeEach
    void tellAStory() {
        organization = stories.everything();
        licenseEvents = new ArrayList<>(stories.events().stream()
                .filter(event -> event.getPayload() instanceof LicenseEvent)
                .toList());
        log.publish(stories.events());
    }

    private LicenseQueryHandler handler(ReadModelsOnDisposal models) {
        return new LicenseQueryHandler(
                models.databases(),
                log.history(),
                new LicenseHistoryReader(log.history()),
                log.earlier(new AuditedLicenses()));
    }

    @AfterAll
    static void close() {
        READ_MODELS.close();
    }

    @Test
    void findsTheLicenseOfAnOrganization() {
        LicenseDelivery.to(READ_MODELS.documents()).deliver(stories.events(), 100);

        var view = handler.handle(new FindLicense(organization));

        assertThat(view.organizationId()).isEqualTo(organization);
        assertThat(view.licenseId()).isEqualTo(issued().licenseId());
        assertThat(view.status()).isEqualTo(LicenseStatus.REVOKED);
        assertThat(view.version()).isEqualTo(licenseEvents.size() - 1);
    }

    @Test
    void findsTheNewestOfSeveralLicenses() {
        var newer = LicenseId.random();
        stories.add(newer, new LicenseIssued(newer, organization, issued().terms()));
        LicenseDelivery.to(READ_MODELS.documents()).deliver(stories.events(), 100);

        assertThat(handler.handle(new FindLicense(organization)).licenseId()).isEqualTo(newer);
    }

    @Test
    void tellsHowALicenseWasAsTheReadModelDid() {
        try (var models = new ReadModelsOnDisposal()) {
            var delivery = LicenseDelivery.to(models.documents());
            var present = handler(models);
            for (int position = 0; position < stories.events().size(); position++) {
                var event = stories.events().get(position);
                delivery.deliver(List.of(event), 1);
                if (event.getPayload() instanceof LicenseEvent) {
                    assertThat(handler.handle(new FindLicense(organization, Long.toString(position))))
                            .as("at %d", position)
                            .isEqualTo(present.handle(new FindLicense(organization)));
                }
            }
        }
    }

    @Test
    void doesNotTellHowALicenseWasBeforeItWasIssued() {
        refusesAsNotFound(new FindLicense(organization, "0"));
        refusesAsNotFound(new FindLicense(OrganizationId.random(), "5"));
        refusesAsNotFound(new FindLicense(organization, "1999-01-01T00:00:00Z"));
    }

    private void refusesAsNotFound(FindLicense query) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(query))
                .satisfies(refusal -> assertThat(refusal.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
    }

    @Test
    void refusesWhereThereIsNoLicense() {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(new FindLicense(organization)))
                .satisfies(refusal -> assertThat(refusal.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(new FindLicenseHistory(OrganizationId.random(), null, 10), null))
                .satisfies(refusal -> assertThat(refusal.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
    }

    @Test
    void tellsWhatHappenedInPlainWordsNewestFirst() {
        var history = handler.handle(new FindLicenseHistory(organization, null, 200), null);

        assertThat(history.licenseId()).isEqualTo(issued().licenseId());
        assertThat(history.next()).isNull();
        assertThat(history.items().reversed())
                .extracting(Entry::what)
                .containsExactly(
                        "License issued",
                        "Seat given to " + ((SeatAssigned) licenseEvents.get(1).getPayload()).userId(),
                        "Seat given to " + ((SeatAssigned) licenseEvents.get(2).getPayload()).userId(),
                        "Seat taken back from "
                                + ((SeatAssigned) licenseEvents.get(1).getPayload()).userId(),
                        "License paused",
                        "License renewed until 2026-12-31",
                        "License resumed after a pause",
                        "License suspended",
                        "License reinstated after a suspension",
                        "Number of seats changed",
                        "Number of seats beyond the limit changed",
                        "Products changed",
                        "Length of the grace period changed",
                        "Notice given: the license ends in 30 days, on 2026-12-31",
                        "Grace period runs until 2027-01-07",
                        "License expired",
                        "License renewed until 2027-12-31",
                        "Grace period runs until 2028-01-07",
                        "License revoked");
    }

    @Test
    void saysOfEachFieldWhatItWasBeforeAndAfter() {
        var entries = handler.handle(new FindLicenseHistory(organization, null, 200), null)
                .items()
                .reversed();

        assertThat(entries.get(0).changes())
                .containsExactly(
                        new FieldChange("Status", null, "active"),
                        new FieldChange(
                                "Valid until",
                                null,
                                issued().terms().validUntil().toString()),
                        new FieldChange("Grace period", null, "14 days"),
                        new FieldChange("Seats", null, "5"),
                        new FieldChange("Seats used", null, "0"),
                        new FieldChange("Seats beyond the limit", null, "0"),
                        new FieldChange("Products", null, "ava-cx, ava-flow until 2026-05-31"));
        assertThat(entries.get(1).changes()).containsExactly(new FieldChange("Seats used", "0", "1"));
        assertThat(entries.get(4).changes()).containsExactly(new FieldChange("Status", "active", "paused"));
        assertThat(entries.get(5).changes())
                .containsExactly(new FieldChange(
                        "Valid until", issued().terms().validUntil().toString(), "2026-12-31"));
        assertThat(entries.get(9).changes()).containsExactly(new FieldChange("Seats", "5", "8"));
        assertThat(entries.get(11).changes())
                .containsExactly(
                        new FieldChange("Products", "ava-cx, ava-flow until 2026-05-31", "ava-flow until 2026-12-31"));
        assertThat(entries.get(12).changes()).containsExactly(new FieldChange("Grace period", "14 days", "7 days"));
        assertThat(entries.get(13).changes()).isEmpty();
        assertThat(entries.get(15).changes())
                .containsExactly(
                        new FieldChange("Status", "active", "expired"),
                        new FieldChange("Usable in grace until", "2027-01-07", null));
    }

    @Test
    void speaksTheReadersLanguage() {
        var entries = handler.handle(new FindLicenseHistory(organization, null, 200), "hi-IN")
                .items();

        assertThat(entries.reversed().getFirst().changes())
                .contains(
                        new FieldChange("स्थिति", null, "सक्रिय"),
                        new FieldChange("अनुग्रह अवधि", null, "14 दिन"),
                        new FieldChange("उत्पाद", null, "ava-cx, ava-flow (2026-05-31 तक)"));
        assertThat(entries)
                .extracting(Entry::what)
                .allMatch(what -> what.codePoints()
                        .anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.DEVANAGARI))
                .contains("सूचना दी गई: लाइसेंस 30 दिन में, 2026-12-31 को समाप्त होगा");
        assertThat(handler.handle(new FindLicenseHistory(organization, null, 200), "fr"))
                .isEqualTo(handler.handle(new FindLicenseHistory(organization, null, 200), null));
    }

    @Test
    void saysWhoDidItWhenAndWhy() {
        var entries = handler.handle(new FindLicenseHistory(organization, null, 200), null)
                .items()
                .reversed();

        for (int i = 0; i < entries.size(); i++) {
            var event = licenseEvents.get(i);
            assertThat(entries.get(i).number()).isEqualTo(i);
            assertThat(entries.get(i).at()).isEqualTo(event.getTimestamp());
            assertThat(entries.get(i).actorKind()).isEqualTo(ActorKind.SYSTEM_ADMIN);
            assertThat(entries.get(i).actorId()).isEqualTo("usr_00000000000000000000000001");
            assertThat(entries.get(i).reason()).isEqualTo(event.getMetaData().get("reason"));
        }
        assertThat(entries).extracting(Entry::reason).contains((String) null).anyMatch(reason -> reason != null);
        assertThat(entries.getFirst().event()).isEqualTo("license.issued");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 18, 19, 20, 200})
    void givesTheSameInPages(int limit) {
        var whole = handler.handle(new FindLicenseHistory(organization, null, 200), null)
                .items();

        var paged = new ArrayList<Entry>();
        String cursor = null;
        LicenseHistory page;
        do {
            page = handler.handle(new FindLicenseHistory(organization, cursor, limit), null);
            assertThat(page.items()).hasSizeBetween(1, limit);
            paged.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);

        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void answersAPageOfALongHistory() {
        var license = issued().licenseId();
        var longer = new OrganizationStories(3);
        for (int i = 0; i < licenseEvents.size() + 5000; i++) {
            longer.add(license, new SeatAssigned(license, organization, UserId.random(), i));
        }
        log.publish(
                longer.events().subList(licenseEvents.size(), longer.events().size()));

        var page = handler.handle(new FindLicenseHistory(organization, null, 3), null);

        assertThat(page.items())
                .extracting(Entry::number)
                .containsExactly(
                        licenseEvents.size() + 4999L, licenseEvents.size() + 4998L, licenseEvents.size() + 4997L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201})
    void refusesALimitOutOfRange(int limit) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(new FindLicenseHistory(organization, null, limit), null))
                .satisfies(refusal -> assertThat(refusal.rejection().field()).isEqualTo("limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "12", "{}"})
    void refusesACursorThatItDidNotGive(String cursor) {
        refusesCursor(cursor);
        refusesCursor(Cursor.of(cursor + "?"));
    }

    private void refusesCursor(String cursor) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(new FindLicenseHistory(organization, cursor, 5), null))
                .satisfies(refusal -> assertThat(refusal.rejection().field()).isEqualTo("cursor"));
    }

    private LicenseIssued issued() {
        return (LicenseIssued) licenseEvents.getFirst().getPayload();
    }
}

package com.avaone.projection.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseView;
import com.avaone.api.organization.EmployeeCount;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.OrganizationView;
import com.avaone.api.organization.Slug;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrganizationProjectorTest {

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final Delivery delivery = Delivery.toOrganizations(readModels.documents());

    @AfterEach
    void close() {
        readModels.close();
    }

    @Test
    void keepsEveryFieldOfTheSchema() {
        var stories = new OrganizationStories(1);
        var organization = stories.everything();
        var events = stories.events();

        delivery.deliver(events.subList(0, 2), 10);

        var registered = (OrganizationRegistered) events.get(0).getPayload();
        var view = view(organization);
        assertThat(view.profile()).isEqualTo(registered.profile());
        assertThat(view.profile().employeeCount()).isEqualTo(new EmployeeCount(11, 50));
        assertThat(view.slug()).isEqualTo(registered.slug());
        assertThat(view.products()).isEqualTo(registered.products());
        assertThat(view.settings()).isEqualTo(registered.settings());
        assertThat(view.createdAt()).isEqualTo(events.get(0).getTimestamp());
        assertThat(view.updatedAt()).isEqualTo(events.get(0).getTimestamp());
        assertThat(view.version()).isZero();
        var license = license(organization);
        assertThat(license.status()).isEqualTo(LicenseStatus.ACTIVE);
        assertThat(license.statusSince()).isEqualTo(events.get(1).getTimestamp());
        assertThat(license.validUntil()).isEqualTo(registered.terms().validUntil());
        assertThat(license.seats()).isEqualTo(registered.terms().seats());
        assertThat(license.products()).isEqualTo(registered.terms().products());
        assertThat(license.graceDays()).isEqualTo(14);
        assertThat(document(organization))
                .containsEntry("employeesMin", 11)
                .containsEntry("employeesMax", 50)
                .containsEntry("createdOn", "2026-03-01")
                .containsEntry("nameLower", "żółw & sons");
        assertThat(document(organization).toJson()).doesNotContainIgnoringCase("password");
    }

    @Test
    void forgetsWhatAProfileNoLongerSays() {
        var stories = new OrganizationStories(1);
        var organization = stories.everything();

        delivery.deliver(stories.events().subList(0, 3), 10);

        var profile = view(organization).profile();
        assertThat(profile).isEqualTo(OrganizationStories.bareProfile("Turtle", "turtle@example.com"));
        assertThat(document(organization)).doesNotContainKeys("employeesMin", "employeesMax");
    }

    @Test
    void makesTheDatabaseOfAnOrganizationAndDropsItWhenItIsDeleted() {
        var stories = new OrganizationStories(1);
        var organization = stories.everything();
        var events = stories.events();

        delivery.deliver(events.subList(0, 1), 10);
        assertThat(readModels.databases().tenantDatabases()).containsExactly(organization.value());

        delivery.deliver(events, 10);
        assertThat(readModels.databases().tenantDatabases()).isEmpty();
        assertThat(view(organization).state()).isEqualTo(OrganizationState.DELETED);
        assertThat(view(organization).deletionDueAt()).isNull();
        assertThat(license(organization).status()).isEqualTo(LicenseStatus.REVOKED);
        assertThat(license(organization).graceUntil()).isNull();
    }

    @Test
    void keepsNothingPersonalOfADeletedOrganization() {
        var organization = OrganizationId.random();
        var profile = OrganizationStories.profile("Turtle");
        var stories = new OrganizationStories(1);
        stories.register(organization, LicenseId.random(), "Turtle", "turtle", profile);
        delivery.deliver(stories.events(), 10);
        assertThat(document(organization).toJson()).contains(profile.email().value());

        stories.add(organization, new OrganizationDeleted(organization, new Slug("turtle"), LicenseId.random()));
        delivery.deliver(stories.events(), 10);

        assertThat(view(organization).profile()).isEqualTo(OrganizationStories.withoutPersonalData(profile));
    }

    @Test
    void keepsTheSettingsInTheOrganizationsOwnDatabase() {
        var stories = new OrganizationStories(1);
        var organization = stories.everything();
        var settings = new OrganizationSettings("Asia/Kolkata", "hi", 30, List.of(), null);
        var changed = stories.events().stream()
                .takeWhile(event -> !(event.getPayload() instanceof SettingsChanged))
                .toList();

        delivery.deliver(stories.events().subList(0, changed.size() + 1), 100);

        assertThat(settings(organization))
                .containsEntry("_id", organization.value())
                .containsEntry("timeZone", "Asia/Kolkata")
                .containsEntry("locale", "hi")
                .containsEntry("retentionDays", 30)
                .containsEntry("expiryNoticeDays", List.of());
        assertThat(view(organization).settings()).isEqualTo(settings);
    }

    @Test
    void hasTheSameBytesHoweverOftenAndInHoweverManyBatchesEventsCome() {
        var stories = new OrganizationStories(7).crowd(20, 300);
        stories.everything();
        var events = stories.events();
        var twice = new ArrayList<DomainEventMessage<?>>();
        events.forEach(event -> {
            twice.add(event);
            twice.add(event);
        });
        delivery.deliver(twice, 17);
        delivery.deliver(events.subList(events.size() / 2, events.size()), 50);

        try (var rebuilt = new ReadModelsOnDisposal()) {
            Delivery.toOrganizations(rebuilt.documents()).deliver(events, 500);

            assertThat(Contents.of(readModels)).isEqualTo(Contents.of(rebuilt)).hasSizeGreaterThan(20);
        }
    }

    @Test
    void showsNothingOfALicenseWhoseOrganizationIsNotYetRegistered() {
        var stories = new OrganizationStories(1);
        var organization = stories.everything();
        var events = stories.events();

        delivery.deliver(events.subList(1, 2), 10);
        assertThat(OrganizationDocument.isRegistered(document(organization))).isFalse();

        delivery.deliver(events.subList(0, 1), 10);
        assertThat(license(organization).validUntil())
                .isEqualTo(((LicenseIssued) events.get(1).getPayload()).terms().validUntil())
                .isAfter(LocalDate.EPOCH);
    }

    private OrganizationView view(OrganizationId organization) {
        return OrganizationDocument.view(document(organization));
    }

    private LicenseView license(OrganizationId organization) {
        return Objects.requireNonNull(view(organization).license());
    }

    private Document document(OrganizationId organization) {
        return readModels
                .databases()
                .main()
                .getCollection("organizations")
                .find(new Document("_id", organization.value()))
                .first();
    }

    private Document settings(OrganizationId organization) {
        return readModels
                .databases()
                .tenant(organization)
                .getCollection("settings")
                .find()
                .first();
    }
}

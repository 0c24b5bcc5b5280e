package com.avaone.projection.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import com.avaone.api.license.LicenseStatus;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.kernel.RefusedWrite;
import com.avaone.projection.organization.Delivery;
import com.avaone.projection.organization.OrganizationStories;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LicenseProjectorTest {

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final Delivery delivery = Delivery.to(new LicenseProjector(readModels.documents()));

    @AfterEach
    void close() {
        readModels.close();
    }

    @Test
    void showsTheLicenseAsItsEventsLeaveIt() {
        var stories = new OrganizationStories(1);
        stories.everything();
        var events = licenseEvents(stories);
        var suspended = events.stream()
                .takeWhile(event -> !(event.getPayload() instanceof LicenseSuspended))
                .toList();

        delivery.deliver(events.subList(0, suspended.size() + 1), 100);

        var view = LicenseDocument.view(only());
        assertThat(view.status()).isEqualTo(LicenseStatus.SUSPENDED);
        assertThat(view.statusSince()).isEqualTo(events.get(suspended.size()).getTimestamp());
        assertThat(view.statusReason())
                .isEqualTo(events.get(suspended.size()).getMetaData().get("reason"));
        assertThat(view.seatsUsed()).isEqualTo(1);
        assertThat(view.version()).isEqualTo(suspended.size());
    }

    @Test
    void hasTheSameBytesHoweverOftenEventsCome() {
        var stories = new OrganizationStories(1);
        stories.everything();
        var events = licenseEvents(stories);
        var twice = new ArrayList<DomainEventMessage<?>>();
        events.forEach(event -> {
            twice.add(event);
            twice.add(event);
        });
        delivery.deliver(twice, 3);
        delivery.deliver(events, 100);
        var document = only();

        try (var rebuilt = new ReadModelsOnDisposal()) {
            Delivery.to(new LicenseProjector(rebuilt.documents())).deliver(events, 100);

            assertThat(document.toJson())
                    .isEqualTo(rebuilt.databases()
                            .main()
                            .getCollection("licenses")
                            .find()
                            .first()
                            .toJson());
        }
    }

    @Test
    void isOutOfReachOfAnotherOrganizationsEvent() {
        var stories = new OrganizationStories(1);
        stories.everything();
        var events = licenseEvents(stories);
        delivery.deliver(events.subList(0, 1), 1);
        var before = only();
        var licenseId = ((LicenseIssued) events.getFirst().getPayload()).licenseId();
        var forged = new OrganizationStories(2);
        forged.add(licenseId, new LicenseSuspended(licenseId, OrganizationId.random()));
        forged.add(licenseId, new LicenseSuspended(licenseId, OrganizationId.random()));

        assertThatThrownBy(() -> delivery.deliver(forged.events().subList(1, 2), 1))
                .hasRootCauseInstanceOf(RefusedWrite.class);

        assertThat(only()).isEqualTo(before);
    }

    private static List<? extends DomainEventMessage<?>> licenseEvents(OrganizationStories stories) {
        return stories.events().stream()
                .filter(event -> event.getPayload() instanceof LicenseEvent)
                .toList();
    }

    private Document only() {
        var found =
                readModels.databases().main().getCollection("licenses").find().into(new ArrayList<>());
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}

package com.avaone.projection.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import com.avaone.api.license.LicenseEvent.SeatAssigned;
import com.avaone.api.operations.OperationsEvent.ParkedRetried;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.organization.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditProjectorTest {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final OrganizationId ORGANIZATION = OrganizationId.random();
    private static final LicenseId LICENSE = LicenseId.random();

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();

    @AfterEach
    void close() {
        readModels.close();
    }

    private static DomainEventMessage<?> message(
            String aggregateId, long number, Object event, Map<String, ?> metadata) {
        return new GenericDomainEventMessage<>("kind", aggregateId, number, event, metadata, "event-" + number, AT);
    }

    private List<Document> documents() {
        return readModels
                .databases()
                .main()
                .getCollection(AuditEventDocument.COLLECTION)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    @Test
    void holdsWhereEachEventIsOnceAndNothingOfWhatItSays() {
        var metadata = Map.of(
                MetadataKey.TENANT, ORGANIZATION.value(),
                MetadataKey.ACTOR_KIND, "USER",
                MetadataKey.ACTOR_ID, "usr_1",
                MetadataKey.CORRELATION_ID, "conversation",
                MetadataKey.CAUSATION_ID, "command",
                MetadataKey.REQUEST_ID, "request",
                MetadataKey.REASON, "because Mina said so",
                MetadataKey.SOURCE_ADDRESS, "192.0.2.1");
        AuditDelivery.deliver(
                readModels.documents(),
                41,
                List.of(
                        message(LICENSE.value(), 3, new LicenseSuspended(LICENSE, ORGANIZATION), metadata),
                        message(
                                LICENSE.value(),
                                4,
                                new SeatAssigned(LICENSE, ORGANIZATION, UserId.random(), 1),
                                Map.of(MetadataKey.TENANT, ORGANIZATION.value())),
                        message("user", 0, new ParkedRetried("user", "x"), Map.of())));

        assertThat(documents())
                .extracting(document -> document.get("_id"), document -> document.get("organizationId"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("0000000000000000041", ORGANIZATION.value()),
                        org.assertj.core.groups.Tuple.tuple("0000000000000000042", ORGANIZATION.value()),
                        org.assertj.core.groups.Tuple.tuple("0000000000000000043", null));
        assertThat(documents().getFirst())
                .containsEntry("type", "license.suspended")
                .containsEntry("kind", "license")
                .containsEntry("revision", "1")
                .containsEntry("eventId", "event-3")
                .containsEntry("aggregateId", LICENSE.value())
                .containsEntry("at", Date.from(AT))
                .containsEntry("actorKind", "USER")
                .containsEntry("actorId", "usr_1")
                .containsEntry("correlationId", "conversation")
                .containsEntry("causationId", "command")
                .containsEntry("requestId", "request");
        assertThat(documents().toString()).doesNotContain("Mina", "192.0.2.1");
        assertThat(AuditEventDocument.positionOf("0000000000000000042")).isEqualTo(42);
    }

    /** Better parked than left out. */
    @Test
    void doesNotPassOverAnEventOfWhichNobodySaysWhereItIs() {
        var delivery = Delivery.to(new AuditProjector(readModels.documents()));

        assertThatThrownBy(() -> delivery.deliver(
                        List.of(message(LICENSE.value(), 0, new LicenseSuspended(LICENSE, ORGANIZATION), Map.of())), 1))
                .hasRootCauseMessage("Event event-0 does not say where in the log it is");
    }
}

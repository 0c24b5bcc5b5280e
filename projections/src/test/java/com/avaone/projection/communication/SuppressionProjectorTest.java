package com.avaone.projection.communication;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.communication.BounceKind;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailEvent;
import com.avaone.api.communication.MailEvent.AddressSuppressed;
import com.avaone.api.communication.MailEvent.AddressUnsuppressed;
import com.avaone.api.communication.MailEvent.MailBounced;
import com.avaone.api.communication.MailEvent.MailComplained;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.SuppressionCause;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.organization.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuppressionProjectorTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final MailAddressId ADDRESS = new MailAddressId("adr_of_asha");
    private static final MailId MAIL = MailId.random();

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final Delivery delivery = Delivery.to(new SuppressionProjector(readModels.documents()));

    @AfterEach
    void close() {
        readModels.close();
    }

    /** Each a second after the one before, each delivered twice. */
    private void happen(MailEvent... events) {
        var messages = IntStream.range(0, events.length)
                .<DomainEventMessage<?>>mapToObj(number -> new GenericDomainEventMessage<>(
                        "mail-address",
                        ADDRESS.value(),
                        number,
                        events[number],
                        Map.of(),
                        "event-" + number,
                        START.plusSeconds(number)))
                .flatMap(message -> List.of(message, message).stream())
                .toList();
        delivery.deliver(messages, 3);
    }

    private List<Document> documents() {
        return readModels
                .databases()
                .main()
                .getCollection(SuppressionDocument.COLLECTION)
                .find()
                .into(new ArrayList<>());
    }

    @Test
    void showsAnAddressToWhichNothingIsSentAndWhy() {
        happen(
                new MailBounced(ADDRESS, "msg_1", MAIL, BounceKind.PERMANENT),
                new AddressSuppressed(ADDRESS, SuppressionCause.BOUNCED, MAIL));

        assertThat(documents()).singleElement().satisfies(document -> {
            assertThat(document.getBoolean(SuppressionDocument.SUPPRESSED)).isTrue();
            assertThat(SuppressionDocument.addressId(document)).isEqualTo(ADDRESS);
            assertThat(SuppressionDocument.cause(document)).isEqualTo(SuppressionCause.BOUNCED);
            assertThat(SuppressionDocument.since(document)).isEqualTo(START.plusSeconds(1));
            assertThat(SuppressionDocument.mailId(document)).contains(MAIL);
        });
    }

    @Test
    void showsThatMailIsSentAgain() {
        happen(new AddressSuppressed(ADDRESS, SuppressionCause.COMPLAINED, null), new AddressUnsuppressed(ADDRESS));

        assertThat(documents()).singleElement().satisfies(document -> {
            assertThat(document.getBoolean(SuppressionDocument.SUPPRESSED)).isFalse();
            assertThat(SuppressionDocument.mailId(document)).isEmpty();
        });
    }

    @Test
    void makesNothingOfReportsThatLeadToNothing() {
        happen(
                new MailBounced(ADDRESS, "msg_1", MAIL, BounceKind.TRANSIENT),
                new MailComplained(ADDRESS, "msg_2", null));

        assertThat(documents()).isEmpty();
    }
}

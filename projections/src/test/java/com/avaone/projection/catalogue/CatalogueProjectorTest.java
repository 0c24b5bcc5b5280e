package com.avaone.projection.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.Bundle;
import com.avaone.api.catalogue.BundleId;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueEvent;
import com.avaone.api.catalogue.CatalogueEvent.CataloguePublished;
import com.avaone.api.catalogue.CatalogueEvent.CatalogueWithdrawn;
import com.avaone.api.catalogue.CatalogueId;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.Plan;
import com.avaone.api.catalogue.Price;
import com.avaone.api.catalogue.Product;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
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

class CatalogueProjectorTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final ProductId CX = new ProductId("ava-cx");
    private static final PlanId TEAM = new PlanId("team");
    private static final LocalizedText TEXT = new LocalizedText("Text", "पाठ");
    private static final CatalogueContents CONTENTS = new CatalogueContents(
            List.of(new Product(
                    CX,
                    TEXT,
                    new LocalizedText("Text", null),
                    true,
                    List.of(
                            new Plan(
                                    TEAM,
                                    TEXT,
                                    TEXT,
                                    2,
                                    9,
                                    List.of(new Price(BillingInterval.YEAR, new Money(1_250, "USD")))),
                            new Plan(new PlanId("large"), TEXT, TEXT, 1, null, List.of())))),
            List.of(new Bundle(new BundleId("both"), TEXT, TEXT, false, List.of(new Bundle.Part(CX, TEAM)), 10)));

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final Delivery delivery = Delivery.to(new CatalogueProjector(readModels.documents()));

    @AfterEach
    void close() {
        readModels.close();
    }

    /** Each a second after the one before, each delivered twice. */
    private void happen(CatalogueEvent... events) {
        var messages = IntStream.range(0, events.length)
                .<DomainEventMessage<?>>mapToObj(number -> new GenericDomainEventMessage<>(
                        "catalogue",
                        CatalogueId.SUITE.value(),
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
                .getCollection(CatalogueDocument.COLLECTION)
                .find()
                .into(new ArrayList<>());
    }

    @Test
    void keepsEveryVersionAsItWasPublished() {
        happen(
                new CataloguePublished(OPERATOR, 1, START, CONTENTS),
                new CataloguePublished(OPERATOR, 2, START.plusSeconds(60), CONTENTS),
                new CatalogueWithdrawn(OPERATOR, 2));

        assertThat(documents())
                .extracting(CatalogueDocument::catalogueVersion, CatalogueDocument::isWithdrawn)
                .containsExactlyInAnyOrder(tuple(1, false), tuple(2, true));
        assertThat(documents())
                .allSatisfy(document -> assertThat(readModels
                                .databases()
                                .main()
                                .getConverter()
                                .read(
                                        CatalogueContents.class,
                                        document.get(CatalogueDocument.CONTENTS, Document.class)))
                        .isEqualTo(CONTENTS));
        assertThat(documents())
                .filteredOn(document -> CatalogueDocument.catalogueVersion(document) == 2)
                .singleElement()
                .satisfies(document -> {
                    assertThat(CatalogueDocument.effectiveFrom(document)).isEqualTo(START.plusSeconds(60));
                    assertThat(CatalogueDocument.publishedAt(document)).isEqualTo(START.plusSeconds(1));
                });
    }
}

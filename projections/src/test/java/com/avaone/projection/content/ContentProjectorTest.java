package com.avaone.projection.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentEvent;
import com.avaone.api.content.ContentEvent.ContentDrafted;
import com.avaone.api.content.ContentEvent.ContentEdited;
import com.avaone.api.content.ContentEvent.ContentPreviewShared;
import com.avaone.api.content.ContentEvent.ContentPublished;
import com.avaone.api.content.ContentEvent.ContentRestored;
import com.avaone.api.content.ContentEvent.ContentScheduleCancelled;
import com.avaone.api.content.ContentEvent.ContentScheduled;
import com.avaone.api.content.ContentEvent.ContentUnpublished;
import com.avaone.api.content.ContentId;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentProjectorTest {

    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final ContentKey KEY = ContentKey.of(ContentKind.PAGE, "imprint");
    private static final ContentLanguage HI = ContentLanguage.HI;
    private static final ContentId ID = ContentId.of(KEY, HI);
    private static final ContentBody ONE = new ContentBody(Map.of("headline", "One", "items/0/title", "First"));
    private static final ContentBody TWO = new ContentBody(Map.of("headline", "Two"));
    private static final ContentBody THREE = new ContentBody(Map.of("headline", "Three"));
    private static final String HASH = "ab".repeat(32);

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();

    @AfterEach
    void close() {
        readModels.close();
    }

    /** Each a second after the one before, each delivered twice, by a user. */
    private void happen(ContentEvent... events) {
        var messages = IntStream.range(0, events.length)
                .<DomainEventMessage<?>>mapToObj(number -> new GenericDomainEventMessage<>(
                        "content",
                        ID.value(),
                        number,
                        events[number],
                        Map.of(MetadataKey.ACTOR_KIND, "SYSTEM_ADMIN", MetadataKey.ACTOR_ID, "usr_editor"),
                        "event-" + number,
                        START.plusSeconds(number)))
                .flatMap(message -> Stream.of(message, message))
                .toList();
        ContentDelivery.to(readModels.documents()).deliver(messages, 3);
    }

    private List<Document> all(String collection) {
        return readModels
                .databases()
                .main()
                .getCollection(collection)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    private Document content() {
        return all(ContentDocument.COLLECTION).getFirst();
    }

    private Document part(String name) {
        return Objects.requireNonNull(content().get(name, Document.class), name);
    }

    @Test
    void keepsADraftBesideWhatIsPublished() {
        happen(
                new ContentDrafted(ID, OPERATOR, KEY, HI, 1, ONE),
                new ContentPublished(ID, OPERATOR, KEY, HI, 1, ONE, false),
                new ContentDrafted(ID, OPERATOR, KEY, HI, 2, TWO),
                new ContentEdited(ID, OPERATOR, 3, THREE));

        assertThat(content().getString(ContentDocument.KEY)).isEqualTo("page/imprint");
        assertThat(ContentDocument.body(part(ContentDocument.PUBLISHED))).isEqualTo(ONE);
        assertThat(ContentDocument.body(part(ContentDocument.DRAFT))).isEqualTo(THREE);
        assertThat(part(ContentDocument.DRAFT).getString(ContentDocument.BY)).isEqualTo("usr_editor");
        assertThat(content().get(ContentDocument.VERSION, Number.class).longValue())
                .isEqualTo(3);
        assertThat(all(ContentRevisionDocument.COLLECTION))
                .extracting(ContentDocument::body)
                .containsExactly(ONE, TWO, THREE);
    }

    @Test
    void publishesAScheduleAndKeepsWhatWasWrittenBehindIt() {
        happen(
                new ContentDrafted(ID, OPERATOR, KEY, HI, 1, ONE),
                new ContentScheduled(ID, OPERATOR, 1, START.plusSeconds(60), ONE),
                new ContentEdited(ID, OPERATOR, 2, TWO),
                new ContentPublished(ID, OPERATOR, KEY, HI, 1, ONE, true));

        assertThat(ContentDocument.body(part(ContentDocument.PUBLISHED))).isEqualTo(ONE);
        assertThat(ContentDocument.body(part(ContentDocument.DRAFT))).isEqualTo(TWO);
        assertThat(content()).doesNotContainKey(ContentDocument.SCHEDULED);
    }

    @Test
    void forgetsASchedule() {
        happen(
                new ContentDrafted(ID, OPERATOR, KEY, HI, 1, ONE),
                new ContentScheduled(ID, OPERATOR, 1, START.plusSeconds(60), ONE));
        assertThat(ContentDocument.at(part(ContentDocument.SCHEDULED))).isEqualTo(START.plusSeconds(60));

        happen(
                new ContentDrafted(ID, OPERATOR, KEY, HI, 1, ONE),
                new ContentScheduled(ID, OPERATOR, 1, START.plusSeconds(60), ONE),
                new ContentScheduleCancelled(ID, OPERATOR, 1));
        assertThat(content()).doesNotContainKey(ContentDocument.SCHEDULED);
    }

    @Test
    void makesADraftOfWhatIsTakenOffAndOfWhatIsRestored() {
        happen(
                new ContentDrafted(ID, OPERATOR, KEY, HI, 1, ONE),
                new ContentPublished(ID, OPERATOR, KEY, HI, 1, ONE, false),
                new ContentUnpublished(ID, OPERATOR, KEY, HI, 1, ONE));

        assertThat(content()).doesNotContainKey(ContentDocument.PUBLISHED);
        assertThat(ContentDocument.body(part(ContentDocument.DRAFT))).isEqualTo(ONE);
        assertThat(all(ContentPublicationDocument.COLLECTION))
                .extracting(document -> document.containsKey(ContentDocument.BODY))
                .containsExactly(true, false);

        happen(
                new ContentDrafted(ID, OPERATOR, KEY, HI, 1, ONE),
                new ContentPublished(ID, OPERATOR, KEY, HI, 1, ONE, false),
                new ContentUnpublished(ID, OPERATOR, KEY, HI, 1, ONE),
                new ContentEdited(ID, OPERATOR, 2, TWO),
                new ContentRestored(ID, OPERATOR, 3, 1, ONE));
        assertThat(ContentDocument.revision(part(ContentDocument.DRAFT))).isEqualTo(3);
        assertThat(ContentDocument.body(part(ContentDocument.DRAFT))).isEqualTo(ONE);
        assertThat(all(ContentRevisionDocument.COLLECTION).getLast().getInteger(ContentRevisionDocument.RESTORED))
                .isEqualTo(1);
    }

    @Test
    void keepsWhatALinkShowsByTheHashOfItsSecret() {
        happen(
                new ContentDrafted(ID, OPERATOR, KEY, HI, 1, ONE),
                new ContentPreviewShared(ID, OPERATOR, KEY, HI, 1, HASH, START.plusSeconds(60), ONE));

        assertThat(all(ContentPreviewDocument.COLLECTION)).singleElement().satisfies(document -> {
            assertThat(document.getString("_id")).isEqualTo(HASH);
            assertThat(ContentDocument.body(document)).isEqualTo(ONE);
        });
    }
}

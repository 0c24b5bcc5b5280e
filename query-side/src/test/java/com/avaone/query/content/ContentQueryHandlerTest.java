package com.avaone.query.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentEvent;
import com.avaone.api.content.ContentEvent.ContentDrafted;
import com.avaone.api.content.ContentEvent.ContentPreviewShared;
import com.avaone.api.content.ContentEvent.ContentPublished;
import com.avaone.api.content.ContentEvent.ContentUnpublished;
import com.avaone.api.content.ContentId;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentQuery.FindContent;
import com.avaone.api.content.ContentQuery.FindContentRevision;
import com.avaone.api.content.ContentQuery.FindContentRevisions;
import com.avaone.api.content.ContentQuery.FindContents;
import com.avaone.api.content.ContentQuery.FindContentsOf;
import com.avaone.api.content.ContentQuery.FindPreview;
import com.avaone.api.content.ContentQuery.FindSite;
import com.avaone.api.content.ContentQuery.FindSiteAsOf;
import com.avaone.api.content.ContentRevision;
import com.avaone.api.content.ContentView;
import com.avaone.api.content.ContentView.State;
import com.avaone.api.content.PublishedContent;
import com.avaone.api.content.SiteContent;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.projection.content.ContentDelivery;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentQueryHandlerTest {

    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final OrganizationId OTHER = OrganizationId.random();
    private static final ContentKey IMPRINT = ContentKey.of(ContentKind.PAGE, "imprint");
    private static final ContentKey HERO = ContentKey.of(ContentKind.HERO);
    private static final ContentId IMPRINT_ID = ContentId.of(IMPRINT, ContentLanguage.EN);
    private static final ContentId HERO_ID = ContentId.of(HERO, ContentLanguage.EN);
    private static final ContentId HINDI_ID = ContentId.of(HERO, ContentLanguage.HI);
    private static final String HASH = "ab".repeat(32);

    private ReadModelsOnDisposal readModels;

    /** Second by second: a page is written, published, changed, published again and taken off; the hero is published in both languages. */
    @BeforeEach
    void write() {
        readModels = new ReadModelsOnDisposal();
        happen(
                new ContentDrafted(IMPRINT_ID, OPERATOR, IMPRINT, ContentLanguage.EN, 1, body("One")),
                new ContentPublished(IMPRINT_ID, OPERATOR, IMPRINT, ContentLanguage.EN, 1, body("One"), false),
                new ContentDrafted(IMPRINT_ID, OPERATOR, IMPRINT, ContentLanguage.EN, 2, body("Two")),
                new ContentPublished(IMPRINT_ID, OPERATOR, IMPRINT, ContentLanguage.EN, 2, body("Two"), false),
                new ContentUnpublished(IMPRINT_ID, OPERATOR, IMPRINT, ContentLanguage.EN, 2, body("Two")),
                new ContentDrafted(HERO_ID, OPERATOR, HERO, ContentLanguage.EN, 1, body("Hello")),
                new ContentPublished(HERO_ID, OPERATOR, HERO, ContentLanguage.EN, 1, body("Hello"), false),
                new ContentDrafted(HINDI_ID, OPERATOR, HERO, ContentLanguage.HI, 1, body("Namaste")),
                new ContentPublished(HINDI_ID, OPERATOR, HERO, ContentLanguage.HI, 1, body("Namaste"), false),
                new ContentDrafted(HERO_ID, OPERATOR, HERO, ContentLanguage.EN, 2, body("Hello again")),
                new ContentPreviewShared(
                        HERO_ID,
                        OPERATOR,
                        HERO,
                        ContentLanguage.EN,
                        2,
                        HASH,
                        START.plusSeconds(100),
                        body("Hello again")));
    }

    @AfterEach
    void close() {
        readModels.close();
    }

    private static ContentBody body(String headline) {
        return new ContentBody(Map.of("headline", headline));
    }

    private void happen(ContentEvent... events) {
        var numbers = new HashMap<ContentId, Long>();
        var messages = new ArrayList<GenericDomainEventMessage<?>>();
        for (var i = 0; i < events.length; i++) {
            var id = events[i].contentId();
            messages.add(new GenericDomainEventMessage<>(
                    "content",
                    id.value(),
                    numbers.merge(id, 0L, (number, _) -> number + 1),
                    events[i],
                    Map.of(),
                    "event-" + i,
                    START.plusSeconds(i)));
        }
        ContentDelivery.to(readModels.documents()).deliver(messages, 2);
    }

    private ContentQueryHandler at(long second) {
        return new ContentQueryHandler(readModels.databases(), Clock.fixed(START.plusSeconds(second), ZoneOffset.UTC));
    }

    private static void refusedAsNotFound(ThrowingCallable question) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(question)
                .satisfies(rejected -> assertThat(rejected.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
    }

    private static String headline(SiteContent site, ContentKey key) {
        return site.part(key)
                .map(PublishedContent::body)
                .orElse(ContentBody.EMPTY)
                .text("headline");
    }

    @Test
    void showsWhatIsPublishedInTheReadersLanguageOrElseInEnglish() {
        assertThat(headline(at(20).handle(new FindSite(ContentLanguage.EN)), HERO))
                .isEqualTo("Hello");
        assertThat(headline(at(20).handle(new FindSite(ContentLanguage.HI)), HERO))
                .isEqualTo("Namaste");
        assertThat(at(20).handle(new FindSite(ContentLanguage.EN)).part(IMPRINT))
                .isEmpty();
    }

    @Test
    void showsWhatWasPublishedAtAnyInstant() {
        assertThat(asOf(0).parts()).isEmpty();
        assertThat(headline(asOf(1), IMPRINT)).isEqualTo("One");
        assertThat(headline(asOf(2), IMPRINT)).isEqualTo("One");
        assertThat(headline(asOf(3), IMPRINT)).isEqualTo("Two");
        assertThat(asOf(4).part(IMPRINT)).isEmpty();
        assertThat(asOf(20)).isEqualTo(at(20).handle(new FindSite(ContentLanguage.EN)));
        refusedAsNotFound(() -> at(20).handle(new FindSiteAsOf(OTHER, ContentLanguage.EN, START)));
    }

    private SiteContent asOf(long second) {
        return at(20).handle(new FindSiteAsOf(OPERATOR, ContentLanguage.EN, START.plusSeconds(second)));
    }

    @Test
    void showsADraftToWhoHasALinkUntilItIsOver() {
        assertThat(at(99).handle(new FindPreview(HASH)).body()).isEqualTo(body("Hello again"));
        refusedAsNotFound(() -> at(100).handle(new FindPreview(HASH)));
        refusedAsNotFound(() -> at(20).handle(new FindPreview("cd".repeat(32))));
    }

    @Test
    void listsAllPartsPageByPage() {
        var first = at(20).handle(new FindContents(OPERATOR, null, null, 2));
        var second = at(20).handle(new FindContents(OPERATOR, null, first.next(), 2));

        assertThat(first.items()).extracting(view -> view.key().value()).containsExactly("hero", "hero");
        assertThat(second.items()).extracting(ContentView::state).containsExactly(State.UNPUBLISHED);
        assertThat(second.next()).isNull();
        assertThat(at(20).handle(new FindContents(OPERATOR, ContentLanguage.HI, null, 50))
                        .items())
                .extracting(ContentView::contentId)
                .containsExactly(HINDI_ID);
        refusedAsNotFound(() -> at(20).handle(new FindContents(OTHER, null, null, 2)));
    }

    @Test
    void findsSomePartsAsFarAsTheyAreWritten() {
        assertThat(at(20).handle(new FindContentsOf(
                                OPERATOR, Set.of(HERO_ID, HINDI_ID, ContentId.of(IMPRINT, ContentLanguage.HI))))
                        .items())
                .extracting(ContentView::contentId)
                .containsExactlyInAnyOrder(HERO_ID, HINDI_ID);
        refusedAsNotFound(() -> at(20).handle(new FindContentsOf(OTHER, Set.of(HERO_ID))));
    }

    @Test
    void showsOnePartWithItsDraft() {
        var hero = at(20).handle(new FindContent(OPERATOR, HERO_ID));

        assertThat(hero.state()).isEqualTo(State.CHANGED);
        assertThat(hero.body()).isEqualTo(body("Hello again"));
        assertThat(hero.lastRevision()).isEqualTo(2);
        assertThat(hero.version()).isEqualTo(3);
        refusedAsNotFound(() -> at(20).handle(new FindContent(OTHER, HERO_ID)));
        refusedAsNotFound(() -> at(20).handle(new FindContent(OPERATOR, ContentId.of(IMPRINT, ContentLanguage.HI))));
    }

    @Test
    void keepsEverythingThatWasWritten() {
        var page = at(20).handle(new FindContentRevisions(OPERATOR, IMPRINT_ID, null, 1));

        assertThat(page.items()).extracting(ContentRevision::revision).containsExactly(2);
        assertThat(at(20).handle(new FindContentRevisions(OPERATOR, IMPRINT_ID, page.next(), 1))
                        .items())
                .extracting(ContentRevision::publishedAt)
                .containsExactly(START.plusSeconds(1));
        assertThat(at(20).handle(new FindContentRevision(OPERATOR, IMPRINT_ID, 1))
                        .body())
                .isEqualTo(body("One"));
        refusedAsNotFound(() -> at(20).handle(new FindContentRevision(OPERATOR, IMPRINT_ID, 3)));
        refusedAsNotFound(() -> at(20).handle(new FindContentRevisions(OTHER, IMPRINT_ID, null, 1)));
    }
}

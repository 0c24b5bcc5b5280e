package com.avaone.query.content;

import com.avaone.api.content.ContentId;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentPage;
import com.avaone.api.content.ContentPreview;
import com.avaone.api.content.ContentQuery.FindContent;
import com.avaone.api.content.ContentQuery.FindContentRevision;
import com.avaone.api.content.ContentQuery.FindContentRevisions;
import com.avaone.api.content.ContentQuery.FindContents;
import com.avaone.api.content.ContentQuery.FindContentsOf;
import com.avaone.api.content.ContentQuery.FindPreview;
import com.avaone.api.content.ContentQuery.FindSite;
import com.avaone.api.content.ContentQuery.FindSiteAsOf;
import com.avaone.api.content.ContentRevision;
import com.avaone.api.content.ContentRevisionPage;
import com.avaone.api.content.ContentView;
import com.avaone.api.content.ContentView.State;
import com.avaone.api.content.PublishedContent;
import com.avaone.api.content.SiteContent;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.projection.content.ContentDocument;
import com.avaone.projection.content.ContentPreviewDocument;
import com.avaone.projection.content.ContentPublicationDocument;
import com.avaone.projection.content.ContentRevisionDocument;
import com.avaone.projection.kernel.Databases;
import com.avaone.query.kernel.ListOrder;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from what is published and what is written. */
@Component
@QueryRole
class ContentQueryHandler {

    private static final int MAX_PARTS = 100;
    private static final int MAX_REVISIONS = 50;

    private static final ListOrder BY_KEY = new ListOrder("KEY", ContentDocument.KEY, false, false);
    private static final ListOrder LATEST_FIRST = new ListOrder("WRITTEN", ContentDocument.AT, true, true);

    private final Databases databases;
    private final Clock clock;

    ContentQueryHandler(Databases databases, Clock clock) {
        this.databases = databases;
        this.clock = clock;
    }

    @QueryHandler
    @ReadsFrom("content")
    SiteContent handle(FindSite query) {
        var parts = new TreeMap<String, PublishedContent>();
        for (var language : languages(query.language())) {
            for (var document : contents().find(new Document(ContentDocument.LANGUAGE, language.name()))) {
                var published = document.get(ContentDocument.PUBLISHED, Document.class);
                if (published != null) {
                    parts.put(
                            document.getString(ContentDocument.KEY),
                            published(document, published, ContentDocument.at(published)));
                }
            }
        }
        return new SiteContent(List.copyOf(parts.values()));
    }

    @QueryHandler
    @ReadsFrom("content")
    SiteContent handle(FindSiteAsOf query) {
        ofOperator(query.organizationId());
        var parts = new TreeMap<String, PublishedContent>();
        for (var language : languages(query.language())) {
            publishedAt(language, query.asOf()).forEach((key, document) -> {
                if (document.containsKey(ContentDocument.BODY)) {
                    parts.put(key, published(document, document, ContentDocument.at(document)));
                }
            });
        }
        return new SiteContent(List.copyOf(parts.values()));
    }

    /** By key the last word before or at an instant. */
    private Map<String, Document> publishedAt(ContentLanguage language, Instant asOf) {
        var last = new TreeMap<String, Document>();
        var before = new Document(ContentDocument.LANGUAGE, language.name())
                .append(ContentDocument.AT, new Document("$lte", Date.from(asOf)));
        publications()
                .find(before)
                .sort(new Document(ContentDocument.AT, 1).append(ContentDocument.ID, 1))
                .forEach(document -> last.put(document.getString(ContentDocument.KEY), document));
        return last;
    }

    /** English first: what there is in the reader's language takes its place. */
    private static List<ContentLanguage> languages(ContentLanguage wanted) {
        return wanted == ContentLanguage.EN ? List.of(ContentLanguage.EN) : List.of(ContentLanguage.EN, wanted);
    }

    private static PublishedContent published(Document part, Document shown, Instant at) {
        return new PublishedContent(
                key(part), language(part), ContentDocument.revision(shown), at, ContentDocument.body(shown));
    }

    @QueryHandler
    @ReadsFrom("content")
    ContentPreview handle(FindPreview query) {
        return Optional.ofNullable(databases
                        .main()
                        .getCollection(ContentPreviewDocument.COLLECTION)
                        .find(new Document(ContentDocument.ID, query.tokenHash()))
                        .first())
                .map(document -> new ContentPreview(
                        key(document),
                        language(document),
                        ContentDocument.revision(document),
                        instant(document, ContentPreviewDocument.EXPIRES_AT),
                        ContentDocument.body(document)))
                .filter(preview -> preview.expiresAt().isAfter(clock.instant()))
                .orElseThrow(() -> new Rejected(KernelRule.NOT_FOUND, "The link is over, or there was none."));
    }

    @QueryHandler
    @ReadsFrom("content")
    ContentPage handle(FindContents query) {
        ofOperator(query.organizationId());
        var language = query.language();
        var page = BY_KEY.page(
                contents(),
                language == null ? new Document() : new Document(ContentDocument.LANGUAGE, language.name()),
                query.cursor(),
                Parameter.limit(query.limit(), MAX_PARTS));
        return new ContentPage(
                page.items().stream().map(ContentQueryHandler::view).toList(), page.next());
    }

    @QueryHandler
    @ReadsFrom("content")
    ContentPage handle(FindContentsOf query) {
        ofOperator(query.organizationId());
        var ids = query.contentIds().stream().map(ContentId::value).toList();
        return new ContentPage(
                contents()
                        .find(new Document(ContentDocument.ID, new Document("$in", ids)))
                        .map(ContentQueryHandler::view)
                        .into(new ArrayList<>()),
                null);
    }

    @QueryHandler
    @ReadsFrom("content")
    ContentView handle(FindContent query) {
        ofOperator(query.organizationId());
        return view(content(query.contentId()));
    }

    private static ContentView view(Document document) {
        var draft = document.get(ContentDocument.DRAFT, Document.class);
        var published = document.get(ContentDocument.PUBLISHED, Document.class);
        var scheduled = document.get(ContentDocument.SCHEDULED, Document.class);
        return new ContentView(
                new ContentId(document.getString(ContentDocument.ID)),
                key(document),
                language(document),
                state(document, draft, published),
                document.get(ContentDocument.VERSION, Number.class).longValue(),
                document.get(ContentDocument.LAST_REVISION, Number.class).intValue(),
                draft == null
                        ? null
                        : new ContentView.Draft(
                                ContentDocument.revision(draft),
                                ContentDocument.at(draft),
                                draft.getString(ContentDocument.BY),
                                ContentDocument.body(draft)),
                published == null
                        ? null
                        : new ContentView.Publication(
                                ContentDocument.revision(published),
                                ContentDocument.at(published),
                                published.getString(ContentDocument.BY),
                                ContentDocument.body(published)),
                scheduled == null
                        ? null
                        : new ContentView.Schedule(ContentDocument.revision(scheduled), ContentDocument.at(scheduled)));
    }

    private static State state(Document document, @Nullable Document draft, @Nullable Document published) {
        if (published == null) {
            return document.getBoolean(ContentDocument.UNPUBLISHED, false) ? State.UNPUBLISHED : State.DRAFT;
        }
        return draft == null ? State.PUBLISHED : State.CHANGED;
    }

    @QueryHandler
    @ReadsFrom("content")
    ContentRevisionPage handle(FindContentRevisions query) {
        ofOperator(query.organizationId());
        content(query.contentId());
        var page = LATEST_FIRST.page(
                revisions(),
                new Document(ContentRevisionDocument.CONTENT, query.contentId().value()),
                query.cursor(),
                Parameter.limit(query.limit(), MAX_REVISIONS));
        return new ContentRevisionPage(
                page.items().stream().map(ContentQueryHandler::revision).toList(), page.next());
    }

    @QueryHandler
    @ReadsFrom("content")
    ContentRevision handle(FindContentRevision query) {
        ofOperator(query.organizationId());
        return Optional.ofNullable(revisions()
                        .find(new Document(
                                ContentDocument.ID, ContentRevisionDocument.id(query.contentId(), query.revision())))
                        .first())
                .map(ContentQueryHandler::revision)
                .orElseThrow(ContentQueryHandler::notFound);
    }

    private static ContentRevision revision(Document document) {
        return new ContentRevision(
                ContentDocument.revision(document),
                ContentDocument.at(document),
                document.getString(ContentDocument.BY),
                document.getInteger(ContentRevisionDocument.RESTORED),
                document.containsKey(ContentRevisionDocument.PUBLISHED_AT)
                        ? instant(document, ContentRevisionDocument.PUBLISHED_AT)
                        : null,
                ContentDocument.body(document));
    }

    private Document content(ContentId contentId) {
        return Optional.ofNullable(contents()
                        .find(new Document(ContentDocument.ID, contentId.value()))
                        .first())
                .orElseThrow(ContentQueryHandler::notFound);
    }

    private static ContentKey key(Document document) {
        return new ContentKey(document.getString(ContentDocument.KEY));
    }

    private static ContentLanguage language(Document document) {
        return ContentLanguage.valueOf(document.getString(ContentDocument.LANGUAGE));
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    private MongoCollection<Document> contents() {
        return databases.main().getCollection(ContentDocument.COLLECTION);
    }

    private MongoCollection<Document> revisions() {
        return databases.main().getCollection(ContentRevisionDocument.COLLECTION);
    }

    private MongoCollection<Document> publications() {
        return databases.main().getCollection(ContentPublicationDocument.COLLECTION);
    }

    private static void ofOperator(OrganizationId organizationId) {
        if (!organizationId.equals(OrganizationId.OPERATOR)) {
            throw notFound();
        }
    }

    private static Rejected notFound() {
        return new Rejected(KernelRule.NOT_FOUND, "There is no such content.");
    }
}

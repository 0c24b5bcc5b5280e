package com.avaone.projection.content;

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
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.TenantDocuments;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds what the site shows and showed, and what is being written: four collections from one stream. */
@Component
@ProjectionRole
@ProcessingGroup("content")
class ContentProjector {

    private final TenantDocuments documents;
    private volatile boolean indexed;

    ContentProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    @EventHandler
    void on(ContentEvent event, @SequenceNumber long sequence, @Timestamp Instant at, MetaData metadata) {
        index();
        var by = actor(metadata);
        var state = switch (event) {
            case ContentDrafted e -> {
                revision(e, e.body(), null, sequence, at, by);
                yield of(e.key(), e.language()).and(draft(e, e.body(), at, by));
            }
            case ContentEdited e -> {
                revision(e, e.body(), null, sequence, at, by);
                yield draft(e, e.body(), at, by);
            }
            case ContentRestored e -> {
                revision(e, e.body(), e.restoredRevision(), sequence, at, by);
                yield draft(e, e.body(), at, by);
            }
            case ContentPublished e -> published(e, sequence, at, by);
            case ContentScheduled e ->
                Change.update(ContentDocument.SCHEDULED, new Scheduled(e.revision(), e.publishAt()));
            case ContentScheduleCancelled _ -> Change.nothing().unset(ContentDocument.SCHEDULED);
            case ContentUnpublished e -> unpublished(e, sequence, at, by);
            case ContentPreviewShared e -> {
                preview(e, sequence);
                yield Change.nothing();
            }
        };
        documents.apply(
                ContentDocument.class,
                event.organizationId(),
                event.contentId().value(),
                ContentDocument.SOURCE,
                sequence,
                state.set(ContentDocument.VERSION, sequence));
    }

    private static Change of(ContentKey key, ContentLanguage language) {
        return Change.update(ContentDocument.KEY, key).set(ContentDocument.LANGUAGE, language);
    }

    private static Change draft(ContentEvent event, ContentBody body, Instant at, @Nullable String by) {
        return Change.update(ContentDocument.LAST_REVISION, event.revision())
                .set(ContentDocument.DRAFT, new Shown(event.revision(), at, by, body));
    }

    private void revision(
            ContentEvent event,
            ContentBody body,
            @Nullable Integer restored,
            long sequence,
            Instant at,
            @Nullable String by) {
        documents.apply(
                ContentRevisionDocument.class,
                event.organizationId(),
                ContentRevisionDocument.id(event.contentId(), event.revision()),
                ContentDocument.SOURCE,
                sequence,
                Change.update(ContentRevisionDocument.CONTENT, event.contentId())
                        .set(ContentDocument.REVISION, event.revision())
                        .set(ContentDocument.AT, at)
                        .set(ContentDocument.BY, by)
                        .set(ContentRevisionDocument.RESTORED, restored)
                        .set(ContentDocument.BODY, body));
    }

    private Change published(ContentPublished event, long sequence, Instant at, @Nullable String by) {
        documents.apply(
                ContentRevisionDocument.class,
                event.organizationId(),
                ContentRevisionDocument.id(event.contentId(), event.revision()),
                ContentDocument.SOURCE,
                sequence,
                Change.update(ContentRevisionDocument.PUBLISHED_AT, at));
        publication(event, event.key(), event.language(), sequence, at, event.body());
        var change = Change.update(ContentDocument.PUBLISHED, new Shown(event.revision(), at, by, event.body()))
                .unset(ContentDocument.SCHEDULED)
                .unset(ContentDocument.UNPUBLISHED);
        return event.draftRemains() ? change : change.unset(ContentDocument.DRAFT);
    }

    private Change unpublished(ContentUnpublished event, long sequence, Instant at, @Nullable String by) {
        publication(event, event.key(), event.language(), sequence, at, null);
        var change = Change.nothing()
                .unset(ContentDocument.PUBLISHED)
                .unset(ContentDocument.SCHEDULED)
                .set(ContentDocument.UNPUBLISHED, true);
        return event.draft() == null
                ? change
                : change.set(ContentDocument.DRAFT, new Shown(event.revision(), at, by, event.draft()));
    }

    private void publication(
            ContentEvent event,
            ContentKey key,
            ContentLanguage language,
            long sequence,
            Instant at,
            @Nullable ContentBody body) {
        documents.apply(
                ContentPublicationDocument.class,
                event.organizationId(),
                "%s/%08d".formatted(event.contentId(), sequence),
                ContentDocument.SOURCE,
                sequence,
                of(key, language)
                        .set(ContentDocument.REVISION, event.revision())
                        .set(ContentDocument.AT, at)
                        .set(ContentDocument.BODY, body));
    }

    private void preview(ContentPreviewShared event, long sequence) {
        documents.apply(
                ContentPreviewDocument.class,
                event.organizationId(),
                event.tokenHash(),
                ContentDocument.SOURCE,
                sequence,
                of(event.key(), event.language())
                        .set(ContentDocument.REVISION, event.revision())
                        .set(ContentPreviewDocument.EXPIRES_AT, event.expiresAt())
                        .set(ContentDocument.BODY, event.body()));
    }

    private static @Nullable String actor(MetaData metadata) {
        var kind = metadata.get(MetadataKey.ACTOR_KIND);
        return ActorKind.SYSTEM_ADMIN.name().equals(kind)
                        || ActorKind.USER.name().equals(kind)
                ? (String) metadata.get(MetadataKey.ACTOR_ID)
                : null;
    }

    private record Shown(int revision, Instant at, @Nullable String by, ContentBody body) {}

    private record Scheduled(int revision, Instant at) {}

    /** With the first event and not at the start: the application starts while the database is away. */
    private void index() {
        if (!indexed) {
            documents.provisionShared(
                    ContentDocument.class,
                    ContentRevisionDocument.class,
                    ContentPublicationDocument.class,
                    ContentPreviewDocument.class);
            indexed = true;
        }
    }

    @ResetHandler
    void reset() {
        documents.clear(ContentDocument.class);
        documents.clear(ContentRevisionDocument.class);
        documents.clear(ContentPublicationDocument.class);
        documents.clear(ContentPreviewDocument.class);
    }
}

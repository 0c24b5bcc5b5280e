package com.avaone.api.content;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a part of the site in one language. Revisions are counted from 1 and never change. */
public sealed interface ContentEvent extends TenantEvent {

    /** The part in its language. */
    ContentId contentId();

    /** The revision concerned. */
    int revision();

    /** A draft was begun. */
    @StableName("content.drafted")
    @Revision("1")
    record ContentDrafted(
            ContentId contentId,
            OrganizationId organizationId,
            ContentKey key,
            ContentLanguage language,
            int revision,
            ContentBody body)
            implements ContentEvent {}

    /** The draft says this now. */
    @StableName("content.edited")
    @Revision("1")
    record ContentEdited(ContentId contentId, OrganizationId organizationId, int revision, ContentBody body)
            implements ContentEvent {}

    /**
     * Everybody sees this from now on.
     *
     * @param draftRemains whether a later revision goes on as the draft
     */
    @StableName("content.published")
    @Revision("1")
    record ContentPublished(
            ContentId contentId,
            OrganizationId organizationId,
            ContentKey key,
            ContentLanguage language,
            int revision,
            ContentBody body,
            boolean draftRemains)
            implements ContentEvent {}

    /** A revision is to be published at an instant. */
    @StableName("content.scheduled")
    @Revision("1")
    record ContentScheduled(
            ContentId contentId, OrganizationId organizationId, int revision, Instant publishAt, ContentBody body)
            implements ContentEvent {}

    /** A revision is not to be published at an instant any more. */
    @StableName("content.schedule-cancelled")
    @Revision("1")
    record ContentScheduleCancelled(ContentId contentId, OrganizationId organizationId, int revision)
            implements ContentEvent {}

    /**
     * Nobody sees it any more.
     *
     * @param draft what was published, which is the draft now; absent where there is another draft already
     */
    @StableName("content.unpublished")
    @Revision("1")
    record ContentUnpublished(
            ContentId contentId,
            OrganizationId organizationId,
            ContentKey key,
            ContentLanguage language,
            int revision,
            @Nullable ContentBody draft)
            implements ContentEvent {}

    /** What an earlier revision says is the draft again, as a new one. */
    @StableName("content.restored")
    @Revision("1")
    record ContentRestored(
            ContentId contentId, OrganizationId organizationId, int revision, int restoredRevision, ContentBody body)
            implements ContentEvent {}

    /** Whoever has the link sees a revision until an instant. */
    @StableName("content.preview-shared")
    @Revision("1")
    record ContentPreviewShared(
            ContentId contentId,
            OrganizationId organizationId,
            ContentKey key,
            ContentLanguage language,
            int revision,
            String tokenHash,
            Instant expiresAt,
            ContentBody body)
            implements ContentEvent {}
}

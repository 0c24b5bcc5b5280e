package com.avaone.api.content;

import static com.avaone.api.kernel.Permission.AUTOMATION;
import static com.avaone.api.kernel.Permission.EDIT_CONTENT;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked about a part of the site in one language. The site is the operator's. */
public sealed interface ContentCommand extends TenantCommand {

    /** The part in its language. */
    ContentId contentId();

    /** Writes and publishes what the site begins with, where nothing has been written; else nothing changes. */
    @Needs(AUTOMATION)
    record BeginContent(
            @TargetAggregateIdentifier ContentId contentId,
            OrganizationId organizationId,
            ContentKey key,
            ContentLanguage language,
            ContentBody body)
            implements ContentCommand {

        /** Begins a part of the operator's site. */
        public BeginContent(ContentKey key, ContentLanguage language, ContentBody body) {
            this(ContentId.of(key, language), OrganizationId.OPERATOR, key, language, body);
        }
    }

    /** Writes a draft, or what stands in it anew. What is published stays as it is. */
    @Needs(EDIT_CONTENT)
    record EditContent(
            @TargetAggregateIdentifier ContentId contentId,
            OrganizationId organizationId,
            ContentKey key,
            ContentLanguage language,
            ContentBody body)
            implements ContentCommand {

        /** Writes a part of the operator's site. */
        public EditContent(ContentKey key, ContentLanguage language, ContentBody body) {
            this(ContentId.of(key, language), OrganizationId.OPERATOR, key, language, body);
        }
    }

    /**
     * Shows the draft to everybody.
     *
     * @param revision which one whoever asks has seen; absent for whatever the draft is
     */
    @Needs(EDIT_CONTENT)
    record PublishContent(
            @TargetAggregateIdentifier ContentId contentId,
            OrganizationId organizationId,
            @Nullable Integer revision) implements ContentCommand {}

    /**
     * Has the draft as it is now published later, in the place of an earlier such wish.
     *
     * @param publishAt still to come
     */
    @Needs(EDIT_CONTENT)
    record ScheduleContent(
            @TargetAggregateIdentifier ContentId contentId, OrganizationId organizationId, Instant publishAt)
            implements ContentCommand {}

    /** Takes back what was to be published later. */
    @Needs(EDIT_CONTENT)
    record CancelContentSchedule(@TargetAggregateIdentifier ContentId contentId, OrganizationId organizationId)
            implements ContentCommand {}

    /** Publishes what was scheduled, now that it is due. Nothing happens where it is not scheduled any more. */
    @Needs(AUTOMATION)
    record PublishScheduledContent(
            @TargetAggregateIdentifier ContentId contentId, OrganizationId organizationId, int revision)
            implements ContentCommand {}

    /** Shows it to nobody any more; it stays as a draft. */
    @Needs(EDIT_CONTENT)
    @NeedsReason
    record UnpublishContent(@TargetAggregateIdentifier ContentId contentId, OrganizationId organizationId)
            implements ContentCommand {}

    /** Makes a draft of what was written once. What is published stays as it is. */
    @Needs(EDIT_CONTENT)
    record RestoreContent(@TargetAggregateIdentifier ContentId contentId, OrganizationId organizationId, int revision)
            implements ContentCommand {}

    /**
     * Lets whoever has a link see the draft as it is now, for a while.
     *
     * @param tokenHash SHA-256 of the link's secret, in hexadecimal; the secret itself is kept nowhere
     * @param expiresAt still to come, at most 30 days
     */
    @Needs(EDIT_CONTENT)
    record SharePreview(
            @TargetAggregateIdentifier ContentId contentId,
            OrganizationId organizationId,
            String tokenHash,
            Instant expiresAt)
            implements ContentCommand {}
}

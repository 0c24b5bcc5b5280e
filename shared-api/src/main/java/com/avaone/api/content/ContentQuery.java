package com.avaone.api.content;

import static com.avaone.api.kernel.Permission.EDIT_CONTENT;
import static com.avaone.api.kernel.Permission.READ_HISTORY;
import static com.avaone.api.kernel.Permission.VISIT;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked about the content of the site. */
public sealed interface ContentQuery {

    /** Everything that is published, where it is not in the language in English. Answers {@link SiteContent}. */
    @Needs(VISIT)
    record FindSite(ContentLanguage language) implements ContentQuery {}

    /** As {@link FindSite}, as it was at an instant. Answers {@link SiteContent}. */
    @Needs(READ_HISTORY)
    record FindSiteAsOf(OrganizationId organizationId, ContentLanguage language, Instant asOf)
            implements ContentQuery, TenantMessage {}

    /**
     * What a link shows. Answers {@link ContentPreview}; refused as not-found where the link is over or nobody made it.
     *
     * @param tokenHash SHA-256 of the link's secret, in hexadecimal
     */
    @Needs(VISIT)
    record FindPreview(String tokenHash) implements ContentQuery {}

    /**
     * A page of all parts, by key and language. Answers {@link ContentPage}.
     *
     * @param language absent for both
     * @param limit 1 to 100
     */
    @Needs(EDIT_CONTENT)
    record FindContents(
            OrganizationId organizationId,
            @Nullable ContentLanguage language,
            @Nullable String cursor,
            int limit) implements ContentQuery, TenantMessage {}

    /** Some of the parts, as far as they are written. Answers {@link ContentPage}, which has no next one. */
    @Needs(EDIT_CONTENT)
    record FindContentsOf(OrganizationId organizationId, Set<ContentId> contentIds)
            implements ContentQuery, TenantMessage {}

    /** One part with its draft. Answers {@link ContentView}; refused as not-found. */
    @Needs(EDIT_CONTENT)
    record FindContent(OrganizationId organizationId, ContentId contentId) implements ContentQuery, TenantMessage {}

    /**
     * A page of what was written, the latest first. Answers {@link ContentRevisionPage}.
     *
     * @param limit 1 to 50
     */
    @Needs(EDIT_CONTENT)
    record FindContentRevisions(
            OrganizationId organizationId,
            ContentId contentId,
            @Nullable String cursor,
            int limit) implements ContentQuery, TenantMessage {}

    /** What was written once. Answers {@link ContentRevision}; refused as not-found. */
    @Needs(EDIT_CONTENT)
    record FindContentRevision(OrganizationId organizationId, ContentId contentId, int revision)
            implements ContentQuery, TenantMessage {}
}

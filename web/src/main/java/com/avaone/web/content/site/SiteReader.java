package com.avaone.web.content.site;

import com.avaone.api.catalogue.CatalogueQuery.FindCatalogue;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueAsOf;
import com.avaone.api.catalogue.CatalogueQuery.FindNextCatalogue;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.NextCatalogue;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentQuery.FindSite;
import com.avaone.api.content.ContentQuery.FindSiteAsOf;
import com.avaone.api.content.SiteContent;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.kernel.Queries;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Asks for what the site is made of. */
@Component
class SiteReader {

    private final Queries queries;

    SiteReader(Queries queries) {
        this.queries = queries;
    }

    /** The site as it is, at least as new as the position. */
    Site now(ContentLanguage language, Choice choice, long position) {
        return new Site(
                queries.ask(new FindSite(language), SiteContent.class, position),
                queries.ask(new FindCatalogue(null), CatalogueVersion.class, position),
                language,
                choice);
    }

    /** The site as it was, for who may read the history. */
    Site at(Instant asOf, ContentLanguage language, Choice choice) {
        return new Site(
                queries.ask(new FindSiteAsOf(OrganizationId.OPERATOR, language, asOf), SiteContent.class),
                queries.ask(new FindCatalogueAsOf(OrganizationId.OPERATOR, asOf), CatalogueVersion.class),
                language,
                choice);
    }

    /** Until when the site stays as it is, as far as no event says otherwise. */
    Instant until() {
        return Objects.requireNonNullElse(
                queries.askAsSuite("SiteReader", new FindNextCatalogue(), NextCatalogue.class)
                        .effectiveFrom(),
                Instant.MAX);
    }
}

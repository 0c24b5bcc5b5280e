package com.avaone.query.catalogue;

import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogue;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueAsOf;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueVersion;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueVersions;
import com.avaone.api.catalogue.CatalogueQuery.FindNextCatalogue;
import com.avaone.api.catalogue.CatalogueQuery.FindPrice;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.CatalogueVersionPage;
import com.avaone.api.catalogue.CatalogueVersionView;
import com.avaone.api.catalogue.CatalogueVersionView.State;
import com.avaone.api.catalogue.NextCatalogue;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteQuery.FindQuote;
import com.avaone.api.catalogue.QuoteView;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.projection.catalogue.CatalogueDocument;
import com.avaone.projection.catalogue.QuoteDocument;
import com.avaone.projection.kernel.Databases;
import com.avaone.query.kernel.ListOrder;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from the versions of the catalogue and from saved quotes; which one is in force, the clock says when it is asked. */
@Component
@QueryRole
class CatalogueQueryHandler {

    private static final int MAX_LIMIT = 20;

    private static final ListOrder LATEST_FIRST =
            new ListOrder("PUBLISHED", CatalogueDocument.PUBLISHED_AT, true, true);

    private static final Document LAST_IN_FORCE =
            new Document(CatalogueDocument.EFFECTIVE_FROM, -1).append(CatalogueDocument.CATALOGUE_VERSION, -1);

    private final Databases databases;
    private final Clock clock;

    CatalogueQueryHandler(Databases databases, Clock clock) {
        this.databases = databases;
        this.clock = clock;
    }

    @QueryHandler
    @ReadsFrom("catalogue")
    CatalogueVersion handle(FindCatalogue query) {
        var now = clock.instant();
        var wanted = query.catalogueVersion();
        var found = wanted == null ? inForce(now) : everInForce(wanted, now);
        return found.map(this::visible).orElseThrow(CatalogueQueryHandler::notFound);
    }

    @QueryHandler
    @ReadsFrom("catalogue")
    CatalogueVersion handle(FindCatalogueAsOf query) {
        ofOperator(query.organizationId());
        return inForce(query.asOf()).map(this::visible).orElseThrow(CatalogueQueryHandler::notFound);
    }

    private CatalogueVersion visible(Document document) {
        var version = version(document);
        return new CatalogueVersion(
                version.catalogueVersion(),
                version.effectiveFrom(),
                version.contents().visible());
    }

    @QueryHandler
    @ReadsFrom("catalogue")
    NextCatalogue handle(FindNextCatalogue query) {
        var next = versions()
                .find(new Document(CatalogueDocument.WITHDRAWN, false)
                        .append(CatalogueDocument.EFFECTIVE_FROM, new Document("$gt", Date.from(clock.instant()))))
                .sort(new Document(CatalogueDocument.EFFECTIVE_FROM, 1))
                .first();
        return new NextCatalogue(next == null ? null : CatalogueDocument.effectiveFrom(next));
    }

    @QueryHandler
    @ReadsFrom("catalogue")
    Quote handle(FindPrice query) {
        return inForce(clock.instant())
                .map(this::version)
                .orElseThrow(CatalogueQueryHandler::notFound)
                .quote(query.selection());
    }

    @QueryHandler
    @ReadsFrom("catalogue")
    QuoteView handle(FindQuote query) {
        var saved = databases
                .main()
                .getCollection(QuoteDocument.COLLECTION)
                .find(new Document(QuoteDocument.ID, query.quoteId().value()))
                .first();
        if (saved == null) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such quote.");
        }
        var now = clock.instant();
        var selection = read(Selection.class, saved, QuoteDocument.SELECTION);
        var expiresAt = QuoteDocument.expiresAt(saved);
        return new QuoteView(
                query.quoteId(),
                selection,
                read(Quote.class, saved, QuoteDocument.QUOTE),
                QuoteDocument.savedAt(saved),
                expiresAt,
                !now.isBefore(expiresAt),
                saved.getString(QuoteDocument.HASH),
                today(selection, now));
    }

    private @Nullable Quote today(Selection selection, Instant now) {
        try {
            return inForce(now)
                    .map(this::version)
                    .map(version -> version.quote(selection))
                    .orElse(null);
        } catch (InvalidValue | Rejected _) {
            return null;
        }
    }

    private <T> T read(Class<T> type, Document document, String field) {
        return databases.read(type, Objects.requireNonNull(document.get(field, Document.class), field));
    }

    @QueryHandler
    @ReadsFrom("catalogue")
    CatalogueVersionPage handle(FindCatalogueVersions query) {
        ofOperator(query.organizationId());
        var now = clock.instant();
        var current = inForce(now).map(CatalogueDocument::catalogueVersion).orElse(0);
        var page = LATEST_FIRST.page(
                versions(), new Document(), query.cursor(), Parameter.limit(query.limit(), MAX_LIMIT));
        return new CatalogueVersionPage(
                page.items().stream()
                        .map(document -> view(document, current, now))
                        .toList(),
                page.next());
    }

    @QueryHandler
    @ReadsFrom("catalogue")
    CatalogueVersionView handle(FindCatalogueVersion query) {
        if (!query.organizationId().equals(OrganizationId.OPERATOR)) {
            throw notFound();
        }
        var now = clock.instant();
        return Optional.ofNullable(versions()
                        .find(new Document(CatalogueDocument.ID, CatalogueDocument.id(query.catalogueVersion())))
                        .first())
                .map(document -> view(
                        document,
                        inForce(now).map(CatalogueDocument::catalogueVersion).orElse(0),
                        now))
                .orElseThrow(CatalogueQueryHandler::notFound);
    }

    private CatalogueVersionView view(Document document, int current, Instant now) {
        var version = version(document);
        return new CatalogueVersionView(
                version.catalogueVersion(),
                state(document, current, now),
                CatalogueDocument.publishedAt(document),
                version.effectiveFrom(),
                version.contents());
    }

    private static State state(Document document, int current, Instant now) {
        if (CatalogueDocument.isWithdrawn(document)) {
            return State.WITHDRAWN;
        }
        if (CatalogueDocument.catalogueVersion(document) == current) {
            return State.IN_FORCE;
        }
        return CatalogueDocument.effectiveFrom(document).isAfter(now) ? State.TO_COME : State.PAST;
    }

    private Optional<Document> inForce(Instant now) {
        return Optional.ofNullable(versions()
                .find(new Document(CatalogueDocument.WITHDRAWN, false)
                        .append(CatalogueDocument.EFFECTIVE_FROM, new Document("$lte", Date.from(now))))
                .sort(LAST_IN_FORCE)
                .first());
    }

    private Optional<Document> everInForce(int catalogueVersion, Instant now) {
        return Optional.ofNullable(versions()
                        .find(new Document(CatalogueDocument.ID, CatalogueDocument.id(catalogueVersion)))
                        .first())
                .filter(document -> !CatalogueDocument.isWithdrawn(document)
                        && !CatalogueDocument.effectiveFrom(document).isAfter(now));
    }

    private CatalogueVersion version(Document document) {
        return new CatalogueVersion(
                CatalogueDocument.catalogueVersion(document),
                CatalogueDocument.effectiveFrom(document),
                read(CatalogueContents.class, document, CatalogueDocument.CONTENTS));
    }

    private MongoCollection<Document> versions() {
        return databases.main().getCollection(CatalogueDocument.COLLECTION);
    }

    private static void ofOperator(OrganizationId organizationId) {
        if (!organizationId.equals(OrganizationId.OPERATOR)) {
            throw notFound();
        }
    }

    private static Rejected notFound() {
        return new Rejected(KernelRule.NOT_FOUND, "There is no such version of the catalogue.");
    }
}

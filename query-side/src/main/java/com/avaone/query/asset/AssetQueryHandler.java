package com.avaone.query.asset;

import com.avaone.api.asset.AltText;
import com.avaone.api.asset.AssetFile;
import com.avaone.api.asset.AssetId;
import com.avaone.api.asset.AssetPage;
import com.avaone.api.asset.AssetQuery.FindAsset;
import com.avaone.api.asset.AssetQuery.FindAssetFile;
import com.avaone.api.asset.AssetQuery.FindAssets;
import com.avaone.api.asset.AssetView;
import com.avaone.api.asset.ImageType;
import com.avaone.api.asset.PictureView;
import com.avaone.api.asset.Variant;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.projection.asset.AssetDocument;
import com.avaone.projection.kernel.Databases;
import com.avaone.query.kernel.ListOrder;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.avaone.query.kernel.TextSearch;
import com.mongodb.client.MongoCollection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** Answers from the library of pictures. */
@Component
@QueryRole
class AssetQueryHandler {

    private static final int MAX_LIMIT = 100;

    private static final ListOrder LATEST_FIRST = new ListOrder("UPLOADED", AssetDocument.UPLOADED_AT, true, true);

    private final Databases databases;

    AssetQueryHandler(Databases databases) {
        this.databases = databases;
    }

    @QueryHandler
    @ReadsFrom("asset")
    AssetFile handle(FindAssetFile query) {
        return Optional.ofNullable(assets().find(there().append(
                                        AssetDocument.HASHES, query.sha256().value()))
                        .first())
                .flatMap(document -> variants(document)
                        .filter(variant -> variant.sha256().equals(query.sha256()) && variant.type() == query.type())
                        .findFirst()
                        .map(variant -> new AssetFile(new AssetId(document.getString(AssetDocument.ID)), variant)))
                .orElseThrow(AssetQueryHandler::notFound);
    }

    @QueryHandler
    @ReadsFrom("asset")
    AssetView handle(FindAsset query) {
        checkOperator(query.organizationId());
        return Optional.ofNullable(assets().find(
                                there().append(AssetDocument.ID, query.assetId().value()))
                        .first())
                .map(this::view)
                .orElseThrow(AssetQueryHandler::notFound);
    }

    @QueryHandler
    @ReadsFrom("asset")
    AssetPage handle(FindAssets query) {
        checkOperator(query.organizationId());
        var filter = there();
        if (query.type() != null) {
            filter.append(AssetDocument.TYPE, query.type().name());
        }
        if (query.text() != null) {
            filter.putAll(TextSearch.of(
                    query.text(),
                    AssetDocument.FILE_NAME_LOWER,
                    AssetDocument.ALT_EN_LOWER,
                    AssetDocument.ALT_HI_LOWER));
        }
        var page = LATEST_FIRST.page(assets(), filter, query.cursor(), Parameter.limit(query.limit(), MAX_LIMIT));
        return new AssetPage(page.items().stream().map(this::view).toList(), page.next());
    }

    private AssetView view(Document document) {
        return new AssetView(
                new AssetId(document.getString(AssetDocument.ID)),
                AssetDocument.version(document),
                document.getString(AssetDocument.FILE_NAME),
                ImageType.valueOf(document.getString(AssetDocument.SENT_AS)),
                PictureView.of(original(document)),
                smaller(document).map(PictureView::of).toList(),
                databases.read(AltText.class, part(document, AssetDocument.ALT_TEXT)),
                Objects.requireNonNull(document.getDate(AssetDocument.UPLOADED_AT), AssetDocument.UPLOADED_AT)
                        .toInstant());
    }

    private Stream<Variant> variants(Document document) {
        return Stream.concat(Stream.of(original(document)), smaller(document));
    }

    private Variant original(Document document) {
        return databases.read(Variant.class, part(document, AssetDocument.ORIGINAL));
    }

    private Stream<Variant> smaller(Document document) {
        return document.getList(AssetDocument.VARIANTS, Document.class, List.of()).stream()
                .map(variant -> databases.read(Variant.class, variant));
    }

    private static Document part(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Document.class), field);
    }

    private MongoCollection<Document> assets() {
        return databases.main().getCollection(AssetDocument.COLLECTION);
    }

    private static Document there() {
        return new Document(AssetDocument.THERE, true);
    }

    private static void checkOperator(OrganizationId organizationId) {
        if (!organizationId.equals(OrganizationId.OPERATOR)) {
            throw notFound();
        }
    }

    private static Rejected notFound() {
        return new Rejected(KernelRule.NOT_FOUND, "There is no such picture.");
    }
}

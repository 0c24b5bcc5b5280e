package com.avaone.projection.asset;

import com.avaone.api.asset.AltText;
import com.avaone.api.asset.AssetEvent;
import com.avaone.api.asset.AssetEvent.AssetDeleted;
import com.avaone.api.asset.AssetEvent.AssetDescribed;
import com.avaone.api.asset.AssetEvent.AssetUploaded;
import com.avaone.api.asset.Variant;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.TenantDocuments;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds {@link AssetDocument}s. */
@Component
@ProjectionRole
@ProcessingGroup("asset")
class AssetProjector {

    private final TenantDocuments documents;
    private volatile boolean indexed;

    AssetProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    @EventHandler
    void on(AssetEvent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        index();
        documents.apply(
                AssetDocument.class,
                event.organizationId(),
                event.assetId().value(),
                AssetDocument.SOURCE,
                sequence,
                change(event, at));
    }

    private static Change change(AssetEvent event, Instant at) {
        return switch (event) {
            case AssetUploaded e ->
                described(AltText.NONE)
                        .set(AssetDocument.THERE, true)
                        .set(AssetDocument.FILE_NAME, e.fileName())
                        .set(AssetDocument.FILE_NAME_LOWER, e.fileName().toLowerCase(Locale.ROOT))
                        .set(AssetDocument.SENT_AS, e.sentAs())
                        .set(AssetDocument.TYPE, e.original().type())
                        .set(AssetDocument.ORIGINAL, e.original())
                        .set(AssetDocument.VARIANTS, e.variants())
                        .set(
                                AssetDocument.HASHES,
                                Stream.concat(Stream.of(e.original()), e.variants().stream())
                                        .map(Variant::sha256)
                                        .collect(Collectors.toSet()))
                        .set(AssetDocument.UPLOADED_AT, at);
            case AssetDescribed e -> described(e.altText());
            case AssetDeleted _ -> Change.update(AssetDocument.THERE, false);
        };
    }

    private static Change described(AltText text) {
        return Change.update(AssetDocument.ALT_TEXT, text)
                .set(AssetDocument.ALT_EN_LOWER, lower(text.en()))
                .set(AssetDocument.ALT_HI_LOWER, lower(text.hi()));
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** With the first event and not at the start: the application starts while the database is away. */
    private void index() {
        if (!indexed) {
            documents.provisionShared(AssetDocument.class);
            indexed = true;
        }
    }

    @ResetHandler
    void reset() {
        documents.clear(AssetDocument.class);
    }
}

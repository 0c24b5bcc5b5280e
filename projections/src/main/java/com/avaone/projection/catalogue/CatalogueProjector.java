package com.avaone.projection.catalogue;

import com.avaone.api.catalogue.CatalogueEvent;
import com.avaone.api.catalogue.CatalogueEvent.CataloguePublished;
import com.avaone.api.catalogue.CatalogueEvent.CatalogueWithdrawn;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.TenantDocuments;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Builds {@link CatalogueDocument}s. */
@Component
@ProjectionRole
@ProcessingGroup("catalogue")
class CatalogueProjector {

    private final TenantDocuments documents;
    private volatile boolean indexed;

    CatalogueProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    @EventHandler
    void on(CatalogueEvent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        index();
        documents.apply(
                CatalogueDocument.class,
                event.organizationId(),
                CatalogueDocument.id(event.catalogueVersion()),
                CatalogueDocument.SOURCE,
                sequence,
                switch (event) {
                    case CataloguePublished e ->
                        Change.update(CatalogueDocument.CATALOGUE_VERSION, e.catalogueVersion())
                                .set(CatalogueDocument.EFFECTIVE_FROM, e.effectiveFrom())
                                .set(CatalogueDocument.PUBLISHED_AT, at)
                                .set(CatalogueDocument.WITHDRAWN, false)
                                .set(CatalogueDocument.CONTENTS, e.contents());
                    case CatalogueWithdrawn _ -> Change.update(CatalogueDocument.WITHDRAWN, true);
                });
    }

    /** With the first event and not at the start: the application starts while the database is away. */
    private void index() {
        if (!indexed) {
            documents.provisionShared(CatalogueDocument.class);
            indexed = true;
        }
    }

    @ResetHandler
    void reset() {
        documents.clear(CatalogueDocument.class);
    }
}

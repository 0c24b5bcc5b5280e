package com.avaone.projection.catalogue;

import com.avaone.api.catalogue.QuoteEvent;
import com.avaone.api.catalogue.QuoteEvent.QuoteSaved;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.TenantDocuments;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.stereotype.Component;

/** Builds {@link QuoteDocument}s. */
@Component
@ProjectionRole
@ProcessingGroup("catalogue")
class QuoteProjector {

    private final TenantDocuments documents;
    private volatile boolean indexed;

    QuoteProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    @EventHandler
    void on(QuoteEvent event, @SequenceNumber long sequence) {
        index();
        documents.apply(
                QuoteDocument.class,
                event.organizationId(),
                event.quoteId().value(),
                QuoteDocument.SOURCE,
                sequence,
                switch (event) {
                    case QuoteSaved e ->
                        Change.update(QuoteDocument.SELECTION, e.selection())
                                .set(QuoteDocument.QUOTE, e.quote())
                                .set(QuoteDocument.SAVED_AT, e.savedAt())
                                .set(QuoteDocument.EXPIRES_AT, e.expiresAt())
                                .set(QuoteDocument.HASH, e.hash());
                });
    }

    /** With the first event and not at the start: the application starts while the database is away. */
    private void index() {
        if (!indexed) {
            documents.provisionShared(QuoteDocument.class);
            indexed = true;
        }
    }

    @ResetHandler
    void reset() {
        documents.clear(QuoteDocument.class);
    }
}

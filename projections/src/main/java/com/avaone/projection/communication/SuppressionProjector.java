package com.avaone.projection.communication;

import com.avaone.api.communication.MailEvent;
import com.avaone.api.communication.MailEvent.AddressSuppressed;
import com.avaone.api.communication.MailEvent.AddressUnsuppressed;
import com.avaone.api.communication.MailEvent.MailBounced;
import com.avaone.api.communication.MailEvent.MailComplained;
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

/** Builds {@link SuppressionDocument}s. */
@Component
@ProjectionRole
@ProcessingGroup("suppression")
class SuppressionProjector {

    private final TenantDocuments documents;
    private volatile boolean indexed;

    SuppressionProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    @EventHandler
    void on(MailEvent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        switch (event) {
            case AddressSuppressed e ->
                change(
                        e,
                        sequence,
                        Change.update(SuppressionDocument.SUPPRESSED, true)
                                .set(SuppressionDocument.CAUSE, e.cause())
                                .set(SuppressionDocument.SINCE, at)
                                .set(SuppressionDocument.MAIL_ID, e.mailId()));
            case AddressUnsuppressed e -> change(e, sequence, Change.update(SuppressionDocument.SUPPRESSED, false));
            case MailBounced _, MailComplained _ -> {}
        }
    }

    private void change(MailEvent event, long sequence, Change change) {
        index();
        documents.applyWithoutTenant(
                SuppressionDocument.class, event.addressId().value(), SuppressionDocument.SOURCE, sequence, change);
    }

    /** With the first event and not at the start: the application starts while the database is away. */
    private void index() {
        if (!indexed) {
            documents.provisionShared(SuppressionDocument.class);
            indexed = true;
        }
    }

    @ResetHandler
    void reset() {
        documents.clear(SuppressionDocument.class);
    }
}

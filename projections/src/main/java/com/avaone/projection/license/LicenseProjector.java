package com.avaone.projection.license;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseState;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.TenantDocuments;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds {@link LicenseDocument}s. */
@Component
@ProjectionRole
@ProcessingGroup("license")
class LicenseProjector {

    private final TenantDocuments documents;
    private volatile boolean indexed;

    LicenseProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    @EventHandler
    void on(
            LicenseEvent event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.REASON) @Nullable String reason) {
        index();
        var change = Change.nothing();
        for (var field : LicenseState.after(event, at, reason).entrySet()) {
            change = change.set(field.getKey(), field.getValue());
        }
        documents.apply(
                LicenseDocument.class,
                event.organizationId(),
                event.licenseId().value(),
                LicenseDocument.SOURCE,
                sequence,
                change);
    }

    /** With the first event and not at the start: the application starts while the database is away. */
    private void index() {
        if (!indexed) {
            documents.provisionShared(LicenseDocument.class);
            indexed = true;
        }
    }

    @ResetHandler
    void reset() {
        documents.clear(LicenseDocument.class);
    }
}

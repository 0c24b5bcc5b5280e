package com.avaone.projection.organization;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationSettings;
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

/** Builds {@link OrganizationDocument}s and {@link SettingsDocument}s, and makes and drops the organizations' databases. */
@Component
@ProjectionRole
@ProcessingGroup("organization")
class OrganizationProjector {

    private final TenantDocuments documents;
    private volatile boolean indexed;

    OrganizationProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    @EventHandler
    void on(OrganizationEvent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        index();
        apply(event, OrganizationDocument.ORGANIZATION_SOURCE, sequence, OrganizationChanges.of(event, at));
        switch (event) {
            case OrganizationRegistered registered -> {
                documents.provision(event.organizationId(), SettingsDocument.class);
                settings(event, sequence, registered.settings());
            }
            case SettingsChanged changed -> settings(event, sequence, changed.settings());
            case OrganizationDeleted _ -> documents.drop(event.organizationId());
            default -> {}
        }
    }

    @EventHandler
    void on(
            LicenseEvent event,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            @MetaDataValue(MetadataKey.REASON) @Nullable String reason) {
        apply(event, OrganizationDocument.LICENSE_SOURCE, sequence, OrganizationChanges.of(event, at, reason));
    }

    private void apply(TenantEvent event, String source, long sequence, Change change) {
        documents.apply(
                OrganizationDocument.class,
                event.organizationId(),
                event.organizationId().value(),
                source,
                sequence,
                change);
    }

    private void settings(OrganizationEvent event, long sequence, OrganizationSettings settings) {
        documents.apply(
                SettingsDocument.class,
                event.organizationId(),
                event.organizationId().value(),
                OrganizationDocument.ORGANIZATION_SOURCE,
                sequence,
                Change.update("timeZone", settings.timeZone())
                        .set("locale", settings.locale())
                        .set("retentionDays", settings.retentionDays())
                        .set("expiryNoticeDays", settings.expiryNoticeDays())
                        .set("mailSender", settings.mailSender()));
    }

    /** With the first event and not at the start: the application starts while the database is away. */
    private void index() {
        if (!indexed) {
            documents.provisionShared(OrganizationDocument.class);
            indexed = true;
        }
    }

    @ResetHandler
    void reset() {
        documents.clear(OrganizationDocument.class);
        documents.clear(SettingsDocument.class);
    }
}

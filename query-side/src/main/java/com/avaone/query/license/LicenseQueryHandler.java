package com.avaone.query.license;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseQuery.FindLicense;
import com.avaone.api.license.LicenseQuery.FindLicenseHistory;
import com.avaone.api.license.LicenseView;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.projection.kernel.Databases;
import com.avaone.projection.license.LicenseDocument;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.avaone.query.kernel.history.EarlierDocuments;
import com.avaone.query.kernel.history.History;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import java.util.Optional;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from the licenses; the history from the events. */
@Component
@QueryRole
class LicenseQueryHandler {

    private static final int MAX_LIMIT = 200;

    private final Databases databases;
    private final History history;
    private final LicenseHistoryReader reader;
    private final EarlierDocuments earlier;

    LicenseQueryHandler(Databases databases, History history, LicenseHistoryReader reader, EarlierDocuments earlier) {
        this.earlier = earlier;
        this.databases = databases;
        this.history = history;
        this.reader = reader;
    }

    @QueryHandler
    @ReadsFrom("license")
    LicenseView handle(FindLicense query) {
        var asOf = query.asOf();
        var found = asOf == null
                ? present(query.organizationId())
                : licenseOf(query.organizationId())
                        .flatMap(license -> earlier.find(
                                AuditedKind.LICENSE,
                                query.organizationId(),
                                license.value(),
                                asOf,
                                LicenseDocument.SOURCE));
        return found.map(LicenseDocument::view).orElseThrow(() -> notFound(query.organizationId()));
    }

    private Optional<Document> present(OrganizationId organizationId) {
        // Identifiers are ordered by time: the greatest is the newest license.
        return Optional.ofNullable(databases
                .main()
                .getCollection(LicenseDocument.COLLECTION)
                .find(new Document(LicenseDocument.ORGANIZATION_ID, organizationId.value()))
                .sort(new Document(LicenseDocument.ID, -1))
                .first());
    }

    @QueryHandler
    LicenseHistory handle(FindLicenseHistory query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var licenseId = licenseOf(query.organizationId()).orElseThrow(() -> notFound(query.organizationId()));
        return reader.page(licenseId, query.cursor(), limit, Wording.in(language));
    }

    private Optional<LicenseId> licenseOf(OrganizationId organizationId) {
        return history.first(organizationId.value())
                .map(Occurrence::payload)
                .map(event -> event instanceof OrganizationRegistered registered ? registered.licenseId() : null);
    }

    private static Rejected notFound(OrganizationId organizationId) {
        return new Rejected(
                KernelRule.NOT_FOUND, "There is no license of an organization %s.".formatted(organizationId));
    }
}

package com.avaone.projection.user;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.util.Objects;
import org.bson.Document;

/**
 * An organization's name as the lists of users show it, in the organization's own database: who enters a list finds it here. What other
 * processors build may be ahead or behind, so it is this one's own.
 */
@ReadModel(database = Database.TENANT, collection = OrganizationNameDocument.COLLECTION)
final class OrganizationNameDocument {

    static final String COLLECTION = "organization_names";

    /** Name of the stream that feeds it, and with it the name in every entry of a list. */
    static final String SOURCE = "organization";

    /** Here and in the entries. */
    static final String NAME = "organizationName";

    private static final String SEQUENCES = "sequences";

    private OrganizationNameDocument() {}

    /** Number of the event that gave the name. */
    static long sequence(Document document) {
        var sequences = Objects.requireNonNull(document.get(SEQUENCES, Document.class));
        return ((Number) Objects.requireNonNull(sequences.get(SOURCE))).longValue();
    }
}

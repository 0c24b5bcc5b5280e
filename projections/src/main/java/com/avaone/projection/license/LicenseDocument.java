package com.avaone.projection.license;

import com.avaone.api.license.LicenseState;
import com.avaone.api.license.LicenseView;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.util.Objects;
import org.bson.Document;

/** A license: {@link LicenseState}'s values under the license's identifier. */
@ReadModel(
        database = Database.MAIN,
        collection = LicenseDocument.COLLECTION,
        // The newest license of an organization.
        indexes = "organizationId,_id")
public final class LicenseDocument {

    public static final String COLLECTION = "licenses";
    public static final String ID = "_id";
    public static final String ORGANIZATION_ID = LicenseState.ORGANIZATION_ID;

    /** Name of the one stream that feeds the document. */
    public static final String SOURCE = "license";

    private LicenseDocument() {}

    /** What the document shows. */
    public static LicenseView view(Document document) {
        var sequences = Objects.requireNonNull(document.get("sequences", Document.class));
        return LicenseState.view(document, ((Number) Objects.requireNonNull(sequences.get(SOURCE))).longValue());
    }
}

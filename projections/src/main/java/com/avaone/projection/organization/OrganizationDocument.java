package com.avaone.projection.organization;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.license.LicenseState;
import com.avaone.api.organization.EmployeeCount;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.OrganizationView;
import com.avaone.api.organization.Slug;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An organization with its license in one document, so that a list needs one read, and what it shows, filters and sorts by is of one
 * moment. Two streams of events feed it, each with its own number in {@code sequences}.
 *
 * <p>The fields of the founding document's schema are here under these names: {@code id} is {@code _id}; {@code name}, {@code email},
 * {@code phone}, {@code address}, {@code industry}, {@code employeeCount}, {@code foundedYear}, {@code website}, {@code description} and
 * {@code adminEmail} are in {@code profile}; {@code selectedProducts} is {@code products}; {@code licenseStatus}, {@code licenseExpiry}
 * and {@code userLimit} are {@code license.status}, {@code license.validUntil} and {@code license.seats}; {@code createdAt} and
 * {@code updatedAt} keep theirs. {@code adminPassword} has no place in any read model.
 */
@ReadModel(
        database = Database.MAIN,
        collection = OrganizationDocument.COLLECTION,
        indexes = {
            // One for each order of the list, each also good for counting by state.
            "state,nameLower,_id",
            "state,createdAt,_id",
            "state,license.validUntil,_id",
            "state,license.status,license.validUntil",
            "state,products",
            "createdOn",
            // For the search by text, which reads the keys of an index instead of all documents.
            "slug",
            "profile.adminEmail"
        })
public final class OrganizationDocument {

    public static final String COLLECTION = "organizations";

    public static final String ID = "_id";
    public static final String SLUG = "slug";
    public static final String STATE = "state";
    public static final String PROFILE = "profile";
    public static final String ADMIN_EMAIL = "profile.adminEmail";
    /** The name in lower case, because collation is not everywhere: for search and order. */
    public static final String NAME_LOWER = "nameLower";

    public static final String EMPLOYEES_MIN = "employeesMin";
    public static final String EMPLOYEES_MAX = "employeesMax";
    public static final String PRODUCTS = "products";
    public static final String SETTINGS = "settings";
    public static final String LICENSE_ID = "licenseId";
    /** A document of {@link LicenseState}'s values. */
    public static final String LICENSE = "license";

    public static final String LICENSE_STATUS = LICENSE + "." + LicenseState.STATUS;
    public static final String VALID_UNTIL = LICENSE + "." + LicenseState.VALID_UNTIL;
    public static final String GRACE_UNTIL = LICENSE + "." + LicenseState.GRACE_UNTIL;
    public static final String SEATS = LICENSE + "." + LicenseState.SEATS;
    public static final String SEATS_USED = LICENSE + "." + LicenseState.SEATS_USED;

    public static final String DELETION_DUE_AT = "deletionDueAt";
    public static final String CREATED_AT = "createdAt";
    /** The day (UTC) as text, because date arithmetic is not everywhere. */
    public static final String CREATED_ON = "createdOn";

    public static final String UPDATED_AT = "updatedAt";

    /** Names of the streams that feed the document, as {@code sequences} holds their last numbers. */
    public static final String ORGANIZATION_SOURCE = "organization";

    public static final String LICENSE_SOURCE = "license";

    private static final String SEQUENCES = "sequences";

    private OrganizationDocument() {}

    /** Does to {@code document} what the one writer does: the change, and the number of its event in {@code source}'s stream. */
    public static void apply(Document document, String source, long sequence, Change change) {
        change.and(Change.update(SEQUENCES + "." + source, sequence)).applyTo(document);
    }

    /** Whether the organization's own first event is in the document; before that there is nothing to show. */
    public static boolean isRegistered(Document document) {
        return document.containsKey(SLUG);
    }

    /** What the document shows. */
    public static OrganizationView view(Document document) {
        var license = document.get(LICENSE, Document.class);
        return new OrganizationView(
                new OrganizationId(text(document, ID)),
                new Slug(text(document, SLUG)),
                OrganizationState.valueOf(text(document, STATE)),
                profile(child(document, PROFILE)),
                products(document),
                settings(child(document, SETTINGS)),
                new LicenseId(text(document, LICENSE_ID)),
                license == null ? null : LicenseState.view(license, sequence(document, LICENSE_SOURCE)),
                instant(document, DELETION_DUE_AT),
                Objects.requireNonNull(instant(document, CREATED_AT)),
                Objects.requireNonNull(instant(document, UPDATED_AT)),
                sequence(document, ORGANIZATION_SOURCE));
    }

    private static OrganizationProfile profile(Document profile) {
        var employees = profile.getString("employeeCount");
        return new OrganizationProfile(
                text(profile, "name"),
                new EmailAddress(text(profile, "email")),
                profile.getString("phone"),
                profile.getString("address"),
                profile.getString("industry"),
                employees == null ? null : EmployeeCount.parse(employees),
                profile.getInteger("foundedYear"),
                profile.getString("website"),
                profile.getString("description"),
                new EmailAddress(text(profile, "adminEmail")));
    }

    private static Set<ProductId> products(Document document) {
        var products = new LinkedHashSet<ProductId>();
        document.getList(PRODUCTS, String.class, List.of()).forEach(product -> products.add(new ProductId(product)));
        return products;
    }

    private static OrganizationSettings settings(Document settings) {
        return new OrganizationSettings(
                text(settings, "timeZone"),
                text(settings, "locale"),
                settings.getInteger("retentionDays", 0),
                settings.getList("expiryNoticeDays", Integer.class, List.of()),
                settings.getString("mailSender"));
    }

    private static long sequence(Document document, String source) {
        return ((Number) Objects.requireNonNull(child(document, SEQUENCES).get(source), source)).longValue();
    }

    private static Document child(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Document.class), field);
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    @SuppressWarnings("JavaUtilDate") // what the database's driver answers
    private static @Nullable Instant instant(Document document, String field) {
        return document.get(field) instanceof Date date ? date.toInstant() : null;
    }
}

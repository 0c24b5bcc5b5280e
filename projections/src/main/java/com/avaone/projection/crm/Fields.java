package com.avaone.projection.crm;

import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.UserId;
import com.avaone.projection.kernel.Change;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What the documents of the CRM have in common. */
public final class Fields {

    public static final String ID = "_id";
    public static final String ORGANIZATION_ID = "organizationId";
    /** Whose key seals the events of the record: erased with that person. */
    public static final String PERSON = "person";

    public static final String ASSIGNEE = "assignee";
    public static final String CREATED_BY = "createdBy";

    public static final String EMAIL = "email";
    /** Name and company in lower case, because collation is not everywhere: for search and order. */
    public static final String NAME_LOWER = "nameLower";

    public static final String COMPANY_LOWER = "companyLower";
    /** In the forms in which persons are compared. */
    public static final String PHONE_KEY = "phoneKey";

    public static final String NAME_KEY = "nameKey";

    static final String NAME = "name";
    static final String PHONE = "phone";
    static final String COMPANY = "company";
    static final String LEAD_ID = "leadId";
    static final String UPDATED_AT = "updatedAt";

    private Fields() {}

    static Change person(PersonDetails details) {
        return Change.update(NAME, details.name())
                .set(EMAIL, details.email())
                .set(PHONE, details.phone())
                .set(COMPANY, details.company())
                .set(NAME_LOWER, lower(details.displayName()))
                .set(COMPANY_LOWER, details.company() == null ? null : lower(details.company()))
                .set(PHONE_KEY, details.phoneKey())
                .set(NAME_KEY, details.nameKey());
    }

    static Change updated(Instant at) {
        return Change.update(UPDATED_AT, at);
    }

    static Change nobody() {
        return Change.nothing()
                .unset(NAME)
                .unset(EMAIL)
                .unset(PHONE)
                .unset(COMPANY)
                .unset(NAME_LOWER)
                .unset(COMPANY_LOWER)
                .unset(PHONE_KEY)
                .unset(NAME_KEY);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static PersonDetails details(Document document) {
        var email = document.getString(EMAIL);
        return new PersonDetails(
                document.getString(NAME),
                email == null ? null : new EmailAddress(email),
                document.getString(PHONE),
                document.getString(COMPANY));
    }

    static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    static @Nullable UserId user(Document document, String field) {
        var value = document.getString(field);
        return value == null ? null : new UserId(value);
    }

    @SuppressWarnings("JavaUtilDate") // what the database's driver answers
    static @Nullable Instant instantIfAny(Document document, String field) {
        return document.get(field) instanceof Date date ? date.toInstant() : null;
    }

    static Instant instant(Document document, String field) {
        return Objects.requireNonNull(instantIfAny(document, field), field);
    }

    static @Nullable Money money(@Nullable Document amount) {
        return amount == null
                ? null
                : new Money(amount.get("minorUnits", Number.class).longValue(), text(amount, "currency"));
    }

    /** The number of the last event of the one stream that tells the document's version. */
    static long version(Document document, String source) {
        var sequences = Objects.requireNonNull(document.get("sequences", Document.class));
        return ((Number) Objects.requireNonNull(sequences.get(source))).longValue();
    }
}

package com.avaone.projection.crm;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.BundleId;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.lead.BillingDetails;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.LeadView;
import com.avaone.api.lead.LeadView.GivenConsent;
import com.avaone.api.lead.LeadView.Order;
import com.avaone.api.lead.MeetingSlot;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A lead. Of one that is part of another it says of which; the other knows nothing of it, so that nothing of it has to be taken back. */
@ReadModel(
        database = Database.CRM,
        collection = LeadDocument.COLLECTION,
        indexes = {
            // Lists are an organization's and of some states.
            "organizationId,state,capturedAt,_id",
            "organizationId,state,updatedAt,_id",
            "organizationId,state,nameLower,_id",
            "organizationId,assignee,state,capturedAt,_id",
            "organizationId,createdBy,state,capturedAt,_id",
            "organizationId,source,state,capturedAt,_id",
            "organizationId,confirmation,state,capturedAt,_id",
            "organizationId,email",
            "organizationId,phoneKey",
            "organizationId,nameKey",
            "organizationId,reference",
            "organizationId,mergedInto"
        })
public final class LeadDocument {

    public static final String COLLECTION = "leads";

    public static final String REFERENCE = "reference";
    public static final String SOURCE = "source";
    public static final String STATE = "state";
    public static final String CONFIRMATION = "confirmation";
    public static final String MERGED_INTO = "mergedInto";
    public static final String CAPTURED_AT = "capturedAt";
    public static final String UPDATED_AT = Fields.UPDATED_AT;
    /** Whether it ever came so far. */
    public static final String WAS_CONTACTED = "wasContacted";

    public static final String WAS_QUALIFIED = "wasQualified";
    /** Whole days from the capture to the conversion. */
    public static final String CONVERSION_DAYS = "conversionDays";

    static final String MESSAGE = "message";
    static final String MEETING = "meeting";
    static final String QUOTE = "quote";
    static final String QUOTE_ID = "quoteId";
    static final String BILLING = "billing";
    static final String CONSENT = "consent";
    static final String CONSENT_WITHDRAWN_AT = "consentWithdrawnAt";
    static final String CONTACT_ID = "contactId";
    static final String DEAL_ID = "dealId";
    static final String CUSTOMER_ID = "customerId";

    /** Name of the one stream that feeds the document. */
    public static final String STREAM = "lead";

    private LeadDocument() {}

    /** What the document shows. */
    public static LeadView view(Document lead) {
        return new LeadView(
                new LeadId(Fields.text(lead, Fields.ID)),
                new OrganizationId(Fields.text(lead, Fields.ORGANIZATION_ID)),
                Fields.text(lead, REFERENCE),
                LeadSource.valueOf(Fields.text(lead, SOURCE)),
                LeadState.valueOf(Fields.text(lead, STATE)),
                Fields.details(lead),
                lead.getString(MESSAGE),
                meeting(lead.get(MEETING, Document.class)),
                quote(lead.get(QUOTE, Document.class)),
                order(lead),
                consent(lead.get(CONSENT, Document.class)),
                lead.containsKey(CONSENT_WITHDRAWN_AT) ? Fields.instant(lead, CONSENT_WITHDRAWN_AT) : null,
                ConfirmationState.valueOf(Fields.text(lead, CONFIRMATION)),
                Fields.user(lead, Fields.ASSIGNEE),
                Fields.user(lead, Fields.CREATED_BY),
                id(lead, CONTACT_ID, ContactId::new),
                id(lead, DEAL_ID, DealId::new),
                id(lead, CUSTOMER_ID, OrganizationId::new),
                id(lead, MERGED_INTO, LeadId::new),
                Fields.instant(lead, CAPTURED_AT),
                Fields.instant(lead, UPDATED_AT),
                Fields.version(lead, STREAM));
    }

    private static <T> @Nullable T id(Document lead, String field, Function<String, T> of) {
        var value = lead.getString(field);
        return value == null ? null : of.apply(value);
    }

    private static @Nullable MeetingSlot meeting(@Nullable Document meeting) {
        return meeting == null
                ? null
                : new MeetingSlot(
                        Fields.instant(meeting, "startsAt"),
                        meeting.getInteger("minutes"),
                        Fields.text(meeting, "zone"));
    }

    private static @Nullable Quote quote(@Nullable Document quote) {
        return quote == null
                ? null
                : new Quote(
                        quote.getInteger("catalogueVersion"),
                        id(quote, "bundleId", BundleId::new),
                        BillingInterval.valueOf(Fields.text(quote, "interval")),
                        Fields.text(quote, "currency"),
                        quote.getList("lines", Document.class).stream()
                                .map(LeadDocument::line)
                                .toList(),
                        quote.getInteger("discountPercent"),
                        Fields.money(quote.get("total", Document.class)));
    }

    private static Quote.Line line(Document line) {
        return new Quote.Line(
                new ProductId(Fields.text(line, "productId")),
                new PlanId(Fields.text(line, "planId")),
                line.getInteger("seats"),
                Fields.money(line.get("perSeat", Document.class)),
                Fields.money(line.get("amount", Document.class)));
    }

    /** Whose person is erased has no more than the quote, if there was one. */
    private static @Nullable Order order(Document lead) {
        var billing = lead.get(BILLING, Document.class);
        var quoteId = id(lead, QUOTE_ID, QuoteId::new);
        return billing == null && quoteId == null
                ? null
                : new Order(
                        quoteId,
                        billing == null
                                ? null
                                : new BillingDetails(
                                        Fields.text(billing, "address"),
                                        Fields.text(billing, "country"),
                                        billing.getString("taxId")));
    }

    private static @Nullable GivenConsent consent(@Nullable Document consent) {
        return consent == null
                ? null
                : new GivenConsent(
                        Fields.text(consent, "textVersion"),
                        Fields.instant(consent, "givenAt"),
                        consent.getString("address"));
    }
}

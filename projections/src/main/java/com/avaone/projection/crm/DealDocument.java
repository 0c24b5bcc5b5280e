package com.avaone.projection.crm;

import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.time.LocalDate;
import java.util.Objects;
import org.bson.Document;

/** A deal. */
@ReadModel(
        database = Database.CRM,
        collection = DealDocument.COLLECTION,
        indexes = {
            "organizationId,createdAt,_id",
            "organizationId,state,createdAt,_id",
            "organizationId,state,stage,createdAt,_id",
            "organizationId,assignee,createdAt,_id",
            "organizationId,createdBy,createdAt,_id",
            "organizationId,contactId,createdAt,_id",
            "organizationId,person"
        })
public final class DealDocument {

    public static final String COLLECTION = "deals";

    public static final String STATE = "state";
    public static final String STAGE = "stage";
    public static final String CONTACT_ID = "contactId";
    public static final String CREATED_AT = "createdAt";
    public static final String MINOR_UNITS = "amount.minorUnits";
    public static final String CURRENCY = "amount.currency";

    static final String AMOUNT = "amount";
    static final String TITLE = "title";
    static final String EXPECTED_CLOSE = "expectedClose";
    static final String CLOSED_AT = "closedAt";
    static final String LOST_BECAUSE = "lostBecause";

    /** Name of the stream whose number is the document's version; its contact's erasure feeds it too. */
    static final String STREAM = "deal";

    private static final int WHOLE = 100;

    private DealDocument() {}

    /** What the document shows. */
    public static DealView view(Document deal) {
        var leadId = deal.getString(Fields.LEAD_ID);
        var state = DealState.valueOf(Fields.text(deal, STATE));
        var stage = DealStage.valueOf(Fields.text(deal, STAGE));
        var amount = Objects.requireNonNull(Fields.money(deal.get(AMOUNT, Document.class)), AMOUNT);
        var expectedClose = deal.getString(EXPECTED_CLOSE);
        return new DealView(
                new DealId(Fields.text(deal, Fields.ID)),
                new OrganizationId(Fields.text(deal, Fields.ORGANIZATION_ID)),
                new ContactId(Fields.text(deal, CONTACT_ID)),
                leadId == null ? null : new LeadId(leadId),
                deal.getString(TITLE),
                state,
                stage,
                amount,
                amount.percent(
                        switch (state) {
                            case OPEN -> stage.percent();
                            case WON -> WHOLE;
                            case LOST -> 0;
                        }),
                expectedClose == null ? null : LocalDate.parse(expectedClose),
                Fields.user(deal, Fields.ASSIGNEE),
                Fields.user(deal, Fields.CREATED_BY),
                Fields.instantIfAny(deal, CLOSED_AT),
                deal.getString(LOST_BECAUSE),
                Fields.instant(deal, CREATED_AT),
                Fields.instant(deal, Fields.UPDATED_AT),
                Fields.version(deal, STREAM));
    }
}

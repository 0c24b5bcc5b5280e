package com.avaone.projection.crm;

import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactView;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import org.bson.Document;

/** A contact. */
@ReadModel(
        database = Database.CRM,
        collection = ContactDocument.COLLECTION,
        indexes = {
            "organizationId,erased,nameLower,_id",
            "organizationId,assignee,erased,nameLower,_id",
            "organizationId,createdBy,erased,nameLower,_id",
            "organizationId,email",
            "organizationId,phoneKey",
            "organizationId,nameKey"
        })
public final class ContactDocument {

    public static final String COLLECTION = "contacts";

    public static final String ERASED = "erased";

    static final String CREATED_AT = "createdAt";

    /** Name of the one stream that feeds the document. */
    static final String STREAM = "contact";

    private ContactDocument() {}

    /** What the document shows. */
    public static ContactView view(Document contact) {
        var leadId = contact.getString(Fields.LEAD_ID);
        return new ContactView(
                new ContactId(Fields.text(contact, Fields.ID)),
                new OrganizationId(Fields.text(contact, Fields.ORGANIZATION_ID)),
                Fields.details(contact),
                leadId == null ? null : new LeadId(leadId),
                Fields.user(contact, Fields.ASSIGNEE),
                Fields.user(contact, Fields.CREATED_BY),
                contact.getBoolean(ERASED, false),
                Fields.instant(contact, CREATED_AT),
                Fields.instant(contact, Fields.UPDATED_AT),
                Fields.version(contact, STREAM));
    }
}

package com.avaone.projection.user;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;

/** A user who sees invoices and payments, in the list of billing's users; what it holds says {@link UserList}. */
@ReadModel(database = Database.BILLING, collection = BillingUserDocument.COLLECTION, indexes = UserList.BY_ORGANIZATION)
final class BillingUserDocument {

    static final String COLLECTION = "billing_users";

    private BillingUserDocument() {}
}

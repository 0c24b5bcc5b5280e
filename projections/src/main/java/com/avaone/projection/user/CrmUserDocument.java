package com.avaone.projection.user;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;

/**
 * A user with a place in the CRM, in the list of its users; what it holds says {@link UserList}. The fields of the founding document's
 * schema keep their names; {@code password} has no place in any read model.
 */
@ReadModel(database = Database.CRM, collection = CrmUserDocument.COLLECTION, indexes = UserList.BY_ORGANIZATION)
final class CrmUserDocument {

    static final String COLLECTION = "crm_users";

    private CrmUserDocument() {}
}

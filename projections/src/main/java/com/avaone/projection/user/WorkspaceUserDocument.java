package com.avaone.projection.user;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;

/**
 * A user whose role is that of a workspace user, in the list of all organizations' workspace users; what it holds says {@link UserList}. Of
 * the founding document's schema, {@code accountId}, {@code email}, {@code createdAt} and {@code updatedAt} are here; the {@code plan} is
 * the license's to say, the {@code organizationName} the organization's.
 */
@ReadModel(database = Database.MAIN, collection = WorkspaceUserDocument.COLLECTION, indexes = UserList.BY_ORGANIZATION)
final class WorkspaceUserDocument {

    static final String COLLECTION = "workspace_users";

    private WorkspaceUserDocument() {}
}

package com.avaone.projection.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserState;
import com.avaone.api.user.WorkspaceUserView;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import org.bson.Document;

/**
 * A user whose role is that of a workspace user, in the list of all organizations' workspace users; what it holds says {@link UserList}. Of
 * the founding document's schema, {@code accountId}, {@code email}, {@code organizationName}, {@code plan}, {@code createdAt} and
 * {@code updatedAt} are here.
 */
@ReadModel(
        database = Database.MAIN,
        collection = WorkspaceUserDocument.COLLECTION,
        indexes = {UserList.BY_ORGANIZATION, "email,_id"})
public final class WorkspaceUserDocument {

    public static final String COLLECTION = "workspace_users";

    private WorkspaceUserDocument() {}

    /** What the document shows. */
    @SuppressWarnings("JavaUtilDate") // what the database's driver answers
    public static WorkspaceUserView view(Document document) {
        return new WorkspaceUserView(
                new UserId(document.getString(UserDocument.ID)),
                new OrganizationId(document.getString(UserDocument.ORGANIZATION_ID)),
                new EmailAddress(document.getString(UserDocument.EMAIL)),
                document.getString("displayName"),
                document.getString("accountId"),
                document.getString(UserDocument.PLAN) == null
                        ? null
                        : new PlanId(document.getString(UserDocument.PLAN)),
                UserState.valueOf(document.getString(UserDocument.STATE)),
                document.getDate(UserDocument.CREATED_AT).toInstant(),
                document.getDate(UserDocument.UPDATED_AT).toInstant());
    }
}

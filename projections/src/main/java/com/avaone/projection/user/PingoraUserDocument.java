package com.avaone.projection.user;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;

/**
 * A user with a place in Pingora, in the list of its users; what it holds says {@link UserList}. The fields of the founding document's
 * schema keep their names, but {@code username}: people sign in by their {@code email}. {@code password} has no place in any read model.
 */
@ReadModel(database = Database.PINGORA, collection = PingoraUserDocument.COLLECTION, indexes = UserList.BY_ORGANIZATION)
final class PingoraUserDocument {

    static final String COLLECTION = "pingora_users";

    private PingoraUserDocument() {}
}

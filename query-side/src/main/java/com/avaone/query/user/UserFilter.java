package com.avaone.query.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.user.UserQuery.FindUsers;
import com.avaone.api.user.UserQuery.FindWorkspaceUsers;
import com.avaone.api.user.UserState;
import com.avaone.projection.user.UserDocument;
import com.avaone.query.kernel.TextSearch;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** What a question for users asks for, as MongoDB's filter. Every value stands there as a value, never as an operator. */
final class UserFilter {

    /** The states of accounts that are neither withdrawn nor erased. */
    static final List<UserState> PRESENT = List.of(UserState.INVITED, UserState.ACTIVE, UserState.DEACTIVATED);

    private UserFilter() {}

    /**
     * What the query asks for.
     *
     * @throws com.avaone.api.kernel.Rejected naming {@code text} if it is too long
     */
    static Document of(FindUsers query) {
        var all = new ArrayList<Document>();
        all.add(
                query.state() == null
                        ? present()
                        : new Document(UserDocument.STATE, query.state().name()));
        if (query.role() != null) {
            all.add(new Document(UserDocument.ROLE, query.role().name()));
        }
        if (query.product() != null) {
            all.add(new Document(UserDocument.PRODUCTS, query.product().value()));
        }
        if (query.text() != null && !query.text().isBlank()) {
            all.add(TextSearch.of(query.text(), UserDocument.EMAIL, UserDocument.NAME_LOWER));
        }
        return and(all);
    }

    /** What the query asks for; the operator asks for every organization's. */
    static Document of(FindWorkspaceUsers query) {
        var all = new Document();
        if (!query.organizationId().equals(OrganizationId.OPERATOR)) {
            all.append(UserDocument.ORGANIZATION_ID, query.organizationId().value());
        }
        if (query.plan() != null) {
            all.append(UserDocument.PLAN, query.plan().value());
        }
        if (query.state() != null) {
            all.append(UserDocument.STATE, query.state().name());
        }
        return all;
    }

    /** Neither withdrawn nor erased; named and not "not", so that an index is of use. */
    static Document present() {
        return new Document(
                UserDocument.STATE,
                new Document("$in", PRESENT.stream().map(UserState::name).toList()));
    }

    private static Document and(List<Document> all) {
        return new Document("$and", all);
    }
}

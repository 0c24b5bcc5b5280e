package com.avaone.query.user;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.Growth;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.OwnHistory;
import com.avaone.api.user.UserFigures;
import com.avaone.api.user.UserHistory;
import com.avaone.api.user.UserPage;
import com.avaone.api.user.UserQuery.FindOwnHistory;
import com.avaone.api.user.UserQuery.FindUser;
import com.avaone.api.user.UserQuery.FindUserFigures;
import com.avaone.api.user.UserQuery.FindUserHistory;
import com.avaone.api.user.UserQuery.FindUsers;
import com.avaone.api.user.UserQuery.FindWorkspaceUsers;
import com.avaone.api.user.UserState;
import com.avaone.api.user.UserView;
import com.avaone.api.user.WorkspaceUserPage;
import com.avaone.projection.kernel.Databases;
import com.avaone.projection.user.UserDocument;
import com.avaone.projection.user.WorkspaceUserDocument;
import com.avaone.query.kernel.ListOrder;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.avaone.query.kernel.SealedCursor;
import com.avaone.query.kernel.history.EarlierDocuments;
import com.avaone.query.kernel.history.Wording;
import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from an organization's own database, in which no other's users are; the history from the events. */
@Component
@QueryRole
class UserQueryHandler {

    private static final int MAX_LIMIT = 100;
    private static final int MAX_HISTORY_LIMIT = 200;
    private static final Duration LATELY = Duration.ofDays(7);

    /** By address. Erased persons have none and are in the order of their accounts. */
    private static final ListOrder ORDER = new ListOrder("EMAIL", UserDocument.EMAIL, false, false);

    private final Databases databases;
    private final UserHistoryReader history;
    private final EarlierDocuments earlier;
    private final SealedCursor cursors;
    private final Clock clock;

    UserQueryHandler(
            Databases databases, UserHistoryReader history, EarlierDocuments earlier, PersonalSeal seal, Clock clock) {
        this.earlier = earlier;
        this.databases = databases;
        this.history = history;
        this.cursors = new SealedCursor(seal);
        this.clock = clock;
    }

    private MongoCollection<Document> usersOf(OrganizationId organizationId) {
        return databases.tenant(organizationId).getCollection(UserDocument.COLLECTION);
    }

    @QueryHandler
    @ReadsFrom("user")
    UserView handle(FindUser query) {
        var userId = query.userId();
        var found = query.asOf() == null
                ? Optional.ofNullable(usersOf(query.organizationId())
                        .find(new Document(UserDocument.ID, userId.value()))
                        .first())
                : earlier.find(
                        AuditedKind.USER, query.organizationId(), userId.value(), query.asOf(), UserDocument.SOURCE);
        return found.map(UserDocument::view).orElseThrow(() -> notFound(userId));
    }

    @QueryHandler
    @ReadsFrom("user")
    UserPage handle(FindUsers query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var users = usersOf(query.organizationId());
        var filter = UserFilter.of(query);
        var page = ORDER.page(users, filter, cursors.open(query.cursor()), limit);
        return new UserPage(
                page.items().stream().map(UserDocument::view).toList(),
                cursors.behind(page),
                users.countDocuments(filter));
    }

    @QueryHandler
    @ReadsFrom("user")
    UserFigures handle(FindUserFigures query) {
        var users = usersOf(query.organizationId());
        var byState = new EnumMap<UserState, Long>(UserState.class);
        UserFilter.PRESENT.forEach(state -> byState.put(state, 0L));
        count(users, "$" + UserDocument.STATE).forEach((state, count) -> byState.put(UserState.valueOf(state), count));
        var byRole = new EnumMap<Role, Long>(Role.class);
        count(users, "$" + UserDocument.ROLE).forEach((role, count) -> byRole.put(Role.valueOf(role), count));
        var active = new Document(UserDocument.STATE, UserState.ACTIVE.name());
        return new UserFigures(
                byState,
                byRole,
                users.countDocuments(new Document(active)
                        .append(
                                UserDocument.LAST_SIGN_IN_AT,
                                new Document("$gte", clock.instant().minus(LATELY)))),
                users.countDocuments(new Document(active).append(UserDocument.SECOND_FACTOR, true)),
                growth(users));
    }

    private static List<Growth> growth(MongoCollection<Document> users) {
        var day = new Document(
                "$dateToString", new Document("format", "%Y-%m-%d").append("date", "$" + UserDocument.CREATED_AT));
        var growth = new ArrayList<Growth>();
        var total = 0L;
        for (var one : count(users, day).entrySet()) {
            total += one.getValue();
            growth.add(new Growth(LocalDate.parse(one.getKey()), one.getValue(), total));
        }
        return growth;
    }

    /** How many users who are present have each value of what an expression says, in the order of the values. */
    private static SortedMap<String, Long> count(MongoCollection<Document> users, Object expression) {
        var counts = new TreeMap<String, Long>();
        var groups = users.aggregate(List.of(
                new Document("$match", UserFilter.present()),
                new Document(
                        "$group",
                        new Document(UserDocument.ID, expression).append("count", new Document("$sum", 1L)))));
        for (var group : groups) {
            counts.put(
                    group.getString(UserDocument.ID),
                    group.get("count", Number.class).longValue());
        }
        return counts;
    }

    @QueryHandler
    @ReadsFrom("user")
    WorkspaceUserPage handle(FindWorkspaceUsers query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var users = databases.main().getCollection(WorkspaceUserDocument.COLLECTION);
        var filter = UserFilter.of(query);
        var page = ORDER.page(users, filter, cursors.open(query.cursor()), limit);
        return new WorkspaceUserPage(
                page.items().stream().map(WorkspaceUserDocument::view).toList(),
                cursors.behind(page),
                users.countDocuments(filter));
    }

    @QueryHandler
    UserHistory handle(FindUserHistory query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        var limit = Parameter.limit(query.limit(), MAX_HISTORY_LIMIT);
        return history.page(query.organizationId(), query.userId(), query.cursor(), limit, Wording.in(language))
                .orElseThrow(() -> notFound(query.userId()));
    }

    @QueryHandler
    OwnHistory handle(FindOwnHistory query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        var limit = Parameter.limit(query.limit(), MAX_HISTORY_LIMIT);
        return history.all(query.organizationId(), query.userId(), query.after(), limit, Wording.in(language))
                .orElseThrow(() -> notFound(query.userId()));
    }

    private static Rejected notFound(UserId userId) {
        return new Rejected(KernelRule.NOT_FOUND, "There is no user %s in this organization.".formatted(userId));
    }
}

package com.avaone.query.team;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.team.TeamPage;
import com.avaone.api.team.TeamQuery.FindTeam;
import com.avaone.api.team.TeamQuery.FindTeamUsers;
import com.avaone.api.team.TeamQuery.FindTeams;
import com.avaone.api.team.TeamState;
import com.avaone.api.team.TeamUserPage;
import com.avaone.api.team.TeamView;
import com.avaone.api.user.UserState;
import com.avaone.projection.kernel.Databases;
import com.avaone.projection.team.TeamDocument;
import com.avaone.projection.team.TeamUserDocument;
import com.avaone.query.kernel.ListOrder;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from the teams and their members in the organization's database. However many there are, a page costs two queries at most. */
@Component
@QueryRole
@ReadsFrom("team")
class TeamQueryHandler {

    private static final int MAX_LIMIT = 100;

    private static final ListOrder BY_NAME = new ListOrder("NAME", TeamDocument.NAME_LOWER, false, false);
    private static final ListOrder BY_ADDRESS = new ListOrder("EMAIL", TeamUserDocument.EMAIL, false, false);

    private final Databases databases;

    TeamQueryHandler(Databases databases) {
        this.databases = databases;
    }

    @QueryHandler
    TeamView handle(FindTeam query) {
        var team = collection(query.organizationId(), TeamDocument.COLLECTION)
                .find(new Document(TeamDocument.ID, query.teamId().value()))
                .first();
        if (team == null) {
            throw new Rejected(
                    KernelRule.NOT_FOUND, "There is no team %s in this organization.".formatted(query.teamId()));
        }
        return views(query.organizationId(), List.of(team)).getFirst();
    }

    @QueryHandler
    TeamPage handle(FindTeams query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var active = new Document(TeamDocument.STATE, TeamState.ACTIVE.name());
        var found = page(
                collection(query.organizationId(), TeamDocument.COLLECTION), active, BY_NAME, query.cursor(), limit);
        return new TeamPage(views(query.organizationId(), found.items()), found.next());
    }

    @QueryHandler
    TeamUserPage handle(FindTeamUsers query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var found = page(
                collection(query.organizationId(), TeamUserDocument.COLLECTION),
                isActive(),
                BY_ADDRESS,
                query.cursor(),
                limit);
        return new TeamUserPage(
                found.items().stream().map(TeamUserDocument::view).toList(), found.next());
    }

    private record Found(List<Document> items, @Nullable String next) {}

    private static Found page(
            MongoCollection<Document> collection,
            Document filter,
            ListOrder order,
            @Nullable String cursor,
            int limit) {
        var behind = cursor == null ? filter : new Document("$and", List.of(filter, order.behind(cursor)));
        // One more than asked for tells whether there is a next page.
        var found = collection.find(behind).sort(order.by()).limit(limit + 1).into(new ArrayList<>(limit + 1));
        var items = found.subList(0, Math.min(limit, found.size()));
        return new Found(items, found.size() > limit ? order.cursorBehind(items.getLast()) : null);
    }

    private List<TeamView> views(OrganizationId organizationId, List<Document> teams) {
        var ids = new TreeSet<String>();
        teams.forEach(team -> ids.addAll(TeamDocument.memberIds(team)));
        var active = active(organizationId, ids);
        return teams.stream().map(team -> TeamDocument.view(team, active)).toList();
    }

    private Map<String, Document> active(OrganizationId organizationId, Set<String> ids) {
        var active = new HashMap<String, Document>();
        if (!ids.isEmpty()) {
            collection(organizationId, TeamUserDocument.COLLECTION)
                    .find(isActive().append(TeamUserDocument.ID, new Document("$in", List.copyOf(ids))))
                    .forEach(user -> active.put(user.getString(TeamUserDocument.ID), user));
        }
        return active;
    }

    private static Document isActive() {
        return new Document(TeamUserDocument.STATE, UserState.ACTIVE.name());
    }

    private MongoCollection<Document> collection(OrganizationId organizationId, String name) {
        return databases.tenant(organizationId).getCollection(name);
    }
}

package com.avaone.query.team;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.team.TeamHistory;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamPage;
import com.avaone.api.team.TeamQuery.FindTeam;
import com.avaone.api.team.TeamQuery.FindTeamHistory;
import com.avaone.api.team.TeamQuery.FindTeamRoster;
import com.avaone.api.team.TeamQuery.FindTeamUser;
import com.avaone.api.team.TeamQuery.FindTeamUsers;
import com.avaone.api.team.TeamQuery.FindTeams;
import com.avaone.api.team.TeamRoster;
import com.avaone.api.team.TeamState;
import com.avaone.api.team.TeamUserPage;
import com.avaone.api.team.TeamUserView;
import com.avaone.api.team.TeamView;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserState;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.Databases;
import com.avaone.projection.team.TeamDocument;
import com.avaone.projection.team.TeamUserChanges;
import com.avaone.projection.team.TeamUserDocument;
import com.avaone.query.kernel.ListOrder;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import com.avaone.query.kernel.SealedCursor;
import com.avaone.query.kernel.history.AsOf;
import com.avaone.query.kernel.history.EarlierDocuments;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import com.mongodb.client.MongoCollection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers from the teams and their members in the organization's database; the history from the events. However many there are, a page costs
 * two queries at most.
 */
@Component
@QueryRole
class TeamQueryHandler {

    private static final int MAX_LIMIT = 100;
    private static final int MAX_HISTORY_LIMIT = 200;

    private static final ListOrder BY_NAME = new ListOrder("NAME", TeamDocument.NAME_LOWER, false, false);
    private static final ListOrder BY_ADDRESS = new ListOrder("EMAIL", TeamUserDocument.EMAIL, false, false);

    private final Databases databases;
    private final TeamHistoryReader history;
    private final EarlierDocuments earlier;
    private final SealedCursor cursors;

    TeamQueryHandler(Databases databases, TeamHistoryReader history, EarlierDocuments earlier, PersonalSeal seal) {
        this.earlier = earlier;
        this.databases = databases;
        this.history = history;
        this.cursors = new SealedCursor(seal);
    }

    @QueryHandler
    @ReadsFrom("team")
    TeamView handle(FindTeam query) {
        if (query.asOf() != null) {
            return earlier(query.organizationId(), query.teamId(), query.asOf());
        }
        return views(query.organizationId(), List.of(team(query.organizationId(), query.teamId())))
                .getFirst();
    }

    @QueryHandler
    @ReadsFrom("team")
    TeamRoster handle(FindTeamRoster query) {
        var team = team(query.organizationId(), query.teamId());
        return TeamDocument.roster(team, users(query.organizationId(), TeamDocument.memberIds(team)));
    }

    @QueryHandler
    TeamHistory handle(FindTeamHistory query, @MetaDataValue(MetadataKey.LANGUAGE) @Nullable String language) {
        var limit = Parameter.limit(query.limit(), MAX_HISTORY_LIMIT);
        return history.page(query.organizationId(), query.teamId(), query.cursor(), limit, Wording.in(language))
                .orElseThrow(() -> notFound(query.teamId()));
    }

    /** The team as it was, with its members as they were: each is one stream, and there are 500 at most. */
    private TeamView earlier(OrganizationId organizationId, TeamId teamId, String asOf) {
        var team = earlier.find(AuditedKind.TEAM, organizationId, teamId.value(), asOf, TeamDocument.SOURCE)
                .orElseThrow(() -> notFound(teamId));
        var moment = AsOf.parse(asOf);
        var users = new HashMap<String, Document>();
        TeamDocument.memberIds(team)
                .forEach(userId -> earlier.find(
                                UserEvent.class,
                                organizationId,
                                userId,
                                moment,
                                TeamUserDocument.SOURCE,
                                TeamQueryHandler::change)
                        .filter(TeamUserDocument::isThere)
                        .ifPresent(user -> users.put(userId, user)));
        return TeamDocument.view(team, users);
    }

    private static Change change(Occurrence event, Document before) {
        var ofUser = (UserEvent) event.payload();
        return TeamUserChanges.ends(ofUser)
                ? Change.nothing().unset(TeamUserDocument.STATE)
                : TeamUserChanges.of(ofUser);
    }

    private Document team(OrganizationId organizationId, TeamId teamId) {
        return Optional.ofNullable(collection(organizationId, TeamDocument.COLLECTION)
                        .find(new Document(TeamDocument.ID, teamId.value()))
                        .first())
                .orElseThrow(() -> notFound(teamId));
    }

    private static Rejected notFound(TeamId teamId) {
        return new Rejected(KernelRule.NOT_FOUND, "There is no team %s in this organization.".formatted(teamId));
    }

    @QueryHandler
    @ReadsFrom("team")
    TeamPage handle(FindTeams query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var active = new Document(TeamDocument.STATE, TeamState.ACTIVE.name());
        var teams = collection(query.organizationId(), TeamDocument.COLLECTION);
        var page = BY_NAME.page(teams, active, query.cursor(), limit);
        return new TeamPage(views(query.organizationId(), page.items()), page.next());
    }

    @QueryHandler
    @ReadsFrom("team")
    TeamUserView handle(FindTeamUser query) {
        return Optional.ofNullable(collection(query.organizationId(), TeamUserDocument.COLLECTION)
                        .find(isActive()
                                .append(TeamUserDocument.ID, query.userId().value()))
                        .first())
                .map(TeamUserDocument::view)
                .orElseThrow(() -> new Rejected(
                        KernelRule.NOT_FOUND,
                        "There is no active user %s in this organization.".formatted(query.userId())));
    }

    @QueryHandler
    @ReadsFrom("team")
    TeamUserPage handle(FindTeamUsers query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var users = collection(query.organizationId(), TeamUserDocument.COLLECTION);
        var page = BY_ADDRESS.page(users, isActive(), cursors.open(query.cursor()), limit);
        return new TeamUserPage(
                page.items().stream().map(TeamUserDocument::view).toList(), cursors.behind(page));
    }

    private List<TeamView> views(OrganizationId organizationId, List<Document> teams) {
        var ids = new TreeSet<String>();
        teams.forEach(team -> ids.addAll(TeamDocument.memberIds(team)));
        var users = users(organizationId, ids);
        return teams.stream().map(team -> TeamDocument.view(team, users)).toList();
    }

    private Map<String, Document> users(OrganizationId organizationId, Set<String> ids) {
        var users = new HashMap<String, Document>();
        if (!ids.isEmpty()) {
            collection(organizationId, TeamUserDocument.COLLECTION)
                    .find(new Document(TeamUserDocument.ID, new Document("$in", List.copyOf(ids))))
                    .forEach(user -> users.put(user.getString(TeamUserDocument.ID), user));
        }
        return users;
    }

    private static Document isActive() {
        return new Document(TeamUserDocument.STATE, UserState.ACTIVE.name());
    }

    private MongoCollection<Document> collection(OrganizationId organizationId, String name) {
        return databases.tenant(organizationId).getCollection(name);
    }
}

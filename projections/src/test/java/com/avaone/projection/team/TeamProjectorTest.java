package com.avaone.projection.team;

import static com.avaone.projection.user.UserStories.profile;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.Slug;
import com.avaone.api.team.TeamEvent;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamEvent.TeamCreated;
import com.avaone.api.team.TeamEvent.TeamMemberAdded;
import com.avaone.api.team.TeamEvent.TeamMemberRemoved;
import com.avaone.api.team.TeamEvent.TeamRenamed;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamRole;
import com.avaone.api.team.TeamUserView;
import com.avaone.api.user.UserEvent.EmailChanged;
import com.avaone.api.user.UserEvent.RoleChanged;
import com.avaone.api.user.UserEvent.UserDeactivated;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.user.UserStories;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeamProjectorTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final TeamId SALES = TeamId.random();
    private static final TeamId SUPPORT = TeamId.random();

    private final UserStories stories = new UserStories(7);
    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();

    @AfterEach
    void close() {
        readModels.close();
    }

    @Test
    void showsUsersWithTheTeamsThatTheyAreIn() {
        var ada = stories.registered(ORG, "ada@example.com", profile("Ada", "Byron"), Role.EMPLOYEE);
        happened(new TeamCreated(SALES, ORG, "Sales"));
        happened(new TeamMemberAdded(SALES, ORG, ada, TeamRole.MEMBER));
        happened(new TeamCreated(SUPPORT, ORG, "support"));
        happened(new TeamMemberAdded(SUPPORT, ORG, ada, TeamRole.LEAD));
        happened(new TeamMemberAdded(SALES, ORG, ada, TeamRole.LEAD));
        var since = stories.now();
        happened(new TeamRenamed(SALES, ORG, "Field sales"));
        stories.add(
                new EmailChanged(ada, ORG, new EmailAddress("ada@example.net"), new EmailAddress("ada@example.com")));
        stories.add(new RoleChanged(ada, ORG, Role.ADMIN));

        deliverTwice(readModels);

        var user = user(ada);
        assertThat(user.email()).isEqualTo(new EmailAddress("ada@example.net"));
        assertThat(user.displayName()).isEqualTo("Ada Byron");
        assertThat(user.role()).isEqualTo(Role.ADMIN);
        assertThat(user.teams()).extracting(TeamUserView.Membership::name).containsExactly("Field sales", "support");
        assertThat(user.teams().getFirst())
                .isEqualTo(new TeamUserView.Membership(SALES, "Field sales", TeamRole.LEAD, since));
    }

    @Test
    void forgetsATeamThatTheUserIsNotInAnyMore() {
        var ada = stories.registered(ORG, "ada@example.com", UserProfile.EMPTY, Role.EMPLOYEE);
        happened(new TeamCreated(SALES, ORG, "Sales"));
        happened(new TeamMemberAdded(SALES, ORG, ada, TeamRole.MEMBER));
        happened(new TeamCreated(SUPPORT, ORG, "Support"));
        happened(new TeamMemberAdded(SUPPORT, ORG, ada, TeamRole.MEMBER));
        happened(new TeamMemberRemoved(SALES, ORG, ada));
        happened(new TeamArchived(SUPPORT, ORG));

        deliverTwice(readModels);

        assertThat(user(ada).teams()).isEmpty();
        assertThat(user(ada).displayName()).isEqualTo("ada@example.com");
        var members = contents(readModels);
        assertThat(members.get("teams/" + SALES)).doesNotContain(ada.value());
        assertThat(members.get("teams/" + SUPPORT)).contains("ARCHIVED");
    }

    @Test
    void knowsNothingMoreOfWhoIsErased() {
        var ada = stories.registered(ORG, "ada@example.com", profile("Ada", "Byron"), Role.EMPLOYEE);
        happened(new TeamCreated(SALES, ORG, "Sales"));
        happened(new TeamMemberAdded(SALES, ORG, ada, TeamRole.MEMBER));
        stories.add(new UserErased(ada, ORG, UserState.ACTIVE));
        happened(new TeamMemberRemoved(SALES, ORG, ada));

        deliverTwice(readModels);

        assertThat(contents(readModels)).containsOnlyKeys("teams/" + SALES);
        assertThat(contents(readModels).toString()).doesNotContain("Ada").doesNotContain("ada@");
    }

    @Test
    void hasNothingOfTheOperatorsUsersAndNothingOfAnOrganizationThatIsGone() {
        stories.systemAdmin("root@example.com");
        stories.registered(OrganizationId.OPERATOR, "auditor@example.com", UserProfile.EMPTY, Role.SUITE_AUDITOR);
        var ada = stories.registered(ORG, "ada@example.com", UserProfile.EMPTY, Role.EMPLOYEE);
        happened(new TeamCreated(SALES, ORG, "Sales"));
        stories.add(ORG, new OrganizationDeleted(ORG, new Slug("acme"), LicenseId.random()));
        happened(new TeamMemberAdded(SALES, ORG, ada, TeamRole.MEMBER));
        stories.add(new UserDeactivated(ada, ORG));
        stories.add(new UserErased(ada, ORG, UserState.ACTIVE));

        deliverTwice(readModels);

        assertThat(contents(readModels)).isEmpty();
    }

    @Test
    void hasTheSameBytesHoweverOftenEventsCome() {
        stories.everything(ORG);
        var ada = stories.registered(ORG, "ada@example.org", profile("Ada", "Byron"), Role.EMPLOYEE);
        stories.crowd(ORG, 20, 100);
        happened(new TeamCreated(SALES, ORG, "Sales"));
        happened(new TeamMemberAdded(SALES, ORG, ada, TeamRole.MEMBER));
        stories.crowd(ORG, 0, 0);
        happened(new TeamRenamed(SALES, ORG, "Field sales"));
        deliverTwice(readModels);
        TeamDelivery.to(readModels.documents()).deliver(stories.events(), 7);

        try (var once = new ReadModelsOnDisposal()) {
            TeamDelivery.to(once.documents()).deliver(stories.events(), 1_000);

            assertThat(contents(readModels)).hasSizeGreaterThan(10).isEqualTo(contents(once));
        }
    }

    private void happened(TeamEvent event) {
        stories.add(event.teamId(), event);
    }

    private void deliverTwice(ReadModelsOnDisposal to) {
        var twice = new ArrayList<DomainEventMessage<?>>();
        stories.events().forEach(event -> twice.addAll(List.of(event, event)));
        TeamDelivery.to(to.documents()).deliver(twice, 3);
    }

    private TeamUserView user(UserId userId) {
        var found = readModels
                .databases()
                .tenant(ORG)
                .getCollection(TeamUserDocument.COLLECTION)
                .find(new Document("_id", userId.value()))
                .first();
        assertThat(found).isNotNull();
        return TeamUserDocument.view(found);
    }

    private static Map<String, String> contents(ReadModelsOnDisposal of) {
        var all = new TreeMap<String, String>();
        for (var name : of.databases().tenantDatabases()) {
            for (var collection : List.of(TeamDocument.COLLECTION, TeamUserDocument.COLLECTION)) {
                of.databases()
                        .tenant(new OrganizationId(name))
                        .getCollection(collection)
                        .find()
                        .forEach(document -> all.put(collection + "/" + document.getString("_id"), document.toJson()));
            }
        }
        return all;
    }
}

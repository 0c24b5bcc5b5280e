package com.avaone.query.team;

import static com.avaone.projection.user.UserStories.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.team.TeamEvent;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamEvent.TeamCreated;
import com.avaone.api.team.TeamEvent.TeamMemberAdded;
import com.avaone.api.team.TeamEvent.TeamMemberRemoved;
import com.avaone.api.team.TeamEvent.TeamRenamed;
import com.avaone.api.team.TeamHistory.Entry;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamQuery.FindTeam;
import com.avaone.api.team.TeamQuery.FindTeamHistory;
import com.avaone.api.team.TeamQuery.FindTeamRoster;
import com.avaone.api.team.TeamQuery.FindTeamUser;
import com.avaone.api.team.TeamQuery.FindTeamUsers;
import com.avaone.api.team.TeamQuery.FindTeams;
import com.avaone.api.team.TeamRole;
import com.avaone.api.team.TeamRoster.Person;
import com.avaone.api.team.TeamState;
import com.avaone.api.team.TeamUserView;
import com.avaone.api.team.TeamView;
import com.avaone.api.team.TeamView.Member;
import com.avaone.api.user.UserEvent.UserActivated;
import com.avaone.api.user.UserEvent.UserDeactivated;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.team.TeamDelivery;
import com.avaone.projection.user.UserStories;
import com.avaone.query.kernel.KeysByHand;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TeamQueryHandlerTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final TeamId SALES = TeamId.random();
    private static final TeamId ENDED = TeamId.random();
    private static final TeamId FOREIGN = TeamId.random();

    private static final UserStories STORIES = new UserStories(3);
    private static ReadModelsOnDisposal readModels;
    private static final HistoryOnDisposal LOG = new HistoryOnDisposal();
    private static TeamQueryHandler handler;
    private static UserId ada;
    private static UserId back;

    @BeforeAll
    static void tellTheStories() {
        ada = STORIES.registered(ORG, "ada@example.com", profile("Ada", "Byron"), Role.EMPLOYEE);
        back = STORIES.registered(ORG, "back@example.com", UserProfile.EMPTY, Role.USER);
        var gone = STORIES.registered(ORG, "gone@example.com", UserProfile.EMPTY, Role.USER);
        var away = STORIES.registered(ORG, "away@example.com", UserProfile.EMPTY, Role.USER);
        var asked = STORIES.invited(ORG, "asked@example.com", UserProfile.EMPTY, Role.USER);
        happened(new TeamCreated(SALES, ORG, "sales"));
        for (var member : List.of(gone, away, asked, back, ada)) {
            happened(new TeamMemberAdded(SALES, ORG, member, TeamRole.MEMBER));
        }
        happened(new TeamMemberAdded(SALES, ORG, back, TeamRole.LEAD));
        STORIES.add(new UserErased(gone, ORG, UserState.ACTIVE));
        STORIES.add(new UserDeactivated(away, ORG));
        STORIES.add(new UserDeactivated(back, ORG));
        STORIES.add(new UserActivated(back, ORG));
        for (var team = 0; team < 7; team++) {
            happened(new TeamCreated(TeamId.random(), ORG, "Team " + team));
        }
        happened(new TeamCreated(ENDED, ORG, "Ended"));
        happened(new TeamMemberAdded(ENDED, ORG, ada, TeamRole.LEAD));
        happened(new TeamRenamed(ENDED, ORG, "Over"));
        happened(new TeamMemberRemoved(ENDED, ORG, ada));
        happened(new TeamArchived(ENDED, ORG));
        STORIES.registered(RIVAL, "rival@example.com", UserProfile.EMPTY, Role.USER);
        happened(new TeamCreated(FOREIGN, RIVAL, "Foreign"));
        readModels = new ReadModelsOnDisposal();
        TeamDelivery.to(readModels.documents()).deliver(STORIES.events(), 50);
        LOG.publish(STORIES.events());
        handler = handler(readModels);
    }

    private static TeamQueryHandler handler(ReadModelsOnDisposal models) {
        return new TeamQueryHandler(
                models.databases(),
                new TeamHistoryReader(LOG.history()),
                LOG.earlier(new AuditedTeams()),
                new KeysByHand());
    }

    @AfterAll
    static void forgetThem() {
        readModels.close();
    }

    private static void happened(TeamEvent event) {
        STORIES.add(event.teamId(), event);
    }

    @Test
    void namesTheMembersOfATeamWhoAreActive() {
        var team = handler.handle(new FindTeam(ORG, SALES));

        assertThat(team.members()).extracting(Member::userId).containsExactly(ada, back);
        assertThat(team.members().getFirst().displayName()).isEqualTo("Ada Byron");
        assertThat(team.notActive()).as("deactivated or invited").isEqualTo(2);
        assertThat(team.version()).isEqualTo(6);
        assertThat(handler.handle(new FindTeam(ORG, ENDED)).state()).isEqualTo(TeamState.ARCHIVED);
    }

    /** Also what others do counts: who is erased, deactivated or renamed meanwhile is in the team as they were. */
    @Test
    void tellsHowATeamWasAsTheReadModelDid() {
        try (var models = new ReadModelsOnDisposal()) {
            var delivery = TeamDelivery.to(models.documents());
            var present = handler(models);
            var begun = new LinkedHashMap<TeamId, OrganizationId>();
            for (int position = 0; position < STORIES.events().size(); position++) {
                var event = STORIES.events().get(position);
                delivery.deliver(List.of(event), 1);
                if (event.getPayload() instanceof TeamCreated created) {
                    begun.put(created.teamId(), created.organizationId());
                }
                for (var team : begun.entrySet()) {
                    assertThat(handler.handle(new FindTeam(team.getValue(), team.getKey(), Long.toString(position))))
                            .as("at %d", position)
                            .isEqualTo(present.handle(new FindTeam(team.getValue(), team.getKey())));
                }
            }
            assertThat(begun).hasSizeGreaterThan(8);
        }
        refusesAsNotFound(() -> handler.handle(new FindTeam(ORG, SALES, "0")));
        refusesAsNotFound(() -> handler.handle(new FindTeam(RIVAL, SALES, "1000")));
    }

    @Test
    void namesEverybodyOfATeamToWhoManagesIt() {
        var roster = handler.handle(new FindTeamRoster(ORG, SALES));

        assertThat(roster.team()).isEqualTo(handler.handle(new FindTeam(ORG, SALES)));
        assertThat(roster.people())
                .extracting(person -> person.email().value(), Person::role, Person::state)
                .containsExactly(
                        tuple("back@example.com", TeamRole.LEAD, UserState.ACTIVE),
                        tuple("ada@example.com", TeamRole.MEMBER, UserState.ACTIVE),
                        tuple("asked@example.com", TeamRole.MEMBER, UserState.INVITED),
                        tuple("away@example.com", TeamRole.MEMBER, UserState.DEACTIVATED));
    }

    @Test
    void tellsTheHistoryOfATeamNewestFirst() {
        var newest = handler.handle(new FindTeamHistory(ORG, ENDED, null, 3), null);
        var older = handler.handle(new FindTeamHistory(ORG, ENDED, newest.next(), 3), "hi");

        assertThat(newest.items())
                .extracting(Entry::event, Entry::what, Entry::userId)
                .containsExactly(
                        tuple("team.archived", "Team archived", null),
                        tuple("team.member-removed", "Taken out of the team", ada),
                        tuple("team.renamed", "Renamed to Over", null));
        assertThat(older.items())
                .extracting(Entry::what, Entry::userId)
                .containsExactly(tuple("अब टीम में प्रमुख", ada), tuple("टीम Ended बनाई गई", null));
        assertThat(older.next()).isNull();
    }

    @Test
    void findsTheTeamsOfAnActiveUser() {
        assertThat(handler.handle(new FindTeamUser(ORG, ada)).teams())
                .extracting(TeamUserView.Membership::teamId)
                .containsExactly(SALES);
        refusesAsNotFound(() -> handler.handle(new FindTeamUser(RIVAL, ada)));
        refusesAsNotFound(() -> handler.handle(new FindTeamUser(ORG, UserId.random())));
    }

    @Test
    void doesNotFindAnotherOrganizationsTeam() {
        refusesAsNotFound(() -> handler.handle(new FindTeamRoster(ORG, FOREIGN)));
        refusesAsNotFound(() -> handler.handle(new FindTeamHistory(ORG, FOREIGN, null, 10), null));
        refusesAsNotFound(() -> handler.handle(new FindTeamHistory(ORG, TeamId.random(), null, 10), null));
        refusesAsNotFound(() -> handler.handle(new FindTeam(ORG, FOREIGN)));
        refusesAsNotFound(() -> handler.handle(new FindTeam(RIVAL, SALES)));
        assertThat(handler.handle(new FindTeams(OrganizationId.OPERATOR, null, 10))
                        .items())
                .isEmpty();
        assertThat(handler.handle(new FindTeamUsers(OrganizationId.OPERATOR, null, 10))
                        .items())
                .isEmpty();
    }

    @Test
    void listsTeamsByNameAPageAtATime() {
        var all = new ArrayList<String>();
        var page = handler.handle(new FindTeams(ORG, null, 3));
        while (page.next() != null) {
            assertThat(page.items()).hasSize(3);
            page.items().stream().map(TeamView::name).forEach(all::add);
            page = handler.handle(new FindTeams(ORG, page.next(), 3));
        }
        page.items().stream().map(TeamView::name).forEach(all::add);

        assertThat(all).containsExactly("sales", "Team 0", "Team 1", "Team 2", "Team 3", "Team 4", "Team 5", "Team 6");
    }

    @Test
    void listsActiveUsersWithTheirTeamsAPageAtATime() {
        var first = handler.handle(new FindTeamUsers(ORG, null, 1));
        var second = handler.handle(new FindTeamUsers(ORG, first.next(), 1));

        assertThat(first.items()).extracting(TeamUserView::userId).containsExactly(ada);
        assertThat(first.next()).as("sealed, as it holds her address").startsWith("s" + ada);
        assertThat(first.items().getFirst().teams())
                .extracting(TeamUserView.Membership::teamId)
                .containsExactly(SALES);
        assertThat(second.items()).extracting(TeamUserView::userId).containsExactly(back);
        assertThat(second.next()).isNull();
    }

    @Test
    void refusesWhatIsNoPage() {
        for (var limit : List.of(0, 101)) {
            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(() -> handler.handle(new FindTeams(ORG, null, limit)))
                    .satisfies(
                            refused -> assertThat(refused.rejection().field()).isEqualTo("limit"));
        }
        var ofTeams = handler.handle(new FindTeams(ORG, null, 1)).next();
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(new FindTeamUsers(ORG, ofTeams, 1)))
                .satisfies(refused -> assertThat(refused.rejection().field()).isEqualTo("cursor"));
    }

    private static void refusesAsNotFound(ThrowingCallable call) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(call)
                .satisfies(refused -> assertThat(refused.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
    }
}

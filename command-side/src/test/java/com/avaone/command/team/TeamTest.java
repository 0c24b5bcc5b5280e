package com.avaone.command.team;

import static com.avaone.command.kernel.Refusals.invalid;
import static com.avaone.command.kernel.Refusals.refusedBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.team.TeamCommand;
import com.avaone.api.team.TeamCommand.AddTeamMember;
import com.avaone.api.team.TeamCommand.ArchiveTeam;
import com.avaone.api.team.TeamCommand.CreateTeam;
import com.avaone.api.team.TeamCommand.RemoveTeamMember;
import com.avaone.api.team.TeamCommand.RenameTeam;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamEvent.TeamCreated;
import com.avaone.api.team.TeamEvent.TeamMemberAdded;
import com.avaone.api.team.TeamEvent.TeamMemberRemoved;
import com.avaone.api.team.TeamEvent.TeamRenamed;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamRole;
import com.avaone.api.team.TeamRule;
import com.avaone.api.team.TeamState;
import com.avaone.api.user.Identities;
import com.avaone.command.kernel.HeldValues;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.StateTable;
import com.avaone.command.kernel.UniqueValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTest {

    private static final TeamId TEAM = TeamId.random();
    private static final TeamId OTHER_TEAM = TeamId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final UserId ADA = UserId.random();
    private static final UserId BOB = UserId.random();
    private static final UserId STRANGER = UserId.random();

    private static final TeamCreated CREATED = new TeamCreated(TEAM, ORG, "Sales");
    private static final TeamMemberAdded ADA_IN = new TeamMemberAdded(TEAM, ORG, ADA, TeamRole.MEMBER);

    private final FixtureConfiguration<Team> team = new AggregateTestFixture<>(Team.class);
    private final KnownUsers users = new KnownUsers();
    private final HeldValues names = new HeldValues();

    @BeforeEach
    void know() {
        users.know(ORG, LicenseStatus.ACTIVE);
        users.know(ADA, ORG, Role.EMPLOYEE);
        users.know(BOB, ORG, Role.EMPLOYEE);
        users.know(STRANGER, RIVAL, Role.EMPLOYEE);
        team.registerInjectableResource((Identities) users);
        team.registerInjectableResource(new UniqueValues(names, id -> false));
    }

    // ---- every state and command

    private static final StateTable TABLE = StateTable.of("teams");

    static Stream<Arguments> cells() {
        return TABLE.arguments();
    }

    @ParameterizedTest(name = "{0} in state {1}: {2}")
    @MethodSource("cells")
    void doesInEveryStateWhatTheTableSays(String command, String state, String expected) {
        StateTable.assertIs(expected, team.given(history(state)).when(sensible(command, ORG)));
    }

    @Test
    void hasARowForEveryCommandAndAColumnForEveryState() {
        TABLE.assertHas(
                Arrays.stream(TeamCommand.class.getPermittedSubclasses()).map(Class::getSimpleName),
                Arrays.stream(TeamState.values()).map(state -> state.name().toLowerCase(Locale.ROOT)));
    }

    private static List<Object> history(String state) {
        return switch (state) {
            case "active" -> List.of(CREATED, ADA_IN);
            case "archived" -> List.of(CREATED, ADA_IN, new TeamArchived(TEAM, ORG));
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static TeamCommand sensible(String command, OrganizationId org) {
        return switch (command) {
            case "CreateTeam" -> new CreateTeam(TEAM, org, "Sales");
            case "RenameTeam" -> new RenameTeam(TEAM, org, "Field sales");
            case "AddTeamMember" -> new AddTeamMember(TEAM, org, BOB, TeamRole.MEMBER);
            case "RemoveTeamMember" -> new RemoveTeamMember(TEAM, org, ADA);
            case "ArchiveTeam" -> new ArchiveTeam(TEAM, org);
            default -> throw new IllegalArgumentException(command);
        };
    }

    @ParameterizedTest
    @EnumSource(TeamState.class)
    void isOutOfReachOfAnotherOrganizationInEveryState(TeamState state) {
        for (var command : TeamCommand.class.getPermittedSubclasses()) {
            team.given(history(state.name().toLowerCase(Locale.ROOT)))
                    .when(sensible(command.getSimpleName(), RIVAL))
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
    }

    // ---- its name

    @Test
    void isCreatedUnderANameOfItsOwn() {
        team.givenNoPriorActivity().when(new CreateTeam(TEAM, ORG, "  Sales ")).expectEvents(CREATED);

        assertThat(names.all()).containsOnlyKeys("team.name " + ORG + " sales");
    }

    @Test
    void cannotHaveTheNameOfAnotherTeamOfTheOrganization() {
        hold(ORG, "sales");

        team.givenNoPriorActivity()
                .when(new CreateTeam(TEAM, ORG, "SALES"))
                .expectException(refusedBy(TeamRule.TEAM_NAME_TAKEN))
                .expectNoEvents();
        team.given(new TeamCreated(TEAM, ORG, "Support"))
                .when(new RenameTeam(TEAM, ORG, "Sales"))
                .expectException(refusedBy(TeamRule.TEAM_NAME_TAKEN))
                .expectNoEvents();
    }

    @Test
    void isNotCreatedWhereThereIsNoOrganization() {
        team.givenNoPriorActivity()
                .when(new CreateTeam(TEAM, RIVAL, "Sales"))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void canHaveTheNameOfAnotherOrganizationsTeam() {
        hold(RIVAL, "sales");

        team.givenNoPriorActivity().when(new CreateTeam(TEAM, ORG, "Sales")).expectEvents(CREATED);
    }

    @Test
    void isRenamedInCapitalsToo() {
        team.given(CREATED).when(new RenameTeam(TEAM, ORG, "SALES")).expectEvents(new TeamRenamed(TEAM, ORG, "SALES"));
        team.given(CREATED).when(new RenameTeam(TEAM, ORG, " Sales")).expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "xxxxxxxxxx xxxxxxxxxx xxxxxxxxxx xxxxxxxxxx xxxxxxxxxx xxxxxxxxxx xxxxxxxxxx xxxxxxxxxx xxxxxxxxxx xx"
            })
    void needsANameThatCanBeRead(String name) {
        team.givenNoPriorActivity()
                .when(new CreateTeam(TEAM, ORG, name))
                .expectException(invalid("name"))
                .expectNoEvents();
        team.given(CREATED)
                .when(new RenameTeam(TEAM, ORG, name))
                .expectException(invalid("name"))
                .expectNoEvents();
    }

    private void hold(OrganizationId org, String name) {
        new UniqueValues(names, id -> true)
                .takeWithin(org, Team.NAME, name, OTHER_TEAM.value(), null, TeamRule.TEAM_NAME_TAKEN, "name");
    }

    // ---- its members

    @Test
    void givesAMemberAnotherRole() {
        team.given(CREATED, ADA_IN)
                .when(new AddTeamMember(TEAM, ORG, ADA, TeamRole.LEAD))
                .expectEvents(new TeamMemberAdded(TEAM, ORG, ADA, TeamRole.LEAD));
        team.given(CREATED, ADA_IN)
                .when(new AddTeamMember(TEAM, ORG, ADA, TeamRole.MEMBER))
                .expectNoEvents();
    }

    @Test
    void hasNobodyOfAnotherOrganizationAndNobodyUnknown() {
        for (var user : List.of(STRANGER, UserId.random())) {
            team.given(CREATED)
                    .when(new AddTeamMember(TEAM, ORG, user, TeamRole.MEMBER))
                    .expectException(refusedBy(TeamRule.MEMBER_NOT_POSSIBLE))
                    .expectNoEvents();
        }
    }

    @Test
    void canTakeAMemberBackInWhoWasTakenOut() {
        team.given(CREATED, ADA_IN, new TeamMemberRemoved(TEAM, ORG, ADA))
                .when(new AddTeamMember(TEAM, ORG, ADA, TeamRole.MEMBER))
                .expectEvents(ADA_IN);
    }

    @Test
    void takesNobodyOutWhoIsNotIn() {
        team.given(CREATED, ADA_IN)
                .when(new RemoveTeamMember(TEAM, ORG, BOB))
                .expectException(refusedBy(TeamRule.NOT_A_MEMBER))
                .expectNoEvents();
    }

    @Test
    void hasAnEndOfRoom() {
        var full = new ArrayList<Object>();
        full.add(CREATED);
        full.add(ADA_IN);
        for (var member = 1; member < 500; member++) {
            full.add(new TeamMemberAdded(TEAM, ORG, UserId.random(), TeamRole.MEMBER));
        }

        team.given(full)
                .when(new AddTeamMember(TEAM, ORG, BOB, TeamRole.MEMBER))
                .expectException(refusedBy(TeamRule.TEAM_FULL))
                .expectNoEvents();
        team.given(full)
                .when(new AddTeamMember(TEAM, ORG, ADA, TeamRole.LEAD))
                .expectEvents(new TeamMemberAdded(TEAM, ORG, ADA, TeamRole.LEAD));
    }
}

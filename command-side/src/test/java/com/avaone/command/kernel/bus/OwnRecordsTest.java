package com.avaone.command.kernel.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Permission;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.Rule;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadCommand.EraseLead;
import com.avaone.api.lead.LeadCommand.QualifyLead;
import com.avaone.api.lead.LeadQuery.FindLead;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.user.Authorization;
import com.avaone.api.user.UserRule;
import com.avaone.command.kernel.KnownUsers;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the six roles of the CRM may send, and about whose records. */
class OwnRecordsTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final UserId ADA = UserId.random();
    private static final UserId BOB = UserId.random();
    private static final LeadId LEAD = LeadId.random();

    private final KnownUsers users = new KnownUsers();
    private final Authorization authorization = new Authorization(users, Clock.systemUTC());

    @BeforeEach
    void know() {
        users.know(BOB, ORG, CrmRole.MANAGER);
    }

    private void send(Object message) {
        authorization.check(
                message, Map.of(MetadataKey.ACTOR_KIND, ActorKind.USER.name(), MetadataKey.ACTOR_ID, ADA.value()));
    }

    private void refuses(Object message, Rule rule) {
        assertThatThrownBy(() -> send(message))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(rule.code()));
    }

    private static CaptureLead capture(OrganizationId org) {
        return new CaptureLead(
                LEAD,
                org,
                LeadSource.MANUAL,
                new PersonDetails(null, null, null, null),
                null,
                null,
                null,
                null,
                false,
                null);
    }

    static Stream<Arguments> rights() {
        return Stream.of(
                Arguments.of(CrmRole.ACCOUNT_OWNER, true, true, true, true),
                Arguments.of(CrmRole.SUPER_ADMIN, true, true, true, true),
                Arguments.of(CrmRole.MANAGER, true, true, true, true),
                Arguments.of(CrmRole.EMPLOYEE, true, false, false, false),
                Arguments.of(CrmRole.CREATE_ONLY, true, false, false, false),
                Arguments.of(CrmRole.READ_ONLY, false, true, false, false));
    }

    @ParameterizedTest(name = "{0}: adds {1}, reads {2}, changes {3}, deletes {4}")
    @MethodSource("rights")
    void areEverybodysForWhoMayReachThem(CrmRole role, boolean adds, boolean reads, boolean changes, boolean deletes) {
        users.know(ADA, ORG, role);

        answers(capture(ORG), adds);
        answers(new FindLead(ORG, null, LEAD), reads);
        answers(new QualifyLead(LEAD, ORG, null), changes);
        answers(new EraseLead(LEAD, ORG), deletes);
    }

    private void answers(Object message, boolean allowed) {
        if (allowed) {
            assertThatCode(() -> send(message)).doesNotThrowAnyException();
        } else {
            refuses(message, UserRule.NOT_ALLOWED);
        }
    }

    @Test
    void areTheEmployeesOwnAndNobodyElses() {
        users.know(ADA, ORG, CrmRole.EMPLOYEE);

        answers(new FindLead(ORG, ADA, LEAD), true);
        answers(new QualifyLead(LEAD, ORG, ADA), true);
        answers(new FindLead(ORG, BOB, LEAD), false);
        answers(new QualifyLead(LEAD, ORG, BOB), false);
    }

    @Test
    void areNoBetterReachedByNamingOneself() {
        users.know(ADA, ORG, CrmRole.CREATE_ONLY);
        answers(new FindLead(ORG, ADA, LEAD), false);
        users.know(ADA, ORG, CrmRole.READ_ONLY);
        answers(new QualifyLead(LEAD, ORG, ADA), false);
    }

    @ParameterizedTest
    @EnumSource(CrmRole.class)
    void ofAnotherOrganizationAreReachedByNobody(CrmRole role) {
        users.know(ADA, ORG, role);

        for (var message : new Object[] {
            capture(RIVAL),
            new FindLead(RIVAL, ADA, LEAD),
            new QualifyLead(LEAD, RIVAL, ADA),
            new EraseLead(LEAD, RIVAL)
        }) {
            assertThatThrownBy(() -> send(message)).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void ofTheOperatorAreTheSystemAdminsAndNoOthersAre() {
        users.know(ADA, OrganizationId.OPERATOR, Role.SYSTEM_ADMIN);

        answers(capture(OrganizationId.OPERATOR), true);
        answers(new FindLead(OrganizationId.OPERATOR, null, LEAD), true);
        answers(new EraseLead(LEAD, OrganizationId.OPERATOR), true);
        refuses(new FindLead(ORG, null, LEAD), KernelRule.NOT_FOUND);
        refuses(new EraseLead(LEAD, ORG), KernelRule.NOT_FOUND);
    }

    @Test
    void areReachedByNobodyWithoutAPlaceInTheCrm() {
        users.know(ADA, ORG, Role.ADMIN);

        answers(new FindLead(ORG, ADA, LEAD), false);
        answers(capture(ORG), false);
    }

    @Test
    void areWhatAMessageHasToKeepToWhereNothingReachesFurther() {
        assertThat(ownedBy(CrmRole.EMPLOYEE, Permission.READ_CRM)).isEqualTo(ADA);
        assertThat(ownedBy(CrmRole.EMPLOYEE, Permission.CHANGE_IN_CRM)).isEqualTo(ADA);
        assertThat(ownedBy(CrmRole.MANAGER, Permission.CHANGE_IN_CRM)).isNull();
        assertThat(ownedBy(CrmRole.READ_ONLY, Permission.READ_CRM)).isNull();
    }

    private @Nullable UserId ownedBy(CrmRole role, Permission permission) {
        users.know(ADA, ORG, role);
        return Authorization.ownedBy(users.user(ADA).orElseThrow(), permission);
    }
}

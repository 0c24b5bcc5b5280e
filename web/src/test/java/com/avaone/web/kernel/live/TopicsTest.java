package com.avaone.web.kernel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.client.ClientEvent.ClientRevoked;
import com.avaone.api.client.ClientId;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailEvent.AddressUnsuppressed;
import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealEvent.DealWon;
import com.avaone.api.crm.DealId;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.license.LicenseEvent.LicensePaused;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamId;
import com.avaone.api.user.UserEvent.UserDeactivated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final UserId USER = UserId.random();

    @Test
    void tellWhoseUsersAreConcerned() {
        assertThat(Topics.of(new UserDeactivated(USER, ORG))).containsExactlyInAnyOrder("users-" + ORG, "user-" + USER);
        assertThat(Topics.of(new LicensePaused(LicenseId.random(), ORG)))
                .containsExactlyInAnyOrder("organizations", "organization-" + ORG);
        assertThat(Topics.of(new ClientRevoked(ClientId.random(), ORG))).containsExactly("clients-" + ORG);
        assertThat(Topics.of(new TeamArchived(TeamId.random(), ORG))).containsExactly("teams-" + ORG);
        assertThat(Topics.of(new AddressUnsuppressed(new MailAddressId("adr_1"))))
                .containsExactly("suppressions");
        assertThat(Topics.of(new LeadQualified(LeadId.random(), ORG))).containsExactly("leads-" + ORG);
        assertThat(Topics.of(new ContactErased(ContactId.random(), ORG, "led_1")))
                .containsExactly("contacts-" + ORG);
        assertThat(Topics.of(new DealWon(DealId.random(), ORG, "led_1"))).containsExactly("deals-" + ORG);
        assertThat(Topics.of("something else")).isEmpty();
    }

    @Test
    void areReadFromAList() {
        assertThat(Topics.parse(" operations, users-%s ,organization-%s,outbox,user-%s".formatted(ORG, ORG, USER)))
                .containsExactlyInAnyOrder(
                        "operations", "users-" + ORG, "organization-" + ORG, "outbox", "user-" + USER);
        assertThat(Topics.parse("suppressions")).containsExactly("suppressions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "users",
                "users-",
                "users-org_1",
                "clients-",
                "teams-tem_1",
                "leads-led_1",
                "user-1",
                "licenses"
            })
    void thatDoNotExistAreRefused(String list) {
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Topics.parse(list));
    }

    @Test
    void areAboutOneOrganizationOrUserOrNot() {
        assertThat(Topics.isAbout("users-" + ORG, ORG, USER)).isTrue();
        assertThat(Topics.isAbout("organization-" + ORG, ORG, USER)).isTrue();
        assertThat(Topics.isAbout("clients-" + ORG, ORG, USER)).isTrue();
        assertThat(Topics.isAbout("teams-" + ORG, ORG, USER)).isTrue();
        assertThat(Topics.isAbout("leads-" + ORG, ORG, USER)).isTrue();
        assertThat(Topics.isAbout("leads-" + OrganizationId.random(), ORG, USER))
                .isFalse();
        assertThat(Topics.isAbout("teams-" + OrganizationId.random(), ORG, USER))
                .isFalse();
        assertThat(Topics.isAbout("user-" + USER, ORG, USER)).isTrue();
        assertThat(Topics.isAbout("user-" + UserId.random(), ORG, USER)).isFalse();
        assertThat(Topics.isAbout("users-" + OrganizationId.random(), ORG, USER))
                .isFalse();
        assertThat(Topics.isAbout("organizations", ORG, USER)).isFalse();
        assertThat(Topics.isAbout("outbox", ORG, USER)).isFalse();
        assertThat(Topics.isAbout("suppressions", ORG, USER)).isFalse();
    }
}

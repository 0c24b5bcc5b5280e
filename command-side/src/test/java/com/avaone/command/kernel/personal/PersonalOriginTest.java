package com.avaone.command.kernel.personal;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.LeadCommand.EraseLead;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.WorkloadEvent.WorkloadChanged;
import com.avaone.api.license.LicenseEvent.LicenseRevoked;
import com.avaone.api.user.UserCommand.ActivateUser;
import com.avaone.api.user.UserEvent.UserDeactivated;
import com.avaone.command.kernel.personal.KeysOnDisposal.Keys;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

/** What is personal in an event's metadata is stored sealed, and gone with whom it is about. */
class PersonalOriginTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final UserId ADA = UserId.random();
    private static final UserId ADMIN = UserId.random();
    private static final Map<String, String> ORIGIN = Map.of(
            MetadataKey.TENANT, ORG.value(),
            MetadataKey.ACTOR_KIND, "USER",
            MetadataKey.ACTOR_ID, ADMIN.value(),
            MetadataKey.REASON, "is ill",
            MetadataKey.COMMENT, "since May",
            MetadataKey.SOURCE_ADDRESS, "192.0.2.7");

    private final Keys keys = KeysOnDisposal.inMemory();
    private final PersonalOrigin origin = new PersonalOrigin(keys.seal());

    private MetaData stored(Object event, Map<String, String> metadata) {
        EventMessage<?> message = new GenericEventMessage<>(event, metadata);
        return origin.handle(List.of(message)).apply(0, message).getMetaData();
    }

    @Test
    void isSealedForTheUserAndForWhoeverActed() {
        var stored = stored(new UserDeactivated(ADA, ORG), ORIGIN);

        assertThat(stored.toString()).doesNotContain("ill", "May", "192.0.2.7");
        assertThat(stored).containsEntry(MetadataKey.TENANT, ORG.value()).doesNotContainKey(MetadataKey.REASON);
        assertThat(origin.opened(stored)).isEqualTo(MetaData.from(ORIGIN));

        keys.forget(ADA.value());
        assertThat(origin.opened(stored))
                .containsEntry(MetadataKey.REASON, "erased")
                .containsEntry(MetadataKey.COMMENT, "erased")
                .containsEntry(MetadataKey.SOURCE_ADDRESS, "192.0.2.7");
        assertThat(stored(new UserDeactivated(ADA, ORG), ORIGIN)).containsEntry(MetadataKey.REASON, "erased");

        keys.forget(ADMIN.value());
        assertThat(origin.opened(stored)).containsEntry(MetadataKey.SOURCE_ADDRESS, "erased");
    }

    @Test
    void isTheUsersInEveryEventOfACommandAboutTheUser() {
        var command = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>(new ActivateUser(ADA, ORG)));
        try {
            var ofSeat = stored(new LicenseRevoked(LicenseId.random(), ORG), ORIGIN);

            assertThat(ofSeat).doesNotContainKey(MetadataKey.REASON);
            keys.forget(ADA.value());
            assertThat(origin.opened(ofSeat)).containsEntry(MetadataKey.REASON, "erased");
        } finally {
            command.rollback();
        }
    }

    @Test
    void isTheLeadsOfWhomTheEventIsAndTheVisitorsAddressToo() {
        var lead = LeadId.random();
        var byForm = Map.of(
                MetadataKey.ACTOR_KIND, ActorKind.AUTOMATION.name(),
                MetadataKey.ACTOR_ID, "contact-form",
                MetadataKey.REASON, "asked for a call",
                MetadataKey.SOURCE_ADDRESS, "192.0.2.7");

        var stored = stored(new LeadQualified(lead, ORG), byForm);

        assertThat(stored.toString()).doesNotContain("a call", "192.0.2.7");
        assertThat(origin.opened(stored)).isEqualTo(MetaData.from(byForm));
        keys.forget(lead.value());
        assertThat(origin.opened(stored))
                .containsEntry(MetadataKey.REASON, "erased")
                .containsEntry(MetadataKey.SOURCE_ADDRESS, "erased");
    }

    @Test
    void isTheLeadsInWhatElseComesOfACommandAboutIt() {
        var lead = LeadId.random();
        var command = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>(new EraseLead(lead, ORG)));
        try {
            var ofWork = stored(new WorkloadChanged(ORG, ADA, 1), ORIGIN);

            keys.forget(lead.value());
            assertThat(origin.opened(ofWork)).containsEntry(MetadataKey.REASON, "erased");
        } finally {
            command.rollback();
        }
    }

    @Test
    void staysReadableWhereItIsAboutNobody() {
        var stored = stored(new LicenseRevoked(LicenseId.random(), ORG), ORIGIN);

        assertThat(stored).containsEntry(MetadataKey.REASON, "is ill");
        assertThat(stored.toString()).doesNotContain("192.0.2.7");
    }

    @Test
    void isNotTakenForSealedWhereItOnlyLooksSo() {
        var stored =
                stored(new LicenseRevoked(LicenseId.random(), ORG), Map.of(MetadataKey.REASON, "sealed.1.usr_1.AAAA"));

        assertThat(origin.opened(stored)).containsEntry(MetadataKey.REASON, "sealed.1.usr_1.AAAA");
    }
}

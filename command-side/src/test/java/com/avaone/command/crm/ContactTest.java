package com.avaone.command.crm;

import static com.avaone.command.kernel.Refusals.invalid;
import static com.avaone.command.kernel.Refusals.refusedBy;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactCommand;
import com.avaone.api.crm.ContactCommand.AssignContact;
import com.avaone.api.crm.ContactCommand.ChangeContact;
import com.avaone.api.crm.ContactCommand.CreateContact;
import com.avaone.api.crm.ContactCommand.EraseContact;
import com.avaone.api.crm.ContactCommand.LogContactActivity;
import com.avaone.api.crm.ContactEvent.ContactActivityLogged;
import com.avaone.api.crm.ContactEvent.ContactAssigned;
import com.avaone.api.crm.ContactEvent.ContactChanged;
import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.user.Identities;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContactTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final ContactId CONTACT = ContactId.random();
    private static final LeadId LEAD = LeadId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final UserId ADA = UserId.random();
    private static final UserId READER = UserId.random();

    private static final PersonDetails EVE =
            new PersonDetails("Eve", new EmailAddress("eve@example.com"), null, "Acme");
    private static final PersonDetails EVA =
            new PersonDetails("Eva", new EmailAddress("eve@example.com"), null, "Acme");

    private static final ContactCreated CREATED = created(null, null, null);
    private static final ContactErased ERASED = new ContactErased(CONTACT, ORG, CONTACT.value());

    private final FixtureConfiguration<Contact> contact = new AggregateTestFixture<>(Contact.class);
    private final KnownUsers users = new KnownUsers();

    private static ContactCreated created(
            @Nullable LeadId leadId, @Nullable UserId assignee, @Nullable UserId createdBy) {
        var person = leadId == null ? CONTACT.value() : leadId.value();
        return new ContactCreated(CONTACT, ORG, person, EVE, leadId, assignee, createdBy);
    }

    @BeforeEach
    void know() {
        users.know(ORG, LicenseStatus.ACTIVE);
        users.know(ADA, ORG, CrmRole.EMPLOYEE);
        users.know(READER, ORG, CrmRole.READ_ONLY);
        contact.registerInjectableResource((Identities) users);
        contact.registerInjectableResource((Clock) new MovableClock(NOW));
    }

    @Test
    void isMadeByAUserForAUser() {
        contact.givenNoPriorActivity()
                .when(
                        new CreateContact(CONTACT, ORG, EVE, ADA),
                        Map.of(MetadataKey.ACTOR_KIND, ActorKind.USER.name(), MetadataKey.ACTOR_ID, READER.value()))
                .expectEvents(created(null, ADA, READER));
        contact.given(CREATED)
                .when(new CreateContact(CONTACT, ORG, EVE, null))
                .expectException(refusedBy(CrmRule.CONTACT_EXISTS));
        contact.givenNoPriorActivity()
                .when(new CreateContact(CONTACT, RIVAL, EVE, null))
                .expectException(refusedBy(KernelRule.NOT_FOUND));
        contact.givenNoPriorActivity()
                .when(new CreateContact(CONTACT, ORG, EVE, READER))
                .expectException(refusedBy(CrmRule.ASSIGNEE_NOT_POSSIBLE));
        contact.givenNoPriorActivity()
                .when(new CreateContact(CONTACT, ORG, new PersonDetails("Eve", null, null, null), null))
                .expectException(invalid("email"));
    }

    @Test
    void isChangedAndAssignedWhereThatBringsSomethingNew() {
        contact.given(CREATED)
                .when(new ChangeContact(CONTACT, ORG, null, EVA))
                .expectEvents(new ContactChanged(CONTACT, ORG, CONTACT.value(), EVA));
        contact.given(CREATED).when(new ChangeContact(CONTACT, ORG, null, EVE)).expectNoEvents();
        contact.given(CREATED)
                .when(new AssignContact(CONTACT, ORG, null, ADA))
                .expectEvents(new ContactAssigned(CONTACT, ORG, CONTACT.value(), ADA));
        contact.given(created(null, ADA, null))
                .when(new AssignContact(CONTACT, ORG, null, ADA))
                .expectNoEvents();
        contact.given(CREATED)
                .when(new AssignContact(CONTACT, ORG, null, READER))
                .expectException(refusedBy(CrmRule.ASSIGNEE_NOT_POSSIBLE));
    }

    @Test
    void hasActivitiesInItsPersonsName() {
        contact.given(created(LEAD, null, null))
                .when(new LogContactActivity(CONTACT, ORG, null, ActivityKind.TASK, " Call back ", NOW))
                .expectEvents(
                        new ContactActivityLogged(CONTACT, ORG, LEAD.value(), ActivityKind.TASK, "Call back", NOW));
    }

    @Test
    void isErasedForGood() {
        contact.given(CREATED).when(new EraseContact(CONTACT, ORG)).expectEvents(ERASED);
    }

    @Test
    void isErasedWithItsLeadAndNotWithoutIt() {
        contact.given(created(LEAD, null, null))
                .when(new EraseContact(CONTACT, ORG))
                .expectException(refusedBy(CrmRule.CONTACT_OF_LEAD, Map.of("leadId", LEAD.value())))
                .expectNoEvents();
    }

    static Stream<ContactCommand> commands() {
        return ofOwner(ORG, null);
    }

    private static Stream<ContactCommand> ofOwner(OrganizationId org, @Nullable UserId owner) {
        return Stream.of(
                new ChangeContact(CONTACT, org, owner, EVA),
                new AssignContact(CONTACT, org, owner, ADA),
                new LogContactActivity(CONTACT, org, owner, ActivityKind.NOTE, "Text", null),
                new EraseContact(CONTACT, org),
                new CreateContact(CONTACT, org, EVE, null));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isAsItIsOnceErased(ContactCommand command) {
        contact.given(CREATED, ERASED)
                .when(command)
                .expectException(refusedBy(CrmRule.CONTACT_ERASED))
                .expectNoEvents();
    }

    @Test
    void isOutOfReachOfAnotherOrganization() {
        ofOwner(RIVAL, null)
                .forEach(command -> contact.given(CREATED)
                        .when(command)
                        .expectException(refusedBy(KernelRule.NOT_FOUND))
                        .expectNoEvents());
    }

    @Test
    void isReachedByWhoOwnsItOnlyWhereNoMoreIsAskedFor() {
        var ofAda = created(null, null, ADA);
        for (var command : ofOwner(ORG, READER).limit(3).toList()) {
            contact.given(ofAda)
                    .when(command, Map.of(MetadataKey.EXPECTED_VERSION, "7"))
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
        for (var command : List.of(new ChangeContact(CONTACT, ORG, ADA, EVA))) {
            contact.given(ofAda).when(command).expectEvents(new ContactChanged(CONTACT, ORG, CONTACT.value(), EVA));
        }
    }
}

package com.avaone.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.EmailChangeRequested;
import com.avaone.api.user.UserEvent.EmailChanged;
import com.avaone.api.user.UserEvent.InvitationExpired;
import com.avaone.api.user.UserEvent.InvitationWithdrawn;
import com.avaone.api.user.UserEvent.PasswordChanged;
import com.avaone.api.user.UserEvent.PasswordReset;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.command.kernel.HeldValues;
import com.avaone.command.kernel.Twice;
import com.avaone.command.kernel.UniqueValues;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WhenAddressIsGivenUpThenFreeItTest {

    private static final UserId USER = UserId.random();
    private static final UserId OTHER = UserId.random();
    private static final OrganizationId ORG = OrganizationId.random();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final EmailAddress FIRST = new EmailAddress("first@example.com");
    private static final EmailAddress SECOND = new EmailAddress("second@example.com");
    private static final EmailAddress THIRD = new EmailAddress("third@example.com");
    private static final UserInvited INVITED =
            new UserInvited(USER, ORG, null, FIRST, UserProfile.EMPTY, Role.AUDITOR, Set.of(), NOW, "invitation", NOW);

    private final EventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final HeldValues held = new HeldValues();
    private final Twice deliveries =
            new Twice(new WhenAddressIsGivenUpThenFreeIt(events, new UniqueValues(held, id -> true)));

    @BeforeEach
    void holdAll() {
        hold(USER, FIRST, SECOND, THIRD);
        hold(OTHER, new EmailAddress("other@example.com"));
    }

    @Test
    void aNewerWishFreesTheOlder() {
        happened(INVITED, wants(SECOND));
        var newer = happened(wants(THIRD));

        deliveries.deliver(newer, NOW);

        assertUsed(FIRST, THIRD);
    }

    @Test
    void anotherAddressFreesTheOneBefore() {
        happened(INVITED, wants(SECOND));
        var changed = happened(new EmailChanged(USER, ORG, SECOND, FIRST));

        deliveries.deliver(changed, NOW);

        assertUsed(SECOND);
    }

    static Stream<UserEvent> newPasswords() {
        return Stream.of(new PasswordReset(USER, ORG), new PasswordChanged(USER, ORG, SessionId.random()));
    }

    @ParameterizedTest
    @MethodSource("newPasswords")
    void aNewPasswordFreesTheOneAskedFor(UserEvent password) {
        happened(INVITED, wants(SECOND), password);

        deliveries.deliver(password, NOW);

        assertUsed(FIRST);
    }

    @Test
    void theFirstSystemAdminKeepsItsAddress() {
        happened(new SystemAdminRegistered(USER, ORG, FIRST, "Ada"));
        var wanted = happened(wants(SECOND));

        deliveries.deliver(wanted, NOW);

        assertUsed(FIRST, SECOND);
    }

    @Test
    void anAddressThatWasTakenAgainMeanwhileIsKept() {
        happened(INVITED, wants(SECOND));
        var changed = happened(new EmailChanged(USER, ORG, SECOND, FIRST));
        happened(wants(FIRST), new EmailChanged(USER, ORG, FIRST, SECOND));

        deliveries.deliver(changed, NOW);

        assertUsed(FIRST);
    }

    static Stream<UserEvent> ends() {
        return Stream.of(
                new InvitationWithdrawn(USER, ORG),
                new InvitationExpired(USER, ORG),
                new UserErased(USER, ORG, UserState.ACTIVE));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void theEndFreesAll(UserEvent end) {
        happened(INVITED, wants(SECOND), end);

        deliveries.deliver(end, NOW);

        assertUsed();
    }

    private static EmailChangeRequested wants(EmailAddress email) {
        return new EmailChangeRequested(USER, ORG, email, "change", NOW);
    }

    /** The last of the events, which are the user's next. */
    private UserEvent happened(UserEvent... more) {
        for (var event : more) {
            var number = events.lastSequenceNumberFor(USER.value()).orElse(-1L) + 1;
            events.publish(new GenericDomainEventMessage<>("user", USER.value(), number, event));
        }
        return more[more.length - 1];
    }

    private void hold(UserId userId, EmailAddress... emails) {
        for (var email : emails) {
            assertThat(held.reserve(User.EMAIL, ORG + " " + email, userId.value(), null, id -> true))
                    .isTrue();
        }
    }

    private void assertUsed(EmailAddress... emails) {
        assertThat(held.all().entrySet().stream()
                        .filter(entry -> entry.getValue().ownerId().equals(USER.value()))
                        .map(entry -> entry.getKey()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(emails)
                        .map(email -> "%s %s %s".formatted(User.EMAIL, ORG, email))
                        .toList());
        assertThat(held.all()).hasSize(emails.length + 1);
    }
}

package com.avaone.command.communication;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.EmailChanged;
import com.avaone.api.user.UserEvent.PasswordResetRequested;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserUnlocked;
import com.avaone.api.user.UserState;
import com.avaone.command.kernel.KnownUsers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class AddresseesTest {

    private static final UserId USER = UserId.random();
    private static final EmailAddress PRESENT = new EmailAddress(USER + "@example.com");
    private static final EmailAddress OLD = new EmailAddress("old@example.com");

    /** From which number on the events of an account were read. */
    private final List<Long> reads = new ArrayList<>();

    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine() {
                @Override
                public DomainEventStream readEvents(String aggregateId, long first) {
                    reads.add(first);
                    return super.readEvents(aggregateId, first);
                }
            })
            .build();

    private final KnownUsers identities = new KnownUsers();
    private final Addressees addressees = new Addressees(store, identities);
    private long number;

    private DomainEventMessage<?> happens(UserEvent event) {
        var message = new GenericDomainEventMessage<>("user", USER.value(), number++, event);
        store.publish(message);
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(message.getSequenceNumber()), message);
    }

    private DomainEventMessage<?> longHistoryWithAReset() {
        happens(new SystemAdminRegistered(USER, OrganizationId.OPERATOR, OLD, "Somebody"));
        for (int unlocked = 0; unlocked < 50; unlocked++) {
            happens(new UserUnlocked(USER, OrganizationId.OPERATOR));
        }
        return happens(new PasswordResetRequested(USER, OrganizationId.OPERATOR, "reset", Instant.EPOCH));
    }

    @Test
    void areFoundWithoutReadingWhatWasBeforeTheEvent() {
        identities.know(USER, OrganizationId.OPERATOR, Role.SYSTEM_ADMIN);

        var found = addressees.of(USER, OrganizationId.OPERATOR, longHistoryWithAReset());

        assertThat(found).hasValueSatisfying(addressee -> {
            assertThat(addressee.email()).isEqualTo(PRESENT);
            assertThat(addressee.name()).isEqualTo("Somebody");
        });
        assertThat(reads).containsExactly(number);
    }

    @Test
    void haveTheAddressThatTheyHadAtTheEvent() {
        identities.know(USER, OrganizationId.OPERATOR, Role.SYSTEM_ADMIN);
        var reset = longHistoryWithAReset();
        happens(new EmailChanged(USER, OrganizationId.OPERATOR, PRESENT, OLD));

        assertThat(addressees.of(USER, OrganizationId.OPERATOR, reset))
                .hasValueSatisfying(addressee -> assertThat(addressee.email()).isEqualTo(OLD));
    }

    @Test
    void areNobodyOnceTheyAreErased() {
        identities.know(USER, OrganizationId.OPERATOR, Role.SYSTEM_ADMIN);
        var reset = longHistoryWithAReset();
        happens(new UserErased(USER, OrganizationId.OPERATOR, UserState.ACTIVE));

        assertThat(addressees.of(USER, OrganizationId.OPERATOR, reset)).isEmpty();
    }

    @Test
    void areFoundInTheirHistoryWhereTheyAreNotKnownYet() {
        assertThat(addressees.of(USER, OrganizationId.OPERATOR, longHistoryWithAReset()))
                .hasValueSatisfying(addressee -> assertThat(addressee.email()).isEqualTo(OLD));
    }
}

package com.avaone.command.crm;

import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactId;
import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.user.Identities;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.DeletedOrganizations;
import com.avaone.command.kernel.personal.PersonalKeys;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes unreadable what the log says of the leads and contacts of an organization that is gone. Who they are says the log alone, which is
 * read from its beginning: organizations are deleted seldom, and nothing is kept beside the events for it.
 */
@Component
@CommandRole
@ProcessingGroup("WhenOrganizationIsDeletedThenForgetItsCustomers")
class WhenOrganizationIsDeletedThenForgetItsCustomers {

    private static final int PATIENCE_SECONDS = 5;

    private final EventStore events;
    private final Identities identities;
    private final PersonalKeys keys;

    WhenOrganizationIsDeletedThenForgetItsCustomers(EventStore events, Identities identities, PersonalKeys keys) {
        this.events = events;
        this.identities = identities;
        this.keys = keys;
    }

    @EventHandler
    void on(OrganizationDeleted event, EventMessage<?> message) throws InterruptedException {
        var end = message instanceof TrackedEventMessage<?> tracked
                ? positionOf(tracked.trackingToken())
                : positionOf(events.createHeadToken());
        try (var log = events.openStream(null)) {
            var position = 0L;
            // The wait is for a store that sends its events from elsewhere; they are there.
            while (position < end && log.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                var earlier = log.nextAvailable();
                position = positionOf(earlier.trackingToken());
                if (beginsPerson(earlier)) {
                    forgetIfOf(event.organizationId(), earlier.getPayload());
                }
            }
            if (position < end) {
                throw new IllegalStateException("The log ended at position %d before %d".formatted(position, end));
            }
        }
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }

    /** Told without reading what the event says. */
    private static boolean beginsPerson(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                && event.getSequenceNumber() == 0
                && (event.getAggregateIdentifier().startsWith(LeadId.PREFIX)
                        || event.getAggregateIdentifier().startsWith(ContactId.PREFIX));
    }

    private void forgetIfOf(OrganizationId organizationId, Object payload) {
        if (payload instanceof ConcernsPerson person
                && payload instanceof TenantEvent ofTenant
                && ofTenant.organizationId().equals(organizationId)) {
            keys.forget(person.personId());
        }
    }

    /** A form can have been under way while the organization was deleted. */
    @EventHandler
    void on(LeadCaptured event, EventMessage<?> message) {
        forgetIfDeleted(event.organizationId(), event.personId(), message);
    }

    /** As above. */
    @EventHandler
    void on(ContactCreated event, EventMessage<?> message) {
        forgetIfDeleted(event.organizationId(), event.personId(), message);
    }

    private void forgetIfDeleted(OrganizationId organizationId, String personId, EventMessage<?> message) {
        if (DeletedOrganizations.contain(organizationId, message, identities)) {
            keys.forget(personId);
        }
    }
}

package com.avaone.command.kernel;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.user.Identities;
import java.time.Duration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** For process managers that clear away what was under way while its organization was deleted. */
public final class DeletedOrganizations {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private DeletedOrganizations() {}

    /**
     * Whether the organization is deleted, as far as the log says up to the event at hand.
     *
     * @throws IllegalStateException if that is not known in time; the event comes again
     */
    public static boolean contain(OrganizationId organizationId, EventMessage<?> message, Identities identities) {
        awaitKnown(message, identities);
        return identities
                .organization(organizationId)
                .filter(organization -> organization.state() == OrganizationState.DELETED)
                .isPresent();
    }

    /**
     * Waits until what is asked has seen at least as much of the log as the event at hand.
     *
     * @throws IllegalStateException if it has not in time; the event comes again
     */
    public static void awaitKnown(EventMessage<?> message, Identities identities) {
        if (message instanceof TrackedEventMessage<?> tracked) {
            var position = tracked.trackingToken().position().orElse(0);
            if (!identities.await(position, PATIENCE)) {
                throw new IllegalStateException("Users are not known up to position %d yet".formatted(position));
            }
        }
    }
}

package com.avaone.command.user;

import com.avaone.api.kernel.EmailAddress;
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
import com.avaone.api.user.UserEvent.WorkspaceUserEnsured;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.UniqueValues;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Lets others in the organization have the addresses that a user does not use any more. Which ones are still used, the user's events of this
 * moment say, not the event at hand: that one may come late, when the user has taken the same address again.
 */
@Component
@CommandRole
@ProcessingGroup("WhenAddressIsGivenUpThenFreeIt")
class WhenAddressIsGivenUpThenFreeIt {

    private final EventStore events;
    private final UniqueValues uniqueValues;

    WhenAddressIsGivenUpThenFreeIt(EventStore events, UniqueValues uniqueValues) {
        this.events = events;
        this.uniqueValues = uniqueValues;
    }

    /** Another address takes the place of the one asked for before. */
    @EventHandler
    void on(EmailChangeRequested event) {
        freeUnused(event);
    }

    @EventHandler
    void on(EmailChanged event) {
        freeUnused(event);
    }

    /** Whoever had the password before may have asked for another address. */
    @EventHandler
    void on(PasswordChanged event) {
        freeUnused(event);
    }

    @EventHandler
    void on(PasswordReset event) {
        freeUnused(event);
    }

    @EventHandler
    void on(InvitationWithdrawn event) {
        freeUnused(event);
    }

    @EventHandler
    void on(InvitationExpired event) {
        freeUnused(event);
    }

    @EventHandler
    void on(UserErased event) {
        freeUnused(event);
    }

    private void freeUnused(UserEvent event) {
        uniqueValues.freeAllBut(
                used(event), event.organizationId(), User.EMAIL, event.userId().value());
    }

    /** The address, and the other one that was asked for last and can still be confirmed. */
    private List<String> used(UserEvent of) {
        EmailAddress present = null;
        EmailAddress wanted = null;
        var history = events.readEvents(of.userId().value(), 0);
        while (history.hasNext()) {
            switch (history.next().getPayload()) {
                case SystemAdminRegistered e -> present = e.email();
                case UserInvited e -> present = e.email();
                case WorkspaceUserEnsured e -> present = e.email();
                case EmailChangeRequested e -> wanted = e.email();
                case EmailChanged e -> {
                    present = e.email();
                    wanted = null;
                }
                case PasswordChanged _, PasswordReset _ -> wanted = null;
                case InvitationWithdrawn _, InvitationExpired _, UserErased _ -> {
                    present = null;
                    wanted = null;
                }
                default -> {}
            }
        }
        return Stream.concat(Stream.ofNullable(present), Stream.ofNullable(wanted))
                .map(EmailAddress::value)
                .toList();
    }
}

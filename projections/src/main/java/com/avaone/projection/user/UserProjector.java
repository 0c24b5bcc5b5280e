package com.avaone.projection.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.WorkspaceUserEnsured;
import com.avaone.api.user.UserView;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.TenantDocuments;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Builds {@link UserDocument}s, and each {@link UserList} from them and from the names of organizations. */
@Component
@ProjectionRole
@ProcessingGroup("user")
class UserProjector {

    private final TenantDocuments documents;
    private volatile boolean indexed;

    UserProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    @EventHandler
    void on(UserEvent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        var organizationId = event.organizationId();
        var userId = event.userId().value();
        var change = UserChanges.of(event, at);
        if (event instanceof UserInvited
                || event instanceof WorkspaceUserEnsured
                || event instanceof SystemAdminRegistered) {
            index(event);
            documents.apply(UserDocument.class, organizationId, userId, UserDocument.SOURCE, sequence, change);
        } else {
            // A person can still be erased when the organization's database is gone, and does not bring it back.
            documents.applyIfThere(UserDocument.class, organizationId, userId, UserDocument.SOURCE, sequence, change);
        }
        if (UserList.concerns(event)) {
            documents
                    .read(UserDocument.class, organizationId, userId)
                    .map(UserDocument::view)
                    .ifPresent(user -> UserList.ALL.forEach(list -> enter(list, user, sequence, at)));
        }
        if (event instanceof UserErased) {
            documents.forgetTraces();
        }
    }

    private void enter(UserList list, UserView user, long sequence, Instant at) {
        var userId = user.userId().value();
        list.entry(user, at)
                .ifPresentOrElse(
                        entry -> {
                            documents.apply(
                                    list.document(),
                                    user.organizationId(),
                                    userId,
                                    UserDocument.SOURCE,
                                    sequence,
                                    entry);
                            nameOrganization(list, user.organizationId(), userId);
                        },
                        () -> documents.delete(list.document(), user.organizationId(), userId));
    }

    /** Under the number of the event that gave the name: whether it comes with the entry or later leaves the same. */
    private void nameOrganization(UserList list, OrganizationId organizationId, String userId) {
        documents
                .read(OrganizationNameDocument.class, organizationId, organizationId.value())
                .ifPresent(named -> documents.apply(
                        list.document(),
                        organizationId,
                        userId,
                        OrganizationNameDocument.SOURCE,
                        OrganizationNameDocument.sequence(named),
                        name(named.getString(OrganizationNameDocument.NAME))));
    }

    private static Change name(String name) {
        return Change.update(OrganizationNameDocument.NAME, name);
    }

    @EventHandler
    void on(OrganizationRegistered event, @SequenceNumber long sequence) {
        rename(event.organizationId(), event.profile().name(), sequence);
    }

    @EventHandler
    void on(ProfileChanged event, @SequenceNumber long sequence) {
        rename(event.organizationId(), event.profile().name(), sequence);
    }

    private void rename(OrganizationId organizationId, String name, long sequence) {
        documents.apply(
                OrganizationNameDocument.class,
                organizationId,
                organizationId.value(),
                OrganizationNameDocument.SOURCE,
                sequence,
                name(name));
        UserList.ALL.forEach(list -> documents.applyToAll(
                list.document(), organizationId, OrganizationNameDocument.SOURCE, sequence, name(name)));
    }

    /** Whoever builds the organization's other documents may be ahead or behind: the last of them all leaves nothing. */
    @EventHandler
    void on(OrganizationDeleted event) {
        UserList.ALL.forEach(list -> documents.deleteAll(list.document(), event.organizationId()));
        documents.drop(event.organizationId());
    }

    /** With the first event and not at the start: the application starts while the database is away. */
    private void index(UserEvent event) {
        documents.provision(event.organizationId(), UserDocument.class);
        if (!indexed) {
            documents.provisionShared(
                    UserList.ALL.stream().map(UserList::document).toArray(Class<?>[]::new));
            indexed = true;
        }
    }

    @ResetHandler
    void reset() {
        documents.clear(UserDocument.class);
        documents.clear(OrganizationNameDocument.class);
        UserList.ALL.forEach(list -> documents.clear(list.document()));
    }
}

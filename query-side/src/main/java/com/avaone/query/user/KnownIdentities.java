package com.avaone.query.user;

import com.avaone.api.client.ClientEvent;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.PasswordChanged;
import com.avaone.api.user.UserEvent.PasswordReset;
import com.avaone.api.user.UserEvent.SessionEnded;
import com.avaone.api.user.UserEvent.UserDeactivated;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserSignedIn;
import com.avaone.api.user.UserState;
import com.avaone.api.webhook.WebhookEvent;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Organizations, users, open sessions, API clients and webhook endpoints as the events so far tell. Changed by one thread, read by many; every look is one in a table or
 * two. An event that is seen twice changes nothing.
 */
final class KnownIdentities {

    private final Map<OrganizationId, KnownOrganization> organizations = new ConcurrentHashMap<>();
    private final Map<String, OrganizationId> slugs = new ConcurrentHashMap<>();
    private final Map<UserId, KnownUser> users = new ConcurrentHashMap<>();
    private final Map<OrganizationId, Set<UserId>> usersOf = new ConcurrentHashMap<>();
    private final Map<Address, UserId> addresses = new ConcurrentHashMap<>();
    private final Set<UserId> systemAdmins = ConcurrentHashMap.newKeySet();
    private final OpenSessions sessions = new OpenSessions();
    private final Map<ClientId, ClientView> clients = new ConcurrentHashMap<>();
    private final KnownWebhooks webhooks = new KnownWebhooks();

    /** An address belongs to one user of an organization; others may have it in theirs. */
    private record Address(OrganizationId organizationId, EmailAddress email) {}

    /** Takes an event in. */
    void apply(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            return;
        }
        // Asked of the type, so that the payloads of other rooms' events are not even read.
        var type = event.getPayloadType();
        if (UserEvent.class.isAssignableFrom(type)) {
            apply((UserEvent) event.getPayload(), event);
        } else if (OrganizationEvent.class.isAssignableFrom(type)) {
            apply((OrganizationEvent) event.getPayload(), event.getSequenceNumber());
        } else if (LicenseEvent.class.isAssignableFrom(type)) {
            apply((LicenseEvent) event.getPayload(), event);
        } else if (ClientEvent.class.isAssignableFrom(type)) {
            apply((ClientEvent) event.getPayload(), event);
        } else if (WebhookEvent.class.isAssignableFrom(type)) {
            webhooks.apply((WebhookEvent) event.getPayload(), event);
        }
    }

    private void apply(UserEvent event, DomainEventMessage<?> message) {
        var before = users.get(event.userId());
        var after = before == null
                ? KnownUser.of(event, message.getSequenceNumber()).orElse(null)
                : before.after(event, message.getSequenceNumber());
        if (after == null || after == before) {
            return;
        }
        put(after, before);
        switch (event) {
            case UserSignedIn signedIn -> open(signedIn, after.user(), message);
            case SessionEnded ended -> sessions.end(ended.sessionId());
            case PasswordChanged changed -> sessions.endAllButOne(changed.userId(), changed.sessionId());
            case PasswordReset _, UserDeactivated _, UserErased _ -> sessions.endAllOf(event.userId());
            default -> {}
        }
    }

    private void put(KnownUser now, @Nullable KnownUser before) {
        var user = now.user();
        users.put(user.userId(), now);
        usersOf.computeIfAbsent(user.organizationId(), _ -> ConcurrentHashMap.newKeySet())
                .add(user.userId());
        var address = now.address();
        var addressBefore = before == null ? null : before.address();
        if (!Objects.equals(address, addressBefore)) {
            if (address != null) {
                addresses.put(new Address(user.organizationId(), address), user.userId());
            }
            if (addressBefore != null) {
                addresses.remove(new Address(user.organizationId(), addressBefore), user.userId());
            }
        }
        if (user.role() == Role.SYSTEM_ADMIN && address != null) {
            systemAdmins.add(user.userId());
        } else {
            systemAdmins.remove(user.userId());
        }
    }

    /** Not where the user or the organization was shut between the check of the password and the event. */
    private void open(UserSignedIn event, SignInUser user, DomainEventMessage<?> message) {
        if (user.state() != UserState.ACTIVE || !isOpen(user.organizationId())) {
            return;
        }
        var source = message.getMetaData().get(MetadataKey.SOURCE_ADDRESS);
        sessions.open(new SessionView(
                event.sessionId(),
                event.userId(),
                event.organizationId(),
                message.getTimestamp(),
                event.expiresAt(),
                source == null ? null : source.toString()));
    }

    private boolean isOpen(OrganizationId organizationId) {
        return organizationId.equals(OrganizationId.OPERATOR)
                || organization(organizationId)
                        .filter(SignInOrganization::isOpen)
                        .isPresent();
    }

    private void apply(OrganizationEvent event, long number) {
        var before = organizations.get(event.organizationId());
        if (before != null) {
            change(before, before.after(event, number));
        } else if (event instanceof OrganizationRegistered registered) {
            put(KnownOrganization.of(registered, number));
        }
    }

    private void apply(LicenseEvent event, DomainEventMessage<?> message) {
        var before = organizations.get(event.organizationId());
        if (before != null) {
            change(before, before.after(event, message.getTimestamp(), message.getSequenceNumber()));
        }
    }

    private void apply(ClientEvent event, DomainEventMessage<?> message) {
        var before = clients.get(event.clientId());
        var at = message.getTimestamp();
        var number = message.getSequenceNumber();
        if (before == null) {
            KnownClient.of(event, at, number).ifPresent(client -> clients.put(client.clientId(), client));
        } else {
            clients.put(event.clientId(), KnownClient.after(before, event, at, number));
        }
    }

    private void change(KnownOrganization before, KnownOrganization after) {
        if (after == before) {
            return;
        }
        put(after);
        if (!after.organization().isOpen()) {
            sessions.endAllIn(after.organization().organizationId());
        }
    }

    private void put(KnownOrganization known) {
        var organization = known.organization();
        organizations.put(organization.organizationId(), known);
        if (organization.state() == OrganizationState.DELETED) {
            // Only if it is still its own: the slug may be another's by now.
            slugs.remove(organization.slug().value(), organization.organizationId());
        } else {
            slugs.put(organization.slug().value(), organization.organizationId());
        }
    }

    /** Puts back what a snapshot holds. */
    void restore(IdentitySnapshot snapshot) {
        snapshot.organizations().forEach(this::put);
        snapshot.users().forEach(user -> put(user, null));
        snapshot.sessions().forEach(sessions::open);
        snapshot.clients().forEach(client -> clients.put(client.clientId(), client));
        snapshot.webhooks().forEach(webhooks::put);
    }

    /** What to keep in a snapshot. */
    IdentitySnapshot snapshot(long position, String lastEventId) {
        return new IdentitySnapshot(
                position,
                lastEventId,
                List.copyOf(organizations.values()),
                List.copyOf(users.values()),
                sessions.all(),
                List.copyOf(clients.values()),
                webhooks.everything());
    }

    /** Forgets sessions whose time is over. */
    void forgetSessionsEndedBy(Instant now) {
        sessions.endOverdue(now);
    }

    Optional<SignInUser> user(OrganizationId organizationId, EmailAddress email) {
        return Optional.ofNullable(addresses.get(new Address(organizationId, email)))
                .flatMap(this::user);
    }

    Optional<SignInUser> user(UserId userId) {
        return Optional.ofNullable(users.get(userId)).map(KnownUser::user);
    }

    List<SignInUser> users(OrganizationId organizationId) {
        return usersOf.getOrDefault(organizationId, Set.of()).stream()
                .flatMap(userId -> user(userId).stream())
                .filter(user -> user.state() != UserState.ERASED)
                .toList();
    }

    Optional<SignInOrganization> organization(OrganizationId organizationId) {
        return Optional.ofNullable(organizations.get(organizationId)).map(KnownOrganization::organization);
    }

    Optional<SignInOrganization> organizationBySlug(String slug) {
        return Optional.ofNullable(slugs.get(slug)).flatMap(this::organization);
    }

    Optional<SessionView> session(SessionId sessionId) {
        return sessions.find(sessionId);
    }

    List<SessionView> sessions(UserId userId) {
        return sessions.of(userId);
    }

    Optional<ClientView> client(ClientId clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    /** An organization's, oldest first. */
    List<ClientView> clients(OrganizationId organizationId) {
        return clients.values().stream()
                .filter(client -> client.organizationId().equals(organizationId))
                .sorted(Comparator.comparing(client -> client.clientId().value()))
                .toList();
    }

    Optional<WebhookView> webhook(WebhookId webhookId) {
        return webhooks.find(webhookId);
    }

    /** An organization's, oldest first. */
    List<WebhookView> webhooks(OrganizationId organizationId) {
        return webhooks.of(organizationId);
    }

    /** Every organization's, oldest first. */
    List<WebhookView> webhooks() {
        return webhooks.all();
    }

    boolean hasSystemAdmin() {
        return !systemAdmins.isEmpty();
    }
}

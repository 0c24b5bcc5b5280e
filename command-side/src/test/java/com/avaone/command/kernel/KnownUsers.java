package com.avaone.command.kernel;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientState;
import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.Identities;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserState;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Identities that know the users they are told of. On the command side nobody asks for more. */
public final class KnownUsers implements Identities {

    private final Map<UserId, SignInUser> users = new ConcurrentHashMap<>();
    private final Map<ClientId, ClientView> clients = new ConcurrentHashMap<>();
    private final Map<WebhookId, WebhookView> webhooks = new ConcurrentHashMap<>();
    private final Map<OrganizationId, LicenseStatus> licenses = new ConcurrentHashMap<>();
    private final Set<OrganizationId> deleted = ConcurrentHashMap.newKeySet();

    /** Knows an active user, in the place of an earlier one with this identifier. */
    public void know(UserId userId, OrganizationId organizationId, Role role) {
        know(userId, organizationId, role, false);
    }

    /** Knows an active user with a place in the CRM. */
    public void know(UserId userId, OrganizationId organizationId, CrmRole role) {
        know(userId, organizationId, Role.EMPLOYEE, false, new ServiceRoles(false, role, null));
    }

    /** As above, perhaps with a second factor. */
    public void know(UserId userId, OrganizationId organizationId, Role role, boolean secondFactor) {
        know(userId, organizationId, role, secondFactor, ServiceRoles.NONE);
    }

    private void know(
            UserId userId, OrganizationId organizationId, Role role, boolean secondFactor, ServiceRoles serviceRoles) {
        users.put(
                userId,
                new SignInUser(
                        userId,
                        organizationId,
                        new EmailAddress(userId + "@example.com"),
                        "Somebody",
                        UserState.ACTIVE,
                        role,
                        serviceRoles,
                        Set.of(),
                        secondFactor,
                        null,
                        null,
                        null));
    }

    /** Knows an organization with a license in this state. */
    public void know(OrganizationId organizationId, LicenseStatus license) {
        licenses.put(organizationId, license);
    }

    /** Knows that an organization is deleted. */
    public void knowDeleted(OrganizationId organizationId) {
        know(organizationId, LicenseStatus.REVOKED);
        deleted.add(organizationId);
    }

    /** Knows an API client without end in this state, in the place of an earlier one with this identifier. */
    public void know(ClientId clientId, OrganizationId organizationId, ClientState state, ClientScope... scopes) {
        clients.put(
                clientId,
                new ClientView(
                        clientId,
                        organizationId,
                        "Portal",
                        ClientKind.SERVICE,
                        Set.of(scopes),
                        state,
                        null,
                        List.of(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        0));
    }

    /** Knows a webhook endpoint, in the place of an earlier one with this identifier. */
    public void know(WebhookView webhook) {
        webhooks.put(webhook.webhookId(), webhook);
    }

    @Override
    public Optional<SignInUser> user(UserId userId) {
        return Optional.ofNullable(users.get(userId));
    }

    @Override
    public Optional<SignInUser> user(OrganizationId organizationId, EmailAddress email) {
        return users.values().stream()
                .filter(user -> user.organizationId().equals(organizationId)
                        && user.email().equals(email))
                .findFirst();
    }

    @Override
    public List<SignInUser> users(OrganizationId organizationId) {
        return users.values().stream()
                .filter(user -> user.organizationId().equals(organizationId))
                .toList();
    }

    @Override
    public Optional<SignInOrganization> organization(OrganizationId organizationId) {
        return Optional.ofNullable(licenses.get(organizationId))
                .map(status -> new SignInOrganization(
                        organizationId,
                        new Slug("acme"),
                        "Acme",
                        "head@example.com",
                        deleted.contains(organizationId) ? OrganizationState.DELETED : OrganizationState.ACTIVE,
                        LicenseId.random(),
                        status,
                        Instant.EPOCH));
    }

    @Override
    public Optional<SignInOrganization> organizationBySlug(String slug) {
        return Optional.empty();
    }

    @Override
    public Optional<SessionView> session(SessionId sessionId) {
        return Optional.empty();
    }

    @Override
    public List<SessionView> sessions(UserId userId) {
        return List.of();
    }

    @Override
    public Optional<ClientView> client(ClientId clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    @Override
    public List<ClientView> clients(OrganizationId organizationId) {
        return List.of();
    }

    @Override
    public Optional<SignInUser> awaitUser(OrganizationId organizationId, EmailAddress email, Duration timeout) {
        return user(organizationId, email);
    }

    @Override
    public Optional<WebhookView> webhook(WebhookId webhookId) {
        return Optional.ofNullable(webhooks.get(webhookId));
    }

    @Override
    public List<WebhookView> webhooks(OrganizationId organizationId) {
        return webhooks().stream()
                .filter(webhook -> webhook.organizationId().equals(organizationId))
                .toList();
    }

    @Override
    public List<WebhookView> webhooks() {
        return webhooks.values().stream()
                .sorted(Comparator.comparing(webhook -> webhook.webhookId().value()))
                .toList();
    }

    @Override
    public boolean hasSystemAdmin() {
        return users.values().stream().anyMatch(user -> user.role() == Role.SYSTEM_ADMIN);
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public boolean await(long position, Duration timeout) {
        return true;
    }
}

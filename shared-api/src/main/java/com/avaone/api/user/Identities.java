package com.avaone.api.user;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Organizations, users, open sessions, API clients and webhook endpoints as the events tell, held in memory, so that signing in, checking a session or a
 * token and checking a permission go on while every database is down. The same truth as the read models, never a second user store. Safe
 * for use by many threads; no call waits but {@link #await} and {@link #awaitUser}.
 */
public interface Identities {

    /** The user with this address in an organization, whatever state the account is in but withdrawn or erased. */
    Optional<SignInUser> user(OrganizationId organizationId, EmailAddress email);

    /** The user with this identifier. */
    Optional<SignInUser> user(UserId userId);

    /** The users of an organization who are not erased, in no order. */
    List<SignInUser> users(OrganizationId organizationId);

    /** The organization with this identifier. */
    Optional<SignInOrganization> organization(OrganizationId organizationId);

    /** The organization with this short name; none that is deleted. */
    Optional<SignInOrganization> organizationBySlug(String slug);

    /** The session, if it is open, its time is not over, and neither its user nor its organization was shut since it was opened. */
    Optional<SessionView> session(SessionId sessionId);

    /** The user's open sessions, newest first. */
    List<SessionView> sessions(UserId userId);

    /** The API client with this identifier. */
    Optional<ClientView> client(ClientId clientId);

    /** An organization's API clients, oldest first. */
    List<ClientView> clients(OrganizationId organizationId);

    /** The webhook endpoint with this identifier, disabled or not; empty where there is none, or it was removed. */
    Optional<WebhookView> webhook(WebhookId webhookId);

    /** An organization's webhook endpoints that were not removed, oldest first. */
    List<WebhookView> webhooks(OrganizationId organizationId);

    /** Every organization's webhook endpoints that were not removed, and the operator's own, oldest first. */
    List<WebhookView> webhooks();

    /** Whether any system admin exists. */
    boolean hasSystemAdmin();

    /** Up to which event everything is known here. */
    long position();

    /** Waits until everything up to {@code position} is known here; false when {@code timeout} passed before. */
    boolean await(long position, Duration timeout);

    /** As {@link #user(OrganizationId, EmailAddress)}, but waits until there is one; empty when {@code timeout} passed before. */
    Optional<SignInUser> awaitUser(OrganizationId organizationId, EmailAddress email, Duration timeout);
}

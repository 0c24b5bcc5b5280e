package com.avaone.api.client;

import static com.avaone.api.kernel.Permission.MANAGE_API_CLIENTS;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;
import org.jspecify.annotations.Nullable;

/** What can be asked about API clients. */
public sealed interface ClientQuery extends TenantMessage {

    /** One client. Answers {@link ClientView}; refused as not-found where the organization has none such. */
    @Needs(MANAGE_API_CLIENTS)
    record FindClient(OrganizationId organizationId, ClientId clientId) implements ClientQuery {}

    /**
     * A page of an organization's clients, oldest first. Answers {@link ClientPage}.
     *
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(MANAGE_API_CLIENTS)
    record FindClients(
            OrganizationId organizationId, @Nullable String cursor, int limit) implements ClientQuery {}
}

package com.avaone.api.webhook;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A webhook endpoint as whoever manages it sees it. It has no field for a secret.
 *
 * @param organizationId whose events it gets; the operator's gets every organization's
 * @param types names or beginnings of names; all where empty
 * @param aggregateId only of this aggregate
 * @param personalDataBy API client by whose scope what is about persons is in the events; absent where it is not
 * @param since position behind which it began
 * @param disabledByItself whether the suite disabled it, because nothing was taken there for too long
 * @param secrets newest first; those before only while their time lasts, or for a while longer
 * @param activeSince since when it is active; when it last was where it is not
 * @param version number of the endpoint's last event; its ETag
 */
public record WebhookView(
        WebhookId webhookId,
        OrganizationId organizationId,
        String url,
        String description,
        List<String> types,
        @Nullable String aggregateId,
        @Nullable ClientId personalDataBy,
        long since,
        WebhookState state,
        boolean disabledByItself,
        List<Secret> secrets,
        Instant activeSince,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /**
     * A secret without what makes it one.
     *
     * @param validUntil until when messages are signed with it; absent where that has no end
     */
    public record Secret(
            WebhookSecretId secretId,
            Instant issuedAt,
            @Nullable Instant validUntil) {

        /** Whether messages are signed with it at {@code now}. */
        public boolean isGood(Instant now) {
            return validUntil == null || now.isBefore(validUntil);
        }
    }

    /**
     * Whether what is about persons is in its events at {@code now}: only while the client that asked for it has the scope.
     *
     * @param clients finds an API client
     */
    public boolean hasPersonalData(Function<ClientId, Optional<ClientView>> clients, Instant now) {
        return personalDataBy != null
                && clients.apply(personalDataBy)
                        .filter(client -> client.isActive(now)
                                && client.scopes().contains(ClientScope.READ_PERSONAL_DATA_OF_EVENTS))
                        .isPresent();
    }
}

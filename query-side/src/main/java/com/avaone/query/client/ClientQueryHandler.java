package com.avaone.query.client;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientPage;
import com.avaone.api.client.ClientQuery.FindClient;
import com.avaone.api.client.ClientQuery.FindClients;
import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.Parameter;
import java.time.Duration;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from memory, where the events have the API clients ready for the door; no database takes part. */
@Component
class ClientQueryHandler {

    private static final int MAX_LIMIT = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Identities identities;

    ClientQueryHandler(Identities identities) {
        this.identities = identities;
    }

    @QueryHandler
    ClientView handle(FindClient query, @MetaDataValue(MetadataKey.MIN_POSITION) @Nullable String minPosition) {
        await(minPosition);
        return identities
                .client(query.clientId())
                .filter(client -> client.organizationId().equals(query.organizationId()))
                .orElseThrow(() -> new Rejected(
                        KernelRule.NOT_FOUND,
                        "There is no API client %s in this organization.".formatted(query.clientId())));
    }

    @QueryHandler
    ClientPage handle(FindClients query, @MetaDataValue(MetadataKey.MIN_POSITION) @Nullable String minPosition) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        await(minPosition);
        var last = last(query.cursor());
        var items = identities.clients(query.organizationId()).stream()
                .filter(client -> last == null || client.clientId().value().compareTo(last.value()) > 0)
                .toList();
        return items.size() <= limit
                ? new ClientPage(items, null)
                : new ClientPage(
                        items.subList(0, limit),
                        Cursor.of(items.get(limit - 1).clientId().value()));
    }

    /** With which client the page before ended. */
    private static @Nullable ClientId last(@Nullable String cursor) {
        try {
            return cursor == null
                    ? null
                    : ClientId.parse(Cursor.parts(cursor, 1).getFirst());
        } catch (InvalidValue _) {
            throw Cursor.refused();
        }
    }

    private void await(@Nullable String minPosition) {
        if (minPosition != null && !identities.await(Long.parseLong(minPosition), PATIENCE)) {
            throw new Rejected(
                    KernelRule.READ_MODEL_BEHIND,
                    "The view has not come to position %s within %d ms.".formatted(minPosition, PATIENCE.toMillis()));
        }
    }
}

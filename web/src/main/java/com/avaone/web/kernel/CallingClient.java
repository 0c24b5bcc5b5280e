package com.avaone.web.kernel;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.TokenId;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.OrganizationId;

/** The API client whose token came with the request. What it may do is decided where the route's messages are handled, by its scopes. */
public record CallingClient(ClientId clientId, OrganizationId organizationId, TokenId tokenId) implements Caller {

    @Override
    public ActorKind actorKind() {
        return ActorKind.CLIENT;
    }

    @Override
    public String actorId() {
        return clientId.value();
    }

    @Override
    public String countedAs() {
        return "client " + clientId;
    }

    @Override
    public boolean mayCall(Access access) {
        return access.clients() || access.value() == Audience.PUBLIC;
    }
}

package com.avaone.web.feed;

import com.avaone.api.client.ClientRule;
import com.avaone.api.feed.FeedAccess;
import com.avaone.api.feed.FeedQuery.FindFeedAccess;
import com.avaone.api.feed.FeedQuery.FindOrganizationFeedAccess;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.CallingClient;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SignedInUser;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Somebody who follows events, and whether that is still allowed: what let them in may be over long before a stream is. */
final class Follower {

    private final Caller caller;
    private final @Nullable OrganizationId organizationId;
    private final Queries.Afterwards queries;
    private final Identities identities;
    private final Clock clock;

    Follower(
            Caller caller,
            @Nullable OrganizationId organizationId,
            Queries.Afterwards queries,
            Identities identities,
            Clock clock) {
        this.caller = caller;
        this.organizationId = organizationId;
        this.queries = queries;
        this.identities = identities;
        this.clock = clock;
    }

    Caller caller() {
        return caller;
    }

    /**
     * What may be seen at this moment.
     *
     * @throws Rejected if nothing may
     */
    FeedAccess access() {
        checkDoor();
        return organizationId == null
                ? queries.ask(new FindFeedAccess(), FeedAccess.class)
                : queries.ask(new FindOrganizationFeedAccess(organizationId), FeedAccess.class);
    }

    private void checkDoor() {
        switch (caller) {
            case SignedInUser user -> {
                if (identities
                        .session(user.sessionId())
                        .filter(session -> session.expiresAt().isAfter(clock.instant()))
                        .isEmpty()) {
                    throw new Rejected(UserRule.NOT_SIGNED_IN, "The session is over.");
                }
            }
            case CallingClient client -> {
                var now = clock.instant();
                if (identities
                        .client(client.clientId())
                        .filter(known -> known.isActive(now)
                                && known.tokens().stream()
                                        .anyMatch(
                                                token -> token.tokenId().equals(client.tokenId()) && token.isGood(now)))
                        .isEmpty()) {
                    throw new Rejected(ClientRule.TOKEN_NOT_VALID, "The token is not valid any more.");
                }
            }
        }
    }
}

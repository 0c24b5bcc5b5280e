package com.avaone.query.feed;

import com.avaone.api.feed.FeedAccess;
import com.avaone.api.feed.FeedQuery;
import com.avaone.api.feed.FeedQuery.FindFeedAccess;
import com.avaone.api.feed.FeedQuery.FindOrganizationFeedAccess;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Permission;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Authorization;
import com.avaone.api.user.Identities;
import com.avaone.query.kernel.QueryRole;
import java.time.Clock;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers how much of events somebody may see. That somebody may see any was asked before. */
@Component
@QueryRole
class FeedQueryHandler {

    private final Identities identities;
    private final Authorization authorization;

    FeedQueryHandler(Identities identities, Clock clock) {
        this.identities = identities;
        this.authorization = new Authorization(identities, clock);
    }

    @QueryHandler
    FeedAccess handle(FindFeedAccess query, MetaData metadata) {
        return access(query, metadata);
    }

    /** Of a deleted organization what happened can be followed by who may follow everybody. */
    @QueryHandler
    FeedAccess handle(FindOrganizationFeedAccess query, MetaData metadata) {
        var organizationId = query.organizationId();
        if (!organizationId.equals(OrganizationId.OPERATOR)
                && identities.organization(organizationId).isEmpty()) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such organization.");
        }
        return access(query, metadata);
    }

    private FeedAccess access(FeedQuery query, MetaData metadata) {
        return new FeedAccess(authorization.allows(Permission.READ_PERSONAL_DATA_OF_EVENTS, query, metadata));
    }
}

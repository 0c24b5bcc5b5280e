package com.avaone.api.feed;

import static com.avaone.api.kernel.Permission.FOLLOW_EVENTS;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;

/** What is asked before events are shown, and again and again while somebody follows them. */
public sealed interface FeedQuery {

    /** Whether the asker may follow the events of every organization, and those of none. Answers {@link FeedAccess}. */
    @Needs(FOLLOW_EVENTS)
    record FindFeedAccess() implements FeedQuery {}

    /** Whether the asker may follow the events of one organization. Answers {@link FeedAccess}. */
    @Needs(FOLLOW_EVENTS)
    record FindOrganizationFeedAccess(OrganizationId organizationId) implements FeedQuery, TenantMessage {}
}

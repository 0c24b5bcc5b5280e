package com.avaone.web.kernel.live;

import com.avaone.api.kernel.OrganizationId;

/**
 * Published within the application where pages are to be told of what is no event of the log.
 *
 * @param topic that the pages follow
 */
public record News(String topic) {

    /** For pages that show an organization's users. */
    public static News ofUsers(OrganizationId organizationId) {
        return new News(Topics.USERS + organizationId);
    }

    /** For pages that show an organization's leads. */
    public static News ofLeads(OrganizationId organizationId) {
        return new News(Topics.LEADS + organizationId);
    }
}

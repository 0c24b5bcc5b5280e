package com.avaone.command.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;

/**
 * Who administers which organization, as part of the command at hand: what is decided here is stored with the command's own events, or
 * nothing is. A user cannot know alone whether somebody else remains.
 */
interface Administration {

    /** The user administers the organization from now on; nothing changes where that is so. */
    void add(OrganizationId organizationId, UserId userId);

    /**
     * The user administers the organization no more; nothing changes where that is so.
     *
     * @throws com.avaone.api.kernel.Rejected as {@link com.avaone.api.user.UserRule#LAST_ADMIN} if nobody else does
     */
    void remove(OrganizationId organizationId, UserId userId);
}

package com.avaone.command.user;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.UserRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The link that was sent last for one purpose; the ones before are worth nothing.
 *
 * @param id names the link
 * @param expiresAt the first instant at which it is not good any more
 */
record SentLink(String id, Instant expiresAt) {

    /**
     * Returns if {@code link} is the one named and still good.
     *
     * @throws Rejected as {@link UserRule#LINK_NOT_VALID}
     */
    static void check(@Nullable SentLink link, String id, Instant now) {
        if (link == null || !link.id.equals(id) || !now.isBefore(link.expiresAt)) {
            throw new Rejected(
                    UserRule.LINK_NOT_VALID, "This link was used, replaced by a newer one, or its time is over.");
        }
    }
}

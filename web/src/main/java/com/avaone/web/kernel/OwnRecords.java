package com.avaone.web.kernel;

import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.Permission;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Authorization;
import com.avaone.api.user.Identities;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose records a message that {@link ConcernsRecords} is about, by what its sender may do at this moment. Nothing of a request says so, and
 * where the message is handled, a wider one than its sender may send is refused.
 */
@Component
public class OwnRecords {

    private final Identities identities;

    OwnRecords(Identities identities) {
        this.identities = identities;
    }

    /** The user to whose own records the permission is limited; absent where it reaches everybody's. */
    public @Nullable UserId of(SignedInUser user, Permission permission) {
        var known = identities.user(user.userId()).orElse(null);
        return known == null ? user.userId() : Authorization.ownedBy(known, permission);
    }
}

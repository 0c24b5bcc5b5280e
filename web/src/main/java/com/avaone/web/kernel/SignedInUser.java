package com.avaone.web.kernel;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;

/** Who is signed in, checked anew on every request. A handler method that names a parameter of this type is given it. */
public record SignedInUser(
        UserId userId,
        OrganizationId organizationId,
        EmailAddress email,
        String displayName,
        Role role,
        SessionId sessionId) {

    /** Whether this is a user of the suite's own operator. */
    public boolean isOfOperator() {
        return OrganizationId.OPERATOR.equals(organizationId);
    }

    /** How messages name this user's kind. */
    public ActorKind actorKind() {
        return isOfOperator() ? ActorKind.SYSTEM_ADMIN : ActorKind.USER;
    }

    /** Whether this user may call a route for {@code audience}. */
    public boolean belongsTo(Audience audience) {
        return audience.includes(role);
    }
}

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
        SessionId sessionId)
        implements Caller {

    @Override
    public ActorKind actorKind() {
        return isOfOperator() ? ActorKind.SYSTEM_ADMIN : ActorKind.USER;
    }

    @Override
    public String actorId() {
        return userId.value();
    }

    @Override
    public String countedAs() {
        return "session " + sessionId;
    }

    @Override
    public boolean mayCall(Access access) {
        return access.value().includes(role);
    }
}

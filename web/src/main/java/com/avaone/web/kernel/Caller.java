package com.avaone.web.kernel;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.OrganizationId;

/** Who calls: a person who is signed in, or a program in its own name. A handler method that both may call names a parameter of this type. */
public sealed interface Caller permits SignedInUser, CallingClient {

    /** The organization that the caller belongs to. */
    OrganizationId organizationId();

    /** How messages name the caller's kind. */
    ActorKind actorKind();

    /** How messages name the caller. */
    String actorId();

    /** Whose requests are counted together. */
    String countedAs();

    /** Whether this caller may call a route. */
    boolean mayCall(Access access);

    /** Whether the caller belongs to the suite's own operator. */
    default boolean isOfOperator() {
        return OrganizationId.OPERATOR.equals(organizationId());
    }
}

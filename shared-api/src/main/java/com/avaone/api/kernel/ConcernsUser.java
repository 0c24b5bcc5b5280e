package com.avaone.api.kernel;

/** A message about one user: whoever may do something to themselves only may send it about themselves only. */
public interface ConcernsUser extends TenantMessage {

    /** The user concerned. */
    UserId userId();
}

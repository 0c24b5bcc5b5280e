package com.avaone.api.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A message about records that each are somebody's: made by a user, or assigned to one. Whoever may reach their own records only may send
 * it only for those; who handles it looks at no others then, as if they did not exist.
 */
public interface ConcernsRecords extends TenantMessage {

    /** Whose records alone are reached; absent for everybody's. */
    @Nullable
    UserId ownedBy();
}

package com.avaone.api.user;

import com.avaone.api.kernel.Growth;
import com.avaone.api.kernel.Role;
import java.util.List;
import java.util.Map;

/**
 * Counts over an organization's users who are neither withdrawn nor erased.
 *
 * @param byState invited, active and deactivated, also with none
 * @param byRole roles that somebody has, in the order of {@link Role}
 * @param signedInLately active users who signed in within the last seven days
 * @param secondFactor active users with a second factor
 * @param growth days on which accounts were made, in order
 */
public record UserFigures(
        Map<UserState, Long> byState,
        Map<Role, Long> byRole,
        long signedInLately,
        long secondFactor,
        List<Growth> growth) {}

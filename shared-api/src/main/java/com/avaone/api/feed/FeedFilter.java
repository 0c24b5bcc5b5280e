package com.avaone.api.feed;

import com.avaone.api.kernel.OrganizationId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants.
 *
 * @param organizationId only this organization's; every one's, and those of none, where absent
 * @param types stable names such as {@code license.suspended}, or beginnings of names such as {@code license.*}; any where empty
 * @param aggregateId only of this aggregate
 */
public record FeedFilter(
        @Nullable OrganizationId organizationId,
        List<String> types,
        @Nullable String aggregateId) {

    private static final String ANY_BEHIND = ".*";

    /** Keeps each type once, in the order of their names. */
    public FeedFilter {
        types = types.stream().distinct().sorted().toList();
    }

    /** Whether events of this type are wanted. */
    public boolean wantsType(String type) {
        if (types.isEmpty()) {
            return true;
        }
        for (var wanted : types) {
            if (isMeant(wanted, type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code type} is {@code wanted}, or begins as it says. */
    public static boolean isMeant(String wanted, String type) {
        return wanted.endsWith(ANY_BEHIND)
                ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                : type.equals(wanted);
    }

    /** Whether events of this aggregate are wanted. */
    public boolean wantsAggregate(@Nullable String id) {
        return aggregateId == null || aggregateId.equals(id);
    }

    /** Whether events of this organization are wanted; null for one that belongs to none. */
    public boolean wantsOrganization(@Nullable OrganizationId id) {
        return organizationId == null || Objects.equals(organizationId, id);
    }
}

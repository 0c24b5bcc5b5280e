package com.avaone.web.kernel.live;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.operations.OperationsEvent;
import com.avaone.api.organization.OrganizationEvent;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a page can follow: {@code organizations}, {@code organization-} with an identifier, and {@code operations}. */
final class Topics {

    static final String ORGANIZATIONS = "organizations";
    static final String OPERATIONS = "operations";
    private static final String ONE_ORGANIZATION = "organization-";
    private static final int MOST = 8;

    private Topics() {}

    /**
     * The topics in a list that is separated by commas.
     *
     * @throws InvalidValue if there are none, too many, or one that does not exist
     */
    static Set<String> parse(@Nullable String list) {
        var topics = new LinkedHashSet<String>();
        for (var topic : (list == null ? "" : list).split(",", MOST + 2)) {
            if (!topic.isBlank()) {
                topics.add(topic.strip());
            }
        }
        if (topics.isEmpty() || topics.size() > MOST || !topics.stream().allMatch(Topics::exists)) {
            throw new InvalidValue(
                    "topics", "must be 1 to %d of organizations, organization-<id> and operations".formatted(MOST));
        }
        return Set.copyOf(topics);
    }

    private static boolean exists(String topic) {
        return topic.equals(ORGANIZATIONS)
                || topic.equals(OPERATIONS)
                || topic.startsWith(ONE_ORGANIZATION)
                        && TimeOrderedId.matches(OrganizationId.PREFIX, topic.substring(ONE_ORGANIZATION.length()));
    }

    /** Whether a topic is about this organization only. */
    static boolean isAbout(String topic, OrganizationId organizationId) {
        return topic.equals(ONE_ORGANIZATION + organizationId);
    }

    /** The topics that an event belongs to. */
    static Set<String> of(Object event) {
        return switch (event) {
            case OrganizationEvent changed -> ofOrganization(changed);
            case LicenseEvent changed -> ofOrganization(changed);
            case OperationsEvent operated -> Set.of(OPERATIONS);
            default -> Set.of();
        };
    }

    private static Set<String> ofOrganization(TenantEvent event) {
        return Set.of(ORGANIZATIONS, ONE_ORGANIZATION + event.organizationId());
    }
}

package com.avaone.web.kernel.live;

import com.avaone.api.client.ClientEvent;
import com.avaone.api.communication.MailEvent;
import com.avaone.api.content.ContentEvent;
import com.avaone.api.crm.ContactEvent;
import com.avaone.api.crm.DealEvent;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.operations.OperationsEvent;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.team.TeamEvent;
import com.avaone.api.user.UserEvent;
import com.avaone.api.webhook.WebhookEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page can follow: {@code organizations}; {@code organization-}, {@code users-}, {@code teams-}, {@code clients-},
 * {@code webhooks-}, {@code leads-} and {@code deals-} with an organization's identifier; {@code user-} with a user's; {@code operations}, {@code outbox},
 * {@code suppressions}, {@code content} and {@code webhooks}.
 */
final class Topics {

    static final String ORGANIZATIONS = "organizations";
    static final String OPERATIONS = "operations";
    static final String OUTBOX = "outbox";
    static final String CRM_SYNC = "crm-sync";
    private static final String SUPPRESSIONS = "suppressions";
    private static final String CONTENT = "content";
    private static final String ONE_ORGANIZATION = "organization-";
    static final String USERS = "users-";
    private static final String TEAMS = "teams-";
    private static final String CLIENTS = "clients-";
    private static final String WEBHOOKS = "webhooks-";
    private static final String ALL_WEBHOOKS = "webhooks";
    static final String LEADS = "leads-";
    private static final String CONTACTS = "contacts-";
    private static final String DEALS = "deals-";
    private static final List<String> OF_AN_ORGANIZATION =
            List.of(ONE_ORGANIZATION, USERS, TEAMS, CLIENTS, WEBHOOKS, LEADS, CONTACTS, DEALS);
    private static final String ONE_USER = "user-";
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
                    "topics",
                    "must be 1 to %d of organizations, organization-<id>, users-<organization's id>, teams-<organization's id>, clients-<organization's id>, webhooks-<organization's id>, leads-<organization's id>, contacts-<organization's id>, deals-<organization's id>, user-<id>, operations, outbox, crm-sync, suppressions, content and webhooks"
                            .formatted(MOST));
        }
        return Set.copyOf(topics);
    }

    private static boolean exists(String topic) {
        return topic.equals(ORGANIZATIONS)
                || topic.equals(OPERATIONS)
                || topic.equals(OUTBOX)
                || topic.equals(CRM_SYNC)
                || topic.equals(SUPPRESSIONS)
                || topic.equals(CONTENT)
                || topic.equals(ALL_WEBHOOKS)
                || isAboutOneOrganization(topic)
                || isOf(ONE_USER, UserId.PREFIX, topic);
    }

    /** Whether a topic is about an organization and not about all of them. */
    static boolean isAboutOneOrganization(String topic) {
        return OF_AN_ORGANIZATION.stream().anyMatch(kind -> isOf(kind, OrganizationId.PREFIX, topic));
    }

    private static boolean isOf(String kind, String prefix, String topic) {
        return topic.startsWith(kind) && TimeOrderedId.matches(prefix, topic.substring(kind.length()));
    }

    /** Whether a topic is about this organization or user only. */
    static boolean isAbout(String topic, OrganizationId organizationId, UserId userId) {
        return topic.equals(ONE_USER + userId)
                || OF_AN_ORGANIZATION.stream().anyMatch(kind -> topic.equals(kind + organizationId));
    }

    /** The topics that an event belongs to. */
    static Set<String> of(Object event) {
        return switch (event) {
            case OrganizationEvent changed -> ofOrganization(changed);
            case LicenseEvent changed -> ofOrganization(changed);
            case UserEvent happened -> Set.of(USERS + happened.organizationId(), ONE_USER + happened.userId());
            case TeamEvent happened -> Set.of(TEAMS + happened.organizationId());
            case ClientEvent happened -> Set.of(CLIENTS + happened.organizationId());
            case WebhookEvent happened -> Set.of(ALL_WEBHOOKS, WEBHOOKS + happened.organizationId());
            case LeadEvent happened -> Set.of(LEADS + happened.organizationId());
            case ContactEvent happened -> Set.of(CONTACTS + happened.organizationId());
            case DealEvent happened -> Set.of(DEALS + happened.organizationId());
            case OperationsEvent operated -> Set.of(OPERATIONS);
            case MailEvent reported -> Set.of(SUPPRESSIONS);
            case ContentEvent happened -> Set.of(CONTENT);
            default -> Set.of();
        };
    }

    private static Set<String> ofOrganization(TenantEvent event) {
        return Set.of(ORGANIZATIONS, ONE_ORGANIZATION + event.organizationId());
    }
}

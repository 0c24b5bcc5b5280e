package com.avaone.command.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.AdministratorsEvent;
import com.avaone.api.user.AdministratorsEvent.AdministratorAdded;
import com.avaone.api.user.AdministratorsEvent.AdministratorRemoved;
import com.avaone.api.user.UserRule;
import com.avaone.command.kernel.EventSourced;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;

/**
 * Those who administer one organization: its active users whose role says so. Two who give it up at the same moment meet here, so that one
 * of them remains. It gets no commands; users' decisions come here by {@link Administration}.
 */
@EventSourced(type = "administrators")
@StableName("user.administrators-snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Administrators {

    private static final String PREFIX = "adm_";

    @AggregateIdentifier
    private String administratorsId;

    private Set<UserId> members = new HashSet<>();

    /** Axon makes an instance without state before the first decision or the history. */
    Administrators() {}

    /** The identifier of an organization's administrators: the organization's own, under another prefix. */
    static String idOf(OrganizationId organizationId) {
        return PREFIX + organizationId.value().substring(OrganizationId.PREFIX.length());
    }

    void add(OrganizationId organizationId, UserId userId) {
        if (!members.contains(userId)) {
            apply(new AdministratorAdded(userId, organizationId, members.size() + 1));
        }
    }

    void remove(OrganizationId organizationId, UserId userId) {
        if (members.stream().allMatch(userId::equals)) {
            throw new Rejected(
                    UserRule.LAST_ADMIN,
                    "Nobody else administers the organization. Give the role to another user first.");
        }
        if (members.contains(userId)) {
            apply(new AdministratorRemoved(userId, organizationId, members.size() - 1));
        }
    }

    @EventSourcingHandler
    void on(AdministratorsEvent event) {
        administratorsId = idOf(event.organizationId());
        switch (event) {
            case AdministratorAdded e -> members.add(e.userId());
            case AdministratorRemoved e -> members.remove(e.userId());
        }
    }
}

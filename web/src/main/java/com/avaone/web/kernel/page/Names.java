package com.avaone.web.kernel.page;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationNames;
import com.avaone.api.organization.OrganizationQuery.FindOrganizationNames;
import com.avaone.api.user.Identities;
import com.avaone.api.user.UserState;
import com.avaone.web.kernel.Queries;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people know by a name and events by an identifier. */
@Component
public class Names {

    private final Identities identities;
    private final Queries queries;

    Names(Identities identities, Queries queries) {
        this.identities = identities;
        this.queries = queries;
    }

    /** The organizations by their identifiers, in one query. One that is not known yet is left out, and shown by the identifier. */
    public Map<String, String> ofOrganizations(Stream<@Nullable OrganizationId> organizationIds) {
        var ids = organizationIds
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(id -> !id.equals(OrganizationId.OPERATOR))
                .collect(Collectors.toSet());
        return ids.isEmpty()
                ? Map.of()
                : queries.ask(new FindOrganizationNames(ids), OrganizationNames.class)
                        .names();
    }

    /** The users and API clients among these actors by their identifiers, from memory. Who is not known is shown by the identifier. */
    public Map<String, String> ofActors(Stream<@Nullable String> actorIds) {
        var names = new HashMap<String, String>();
        actorIds.filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .forEach(id -> nameOf(id).ifPresent(name -> names.put(id, name)));
        return names;
    }

    private Optional<String> nameOf(String actorId) {
        if (TimeOrderedId.matches(ClientId.PREFIX, actorId)) {
            return identities.client(new ClientId(actorId)).map(ClientView::name);
        }
        return TimeOrderedId.matches(UserId.PREFIX, actorId)
                ? identities
                        .user(new UserId(actorId))
                        .filter(user -> user.state() != UserState.ERASED)
                        .map(user -> user.email().value())
                : Optional.empty();
    }
}

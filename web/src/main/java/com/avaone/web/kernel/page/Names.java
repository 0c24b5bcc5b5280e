package com.avaone.web.kernel.page;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationNames;
import com.avaone.api.organization.OrganizationQuery.FindOrganizationNames;
import com.avaone.api.user.Identities;
import com.avaone.api.user.UserState;
import com.avaone.web.kernel.Queries;
import java.util.Map;
import java.util.Objects;
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

    /** The users among these actors by their identifiers, from memory. Who is not known is left out, and shown by the identifier. */
    public Map<String, String> ofActors(Stream<@Nullable String> actorIds) {
        return actorIds.filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .filter(id -> TimeOrderedId.matches(UserId.PREFIX, id))
                .flatMap(id -> identities.user(new UserId(id)).stream())
                .filter(user -> user.state() != UserState.ERASED)
                .collect(Collectors.toMap(
                        user -> user.userId().value(), user -> user.email().value()));
    }
}

package com.avaone.web.kernel.page;

import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Identities;
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

    Names(Identities identities) {
        this.identities = identities;
    }

    /** The users among these actors by their identifiers, from memory. Who is not known is left out, and shown by the identifier. */
    public Map<String, String> ofActors(Stream<@Nullable String> actorIds) {
        return actorIds.filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .filter(id -> TimeOrderedId.matches(UserId.PREFIX, id))
                .flatMap(id -> identities.user(new UserId(id)).stream())
                .collect(Collectors.toMap(
                        user -> user.userId().value(), user -> user.email().value()));
    }
}

package com.avaone.web.kernel.page;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Permission;
import com.avaone.api.user.Authorization;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserState;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** To whom leads, contacts and deals are assigned: names by the users' identifiers, in the order of the names. */
@Component
public class Assignees {

    private final Identities identities;
    private final Clock clock;

    Assignees(Identities identities, Clock clock) {
        this.identities = identities;
        this.clock = clock;
    }

    /** To whom something can be assigned. */
    public Map<String, String> possible(OrganizationId organizationId) {
        var now = clock.instant();
        return users(organizationId, user -> user.isActive(now) && Authorization.has(user, Permission.CHANGE_IN_CRM));
    }

    /** Everybody to whom something may be assigned or once was. */
    public Map<String, String> known(OrganizationId organizationId) {
        return users(organizationId, user -> user.state() != UserState.ERASED);
    }

    private Map<String, String> users(OrganizationId organizationId, Predicate<SignInUser> which) {
        var names = new LinkedHashMap<String, String>();
        identities.users(organizationId).stream()
                .filter(which)
                .sorted(Comparator.comparing(Assignees::name, String.CASE_INSENSITIVE_ORDER))
                .forEach(user -> names.put(user.userId().value(), name(user)));
        return names;
    }

    private static String name(SignInUser user) {
        return user.displayName().isBlank() ? user.email().value() : user.displayName();
    }
}

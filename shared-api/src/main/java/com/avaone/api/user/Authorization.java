package com.avaone.api.user;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.ConcernsUser;
import com.avaone.api.kernel.Grants;
import com.avaone.api.kernel.Grants.Grant;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Permission;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Scope;
import com.avaone.api.kernel.TenantMessage;
import com.avaone.api.kernel.UserId;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a message may be handled, by what it {@link Needs needs} and by what its actor, named in its metadata, is
 * {@link Grants granted} at this moment. Both the command side and the query side ask, so a message without permission is refused whoever
 * brought it there. What says nothing about what it needs is refused.
 */
public final class Authorization {

    private static final ClassValue<Set<Permission>> NEEDS = new ClassValue<>() {
        @Override
        protected Set<Permission> computeValue(Class<?> type) {
            var needs = type.getAnnotation(Needs.class);
            return needs == null ? Set.of() : Set.copyOf(Arrays.asList(needs.value()));
        }
    };

    private final Identities identities;
    private final Clock clock;

    /** By what {@code identities} knows of the actors. */
    public Authorization(Identities identities, Clock clock) {
        this.identities = identities;
        this.clock = clock;
    }

    /**
     * Returns if the message may be handled.
     *
     * @param metadata of the message
     * @throws Rejected by {@link UserRule#NOT_ALLOWED}; as {@link KernelRule#NOT_FOUND} where only another organization's data is out of
     *     reach, because nobody shall learn what another organization has
     */
    public void check(Object message, Map<String, ?> metadata) {
        var needs = NEEDS.get(message.getClass());
        var kind = String.valueOf(metadata.get(MetadataKey.ACTOR_KIND));
        if ((kind.equals(ActorKind.AUTOMATION.name()) && !needs.isEmpty()) || needs.contains(Permission.SIGN_IN)) {
            return;
        }
        var actorId = metadata.get(MetadataKey.ACTOR_ID);
        var actor = actorId == null
                ? null
                : identities.user(new UserId(actorId.toString())).orElse(null);
        if (actor == null || !actor.isActive(clock.instant())) {
            throw notAllowed();
        }
        var granted = grants(actor).stream()
                .filter(grant -> needs.contains(grant.permission()))
                .toList();
        if (granted.isEmpty()) {
            throw notAllowed();
        }
        if (granted.stream().noneMatch(grant -> reaches(grant.scope(), actor, message))) {
            throw message instanceof TenantMessage ofTenant
                            && !ofTenant.organizationId().equals(actor.organizationId())
                    ? new Rejected(KernelRule.NOT_FOUND, "There is no such thing in this organization.")
                    : notAllowed();
        }
    }

    /** Whether the user has the permission at all, however far; for pages that show what can be done. */
    public static boolean has(SignInUser user, Permission permission) {
        return grants(user).stream().anyMatch(grant -> grant.permission() == permission);
    }

    private static List<Grant> grants(SignInUser user) {
        return Stream.<@Nullable Enum<?>>of(
                        user.role(),
                        user.serviceRoles().crm(),
                        user.serviceRoles().pingora())
                .flatMap(role -> role == null ? Stream.empty() : Grants.of(role).stream())
                .toList();
    }

    private static boolean reaches(Scope scope, SignInUser actor, Object message) {
        return switch (scope) {
            case ANY_ORGANIZATION -> true;
            case OWN_ORGANIZATION ->
                message instanceof TenantMessage ofTenant && isOf(ofTenant, actor.organizationId());
            case SELF ->
                message instanceof ConcernsUser about
                        && about.userId().equals(actor.userId())
                        && isOf(about, actor.organizationId());
        };
    }

    private static boolean isOf(TenantMessage message, OrganizationId organizationId) {
        return message.organizationId().equals(organizationId);
    }

    private static Rejected notAllowed() {
        return new Rejected(UserRule.NOT_ALLOWED, "Your role does not include this.");
    }
}

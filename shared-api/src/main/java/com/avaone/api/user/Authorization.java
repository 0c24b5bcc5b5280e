package com.avaone.api.user;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientRule;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.ConcernsRecords;
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
 * {@link Grants granted}, or by its {@link ClientScope scopes}, at this moment. Both the command side and the query side ask, so a message without permission is refused whoever
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
     * @throws Rejected by {@link UserRule#NOT_ALLOWED}, for API clients by {@link ClientRule#SCOPE_MISSING}; as {@link KernelRule#NOT_FOUND} where only another organization's data is out of
     *     reach, because nobody shall learn what another organization has
     */
    public void check(Object message, Map<String, ?> metadata) {
        check(NEEDS.get(message.getClass()), message, metadata);
    }

    /** Whether the message could be handled if it needed this permission: for answers of which not everybody may see everything. */
    public boolean allows(Permission permission, Object message, Map<String, ?> metadata) {
        try {
            check(Set.of(permission), message, metadata);
            return true;
        } catch (Rejected _) {
            return false;
        }
    }

    private void check(Set<Permission> needs, Object message, Map<String, ?> metadata) {
        var kind = String.valueOf(metadata.get(MetadataKey.ACTOR_KIND));
        if ((kind.equals(ActorKind.AUTOMATION.name()) && !needs.isEmpty())
                || needs.contains(Permission.SIGN_IN)
                || needs.contains(Permission.VISIT)) {
            return;
        }
        var actorId = metadata.get(MetadataKey.ACTOR_ID);
        if (kind.equals(ActorKind.CLIENT.name())) {
            checkClient(new ClientId(String.valueOf(actorId)), needs, message);
            return;
        }
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
                    ? notFound()
                    : notAllowed();
        }
    }

    private void checkClient(ClientId clientId, Set<Permission> needs, Object message) {
        var client = identities
                .client(clientId)
                .filter(known -> known.isActive(clock.instant()))
                .orElseThrow(() -> new Rejected(ClientRule.TOKEN_NOT_VALID, "The API client is not active."));
        var ofOperator = client.organizationId().equals(OrganizationId.OPERATOR);
        if (!ofOperator && !isOpen(client.organizationId())) {
            throw new Rejected(
                    UserRule.LICENSE_SHUT, "The organization's license does not allow its API clients to act now.");
        }
        if (client.scopes().stream().noneMatch(scope -> gives(scope, needs, ofOperator))) {
            throw scopeMissing(needs, ofOperator);
        }
        if (!ofOperator && !(message instanceof TenantMessage ofTenant && isOf(ofTenant, client.organizationId()))) {
            throw message instanceof TenantMessage ? notFound() : notAllowed();
        }
    }

    private boolean isOpen(OrganizationId organizationId) {
        return identities
                .organization(organizationId)
                .filter(SignInOrganization::isOpen)
                .isPresent();
    }

    private static boolean gives(ClientScope scope, Set<Permission> needs, boolean ofOperator) {
        return (ofOperator || !scope.isOfOperator())
                && scope.permissions().stream().anyMatch(needs::contains);
    }

    private static Rejected scopeMissing(Set<Permission> needs, boolean ofOperator) {
        var enough = Arrays.stream(ClientScope.values())
                .filter(scope -> gives(scope, needs, ofOperator))
                .map(ClientScope::text)
                .toList();
        return enough.isEmpty()
                ? new Rejected(UserRule.NOT_ALLOWED, "No API client may do this.")
                : new Rejected(
                        ClientRule.SCOPE_MISSING,
                        "The API client needs one of these scopes: %s.".formatted(String.join(", ", enough)),
                        null,
                        Map.of("scope", String.join(" ", enough)));
    }

    /** Whether the user has the permission at all, however far; for pages that show what can be done. */
    public static boolean has(SignInUser user, Permission permission) {
        return grants(user).stream().anyMatch(grant -> grant.permission() == permission);
    }

    /**
     * Whose records the user has to keep to in a message that {@link ConcernsRecords} and needs the permission: the own ones, where it
     * reaches no further; absent where it reaches everybody's.
     */
    public static @Nullable UserId ownedBy(SignInUser user, Permission permission) {
        return grants(user).stream().anyMatch(grant -> grant.permission() == permission && grant.scope() != Scope.SELF)
                ? null
                : user.userId();
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
                                && isOf(about, actor.organizationId())
                        || message instanceof ConcernsRecords records
                                && actor.userId().equals(records.ownedBy())
                                && isOf(records, actor.organizationId());
        };
    }

    private static boolean isOf(TenantMessage message, OrganizationId organizationId) {
        return message.organizationId().equals(organizationId);
    }

    private static Rejected notFound() {
        return new Rejected(KernelRule.NOT_FOUND, "There is no such thing in this organization.");
    }

    private static Rejected notAllowed() {
        return new Rejected(UserRule.NOT_ALLOWED, "Your role does not include this.");
    }
}

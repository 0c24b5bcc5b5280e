package com.avaone.api.kernel;

import java.util.Locale;
import java.util.Set;

/**
 * What an API client may be allowed to do. The one table from scopes to permissions: enforcement, {@code docs/permissions.md} and the tests
 * are made from it. A client of an organization reaches its own organization, a client of the operator every one. No scope lets a client
 * make or change clients.
 */
public enum ClientScope {
    /** Reads an organization, its license, and what happened to license and users. */
    READ_HISTORY(Permission.READ_HISTORY),
    /** Follows the events, without what is about persons. */
    FOLLOW_EVENTS(Permission.FOLLOW_EVENTS),
    /** Sees in the events that it follows what is about persons too. */
    READ_PERSONAL_DATA_OF_EVENTS(Permission.READ_PERSONAL_DATA_OF_EVENTS),
    /** Registers, changes, tests and removes webhook endpoints, to which events are sent without what is about persons. */
    MANAGE_WEBHOOKS(Permission.MANAGE_WEBHOOKS),
    /** Reads users. */
    READ_USERS(Permission.READ_USERS),
    /** Reads, invites and changes users. */
    MANAGE_USERS(Permission.READ_USERS, Permission.MANAGE_USERS),
    /** Makes sure that somebody has a workspace user. */
    ENSURE_USERS(Permission.ENSURE_USERS),
    /** Reads an organization and changes its profile, products and settings. */
    MANAGE_ORGANIZATION(Permission.MANAGE_ORGANIZATION, Permission.MANAGE_SETTINGS),
    /** Reads the license and gives seats. */
    MANAGE_LICENSE(Permission.MANAGE_LICENSE),
    /** Registers and deletes organizations and decides about their licenses; for clients of the operator only. */
    ADMINISTER_ORGANIZATIONS(
            Permission.ADMINISTER_ORGANIZATIONS, Permission.MANAGE_ORGANIZATION, Permission.MANAGE_LICENSE);

    private final Set<Permission> permissions;

    ClientScope(Permission... permissions) {
        this.permissions = Set.of(permissions);
    }

    /** As it is written in the API, for example {@code read-users}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The permissions that it gives. */
    public Set<Permission> permissions() {
        return permissions;
    }

    /** Whether whoever has it can read and nothing else. */
    public boolean isReadOnly() {
        return switch (this) {
            case READ_HISTORY, FOLLOW_EVENTS, READ_PERSONAL_DATA_OF_EVENTS, READ_USERS -> true;
            case MANAGE_WEBHOOKS,
                    ENSURE_USERS,
                    MANAGE_USERS,
                    MANAGE_ORGANIZATION,
                    MANAGE_LICENSE,
                    ADMINISTER_ORGANIZATIONS -> false;
        };
    }

    /** Whether only a client of the suite's operator can have it. */
    public boolean isOfOperator() {
        return this == ADMINISTER_ORGANIZATIONS;
    }
}

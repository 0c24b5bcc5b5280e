package com.avaone.web.kernel;

import com.avaone.api.kernel.Role;

/**
 * Who may call a route. It is the outer of two checks: what a route does is checked again where its messages are handled, by what each of
 * them needs.
 */
public enum Audience {
    /** Everybody, without a session. */
    PUBLIC,
    /** Whoever has an open session. */
    SIGNED_IN,
    /** Users of the suite's own operator who run it. */
    SYSTEM_ADMIN,
    /** Whoever administers the organization in question: its admins, and system admins. */
    ORGANIZATION_ADMIN,
    /** Whoever may read an organization's history: its admins and auditors, and the operator's. */
    HISTORY_READER,
    /** Users who work in an organization. */
    MEMBER,
    /** Whoever sees an organization's teams: those who work in it, and system admins. */
    TEAM_READER,
    /** Whoever may have a part in a CRM; what the role there allows is looked at where messages are handled. */
    CRM_USER,
    /** No person: programs only, where {@link Access#clients()} lets them in. */
    NOBODY;

    /** Whether somebody with this role belongs to it. */
    public boolean includes(Role role) {
        return switch (this) {
            case PUBLIC, SIGNED_IN -> true;
            case NOBODY -> false;
            case SYSTEM_ADMIN -> role == Role.SYSTEM_ADMIN;
            case ORGANIZATION_ADMIN -> role == Role.SYSTEM_ADMIN || role == Role.ADMIN;
            case HISTORY_READER ->
                switch (role) {
                    case SYSTEM_ADMIN, SUITE_AUDITOR, ADMIN, AUDITOR -> true;
                    case USER, EMPLOYEE, WORKSPACE_USER -> false;
                };
            case MEMBER ->
                switch (role) {
                    case ADMIN, USER, EMPLOYEE, WORKSPACE_USER -> true;
                    case SYSTEM_ADMIN, SUITE_AUDITOR, AUDITOR -> false;
                };
            case TEAM_READER, CRM_USER -> role == Role.SYSTEM_ADMIN || MEMBER.includes(role);
        };
    }
}

package com.avaone.api.kernel;

/** What a user is in the organization of the account. */
public enum Role {
    /** A user of the suite's own operator who runs the suite. */
    SYSTEM_ADMIN,
    /** A user of the suite's own operator who reads what happened in all organizations and changes nothing. */
    SUITE_AUDITOR,
    /** Reads what happened in an organization and changes nothing. Takes no seat. */
    AUDITOR,
    /** Administers an organization. */
    ADMIN,
    /** Works in an organization. */
    USER,
    /** Works in an organization with the products assigned. */
    EMPLOYEE,
    /** Has a personal plan and a workspace of its own. */
    WORKSPACE_USER;

    /** Whether somebody with this role takes a seat of the license. */
    public boolean takesSeat() {
        return switch (this) {
            case ADMIN, USER, EMPLOYEE, WORKSPACE_USER -> true;
            case SYSTEM_ADMIN, SUITE_AUDITOR, AUDITOR -> false;
        };
    }

    /** Whether it is a role of the suite's own operator, which nobody in an organization can have. */
    public boolean isOfOperator() {
        return this == SYSTEM_ADMIN || this == SUITE_AUDITOR;
    }
}

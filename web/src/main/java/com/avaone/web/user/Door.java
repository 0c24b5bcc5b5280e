package com.avaone.web.user;

import com.avaone.api.kernel.Role;

/** The ways in: each for some roles, each with a page of its own. Who comes to another than theirs is not known there. */
enum Door {
    /** For the operator's own users. */
    ADMIN("/admin/login"),
    /** For whoever administers or audits an organization. */
    ORGANIZATION("/organization/login"),
    /** For whoever works in an organization. */
    WORKSPACE("/workspace/login");

    private final String page;

    Door(String page) {
        this.page = page;
    }

    /** The path of its page. */
    String page() {
        return page;
    }

    boolean admits(Role role) {
        return switch (role) {
            case SYSTEM_ADMIN, SUITE_AUDITOR -> this == ADMIN;
            case ADMIN -> this != ADMIN;
            case AUDITOR -> this == ORGANIZATION;
            case USER, EMPLOYEE, WORKSPACE_USER -> this == WORKSPACE;
        };
    }
}

package com.avaone.web.user;

import com.avaone.api.kernel.Role;
import java.util.Arrays;

/** The ways in: each for some roles, each with a page of its own. Who comes to another than theirs is not known there. */
public enum Door {
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

    /** The way in for somebody with this role: the first that admits it. */
    public static Door of(Role role) {
        return Arrays.stream(values())
                .filter(door -> door.admits(role))
                .findFirst()
                .orElseThrow();
    }

    /** The path of its page. */
    public String page() {
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

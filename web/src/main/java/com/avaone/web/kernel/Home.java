package com.avaone.web.kernel;

/** Where people go who have just signed in, by what they are. */
public final class Home {

    private Home() {}

    /** The path of the first page. */
    public static String of(SignedInUser user) {
        return switch (user.role()) {
            case SYSTEM_ADMIN -> "/admin/dashboard";
            case SUITE_AUDITOR -> "/audit";
            case ADMIN -> "/organization/dashboard/" + user.organizationId();
            case AUDITOR -> "/organization/dashboard/" + user.organizationId() + "/license";
            case USER, EMPLOYEE, WORKSPACE_USER -> "/workspace/dashboard";
        };
    }
}

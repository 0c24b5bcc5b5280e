package com.avaone.api.kernel;

/** What a user may do in the CRM service. */
public enum CrmRole {
    ACCOUNT_OWNER,
    SUPER_ADMIN,
    MANAGER,
    EMPLOYEE,
    /** May add and sees nothing. */
    CREATE_ONLY,
    /** May see and changes nothing. */
    READ_ONLY
}

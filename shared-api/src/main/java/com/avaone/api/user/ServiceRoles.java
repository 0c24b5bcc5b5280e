package com.avaone.api.user;

import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.PingoraRole;
import org.jspecify.annotations.Nullable;

/**
 * What a user is in the services.
 *
 * @param billing whether the user sees invoices and payments
 * @param crm absent where the user has no place in the CRM
 * @param pingora absent where the user has no place in Pingora
 */
public record ServiceRoles(
        boolean billing, @Nullable CrmRole crm, @Nullable PingoraRole pingora) {

    /** In none. */
    public static final ServiceRoles NONE = new ServiceRoles(false, null, null);
}

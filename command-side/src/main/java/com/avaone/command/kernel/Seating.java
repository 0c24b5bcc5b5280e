package com.avaone.command.kernel;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;

/**
 * Takes seats of a license and gives them back as part of the command at hand: what the license decides is stored with the command's own
 * events, or nothing is. A command handler asks for it as a parameter.
 */
public interface Seating {

    /**
     * Seats the user; nothing changes where the user has a seat.
     *
     * @throws com.avaone.api.kernel.Rejected by the rules of licenses, for example when all seats are taken; as not-found where the
     *     organization has no such license
     */
    void take(LicenseId licenseId, OrganizationId organizationId, UserId userId);

    /** Frees the user's seat, whatever became of the license; nothing changes where there is none. */
    void giveBack(LicenseId licenseId, OrganizationId organizationId, UserId userId);
}

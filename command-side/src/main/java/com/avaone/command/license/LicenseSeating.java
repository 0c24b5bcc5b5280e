package com.avaone.command.license;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.Seating;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Loads the license into the unit of work of the command at hand. Its events are appended together with the command's, in one transaction,
 * and a conflict on either stream makes the whole decision anew. The license is locked after the user; nobody locks the two the other way
 * round.
 */
@Component
@CommandRole
class LicenseSeating implements Seating {

    private final Repository<License> licenses;

    LicenseSeating(Repository<License> licenses) {
        this.licenses = licenses;
    }

    @Override
    public void take(LicenseId licenseId, OrganizationId organizationId, UserId userId) {
        licenses.load(licenseId.value()).execute(license -> license.seat(organizationId, userId));
    }

    @Override
    public void giveBack(LicenseId licenseId, OrganizationId organizationId, UserId userId) {
        licenses.load(licenseId.value()).execute(license -> license.unseat(organizationId, userId));
    }
}

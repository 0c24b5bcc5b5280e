package com.avaone.query.user;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseState;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.organization.OrganizationEvent.DeletionRequested;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.OrganizationRestored;
import com.avaone.api.organization.OrganizationEvent.ProductsSelected;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.user.SignInOrganization;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An organization and how much of its streams was seen: an event with a number that was seen changes nothing.
 *
 * @param number of the organization's last event
 * @param licenseNumber of the newest license's last event; -1 before the first
 */
record KnownOrganization(SignInOrganization organization, long number, long licenseNumber) {

    static KnownOrganization of(OrganizationRegistered event, long number) {
        return new KnownOrganization(
                new SignInOrganization(
                        event.organizationId(),
                        event.slug(),
                        event.profile().name(),
                        event.profile().adminEmail().value(),
                        OrganizationState.ACTIVE,
                        event.licenseId(),
                        null,
                        null),
                number,
                -1);
    }

    /** What the event makes of it. */
    KnownOrganization after(OrganizationEvent event, long eventNumber) {
        return eventNumber <= number ? this : new KnownOrganization(changed(event), eventNumber, licenseNumber);
    }

    private SignInOrganization changed(OrganizationEvent event) {
        return switch (event) {
            case OrganizationRegistered e -> withProfile(e.profile());
            case ProfileChanged e -> withProfile(e.profile());
            case DeletionRequested _ -> withState(OrganizationState.DELETION_REQUESTED);
            case OrganizationRestored _ -> withState(OrganizationState.ACTIVE);
            case OrganizationDeleted _ -> withState(OrganizationState.DELETED);
            case ProductsSelected _, SettingsChanged _ -> organization;
        };
    }

    private SignInOrganization withProfile(OrganizationProfile profile) {
        return new SignInOrganization(
                organization.organizationId(),
                organization.slug(),
                profile.name(),
                profile.adminEmail().value(),
                organization.state(),
                organization.licenseId(),
                organization.licenseStatus(),
                organization.licenseStatusSince());
    }

    private SignInOrganization withState(OrganizationState state) {
        return new SignInOrganization(
                organization.organizationId(),
                organization.slug(),
                organization.name(),
                organization.adminEmail(),
                state,
                organization.licenseId(),
                organization.licenseStatus(),
                organization.licenseStatusSince());
    }

    /** What an event of its license makes of it; one of an older license than is known makes nothing. */
    KnownOrganization after(LicenseEvent event, Instant at, long eventNumber) {
        // Identifiers are ordered by time: the greatest is the newest license.
        var age = event.licenseId().value().compareTo(organization.licenseId().value());
        if (age < 0 || (age == 0 && eventNumber <= licenseNumber)) {
            return this;
        }
        var changed = LicenseState.after(event, at, null);
        return new KnownOrganization(
                changed.get(LicenseState.STATUS) instanceof String status
                                && changed.get(LicenseState.STATUS_SINCE) instanceof Instant since
                        ? withLicense(event.licenseId(), LicenseStatus.valueOf(status), since)
                        : withLicense(
                                event.licenseId(), organization.licenseStatus(), organization.licenseStatusSince()),
                number,
                eventNumber);
    }

    private SignInOrganization withLicense(
            LicenseId licenseId, @Nullable LicenseStatus status, @Nullable Instant since) {
        return new SignInOrganization(
                organization.organizationId(),
                organization.slug(),
                organization.name(),
                organization.adminEmail(),
                organization.state(),
                licenseId,
                status,
                since);
    }
}

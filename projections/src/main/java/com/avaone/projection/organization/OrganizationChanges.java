package com.avaone.projection.organization;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseState;
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
import com.avaone.projection.kernel.Change;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What each event makes of an {@link OrganizationDocument}. The read model and the state as of an earlier moment are both made from these
 * changes.
 */
public final class OrganizationChanges {

    private OrganizationChanges() {}

    /** What an event of the organization itself changes. */
    public static Change of(OrganizationEvent event, Instant at) {
        var change = switch (event) {
            case OrganizationRegistered e ->
                profile(e.profile())
                        .set(OrganizationDocument.SLUG, e.slug())
                        .set(OrganizationDocument.STATE, OrganizationState.ACTIVE)
                        .set(OrganizationDocument.PRODUCTS, e.products())
                        .set(OrganizationDocument.SETTINGS, e.settings())
                        .set(OrganizationDocument.LICENSE_ID, e.licenseId())
                        .set(OrganizationDocument.CREATED_AT, at)
                        .set(OrganizationDocument.CREATED_ON, LocalDate.ofInstant(at, ZoneOffset.UTC));
            case ProfileChanged e -> profile(e.profile());
            case ProductsSelected e -> Change.update(OrganizationDocument.PRODUCTS, e.products());
            case SettingsChanged e -> Change.update(OrganizationDocument.SETTINGS, e.settings());
            case DeletionRequested e ->
                Change.update(OrganizationDocument.STATE, OrganizationState.DELETION_REQUESTED)
                        .set(OrganizationDocument.DELETION_DUE_AT, e.dueAt());
            case OrganizationRestored _ ->
                Change.update(OrganizationDocument.STATE, OrganizationState.ACTIVE)
                        .unset(OrganizationDocument.DELETION_DUE_AT);
            case OrganizationDeleted _ ->
                withoutPersonalData()
                        .set(OrganizationDocument.STATE, OrganizationState.DELETED)
                        .unset(OrganizationDocument.DELETION_DUE_AT);
        };
        return change.set(OrganizationDocument.UPDATED_AT, at);
    }

    /** As the events of the profile read from now on, but of what may be missing nothing is left. */
    private static Change withoutPersonalData() {
        var profile = OrganizationDocument.PROFILE + ".";
        return Change.update(profile + "email", EmailAddress.ERASED)
                .set(OrganizationDocument.ADMIN_EMAIL, EmailAddress.ERASED)
                .unset(profile + "phone")
                .unset(profile + "address")
                .unset(profile + "description");
    }

    private static Change profile(OrganizationProfile profile) {
        return Change.update(OrganizationDocument.PROFILE, profile)
                // Beside the number or range as it was given, so that both can be compared.
                .set(
                        OrganizationDocument.EMPLOYEES_MIN,
                        profile.employeeCount() == null
                                ? null
                                : profile.employeeCount().min())
                .set(
                        OrganizationDocument.EMPLOYEES_MAX,
                        profile.employeeCount() == null
                                ? null
                                : profile.employeeCount().max())
                .set(OrganizationDocument.NAME_LOWER, profile.name().toLowerCase(Locale.ROOT));
    }

    /** What an event of the organization's license changes. */
    public static Change of(LicenseEvent event, Instant at, @Nullable String reason) {
        var change = Change.nothing();
        for (var field : LicenseState.after(event, at, reason).entrySet()) {
            change = change.set(OrganizationDocument.LICENSE + "." + field.getKey(), field.getValue());
        }
        return change;
    }
}

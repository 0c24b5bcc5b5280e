package com.avaone.query.organization;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.ExpiryNoticed;
import com.avaone.api.license.LicenseEvent.GracePeriodChanged;
import com.avaone.api.license.LicenseEvent.GraceStarted;
import com.avaone.api.license.LicenseEvent.LicenseExpired;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicensePaused;
import com.avaone.api.license.LicenseEvent.LicenseReinstated;
import com.avaone.api.license.LicenseEvent.LicenseRenewed;
import com.avaone.api.license.LicenseEvent.LicenseResumed;
import com.avaone.api.license.LicenseEvent.LicenseRevoked;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import com.avaone.api.license.LicenseEvent.OveragePolicyChanged;
import com.avaone.api.license.LicenseEvent.ProductsChanged;
import com.avaone.api.license.LicenseEvent.SeatAssigned;
import com.avaone.api.license.LicenseEvent.SeatLimitChanged;
import com.avaone.api.license.LicenseEvent.SeatReleased;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseView;
import com.avaone.api.license.OveragePolicy;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.organization.OrganizationEvent.DeletionRequested;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.OrganizationRestored;
import com.avaone.api.organization.OrganizationEvent.ProductsSelected;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.OrganizationView;
import com.avaone.api.organization.Slug;
import com.avaone.projection.organization.OrganizationStories;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Organizations as their events say, told once more and without the suite's own code, to hold it against. */
@SuppressWarnings("NullAway.Init") // the first event fills the fields
final class Retold {

    private OrganizationId organizationId;
    private Slug slug;
    private OrganizationState state;
    private OrganizationProfile profile;
    private Set<ProductId> products;
    private OrganizationSettings settings;
    private @Nullable Instant deletionDueAt;
    private Instant createdAt;
    private Instant updatedAt;
    private long version;

    private LicenseId licenseId;
    private @Nullable LicenseStatus status;
    private Instant statusSince;
    private @Nullable String statusReason;
    private LocalDate validUntil;
    private int graceDays;
    private @Nullable LocalDate graceUntil;
    private Seats seats;
    private int seatsUsed;
    private OveragePolicy overage = OveragePolicy.NONE;
    private List<ProductGrant> grants;
    private long licenseVersion;

    /** What these events, from the log's first on, make of the organizations. */
    static Map<OrganizationId, OrganizationView> after(List<? extends DomainEventMessage<?>> events) {
        var all = new LinkedHashMap<OrganizationId, Retold>();
        for (var event : events) {
            switch (event.getPayload()) {
                case OrganizationEvent e ->
                    all.computeIfAbsent(e.organizationId(), _ -> new Retold()).tell(e, event);
                case LicenseEvent e ->
                    all.computeIfAbsent(e.organizationId(), _ -> new Retold()).tell(e, event);
                default -> throw new AssertionError(event);
            }
        }
        var views = new LinkedHashMap<OrganizationId, OrganizationView>();
        all.forEach((organization, retold) -> views.put(organization, retold.view()));
        return views;
    }

    private void tell(OrganizationEvent event, DomainEventMessage<?> message) {
        version = message.getSequenceNumber();
        updatedAt = message.getTimestamp();
        switch (event) {
            case OrganizationRegistered e -> {
                organizationId = e.organizationId();
                slug = e.slug();
                profile = e.profile();
                products = e.products();
                settings = e.settings();
                licenseId = e.licenseId();
                state = OrganizationState.ACTIVE;
                createdAt = message.getTimestamp();
            }
            case ProfileChanged e -> profile = e.profile();
            case ProductsSelected e -> products = e.products();
            case SettingsChanged e -> settings = e.settings();
            case DeletionRequested e -> {
                state = OrganizationState.DELETION_REQUESTED;
                deletionDueAt = e.dueAt();
            }
            case OrganizationRestored _ -> {
                state = OrganizationState.ACTIVE;
                deletionDueAt = null;
            }
            case OrganizationDeleted _ -> {
                state = OrganizationState.DELETED;
                deletionDueAt = null;
                profile = OrganizationStories.withoutPersonalData(profile);
            }
        }
    }

    private void tell(LicenseEvent event, DomainEventMessage<?> message) {
        licenseVersion = message.getSequenceNumber();
        switch (event) {
            case LicenseIssued e -> {
                become(LicenseStatus.ACTIVE, message);
                validUntil = e.terms().validUntil();
                graceDays = e.terms().graceDays();
                seats = e.terms().seats();
                grants = e.terms().products();
            }
            case LicenseSuspended _ -> become(LicenseStatus.SUSPENDED, message);
            case LicensePaused _ -> become(LicenseStatus.PAUSED, message);
            case LicenseResumed _ -> become(LicenseStatus.ACTIVE, message);
            case LicenseReinstated _ -> become(LicenseStatus.ACTIVE, message);
            case LicenseRenewed e -> {
                validUntil = e.validUntil();
                graceUntil = null;
                if (e.status() == LicenseStatus.ACTIVE) {
                    become(LicenseStatus.ACTIVE, message);
                }
            }
            case GraceStarted e -> graceUntil = e.graceUntil();
            case LicenseExpired _ -> {
                become(LicenseStatus.EXPIRED, message);
                graceUntil = null;
            }
            case ExpiryNoticed _ -> {}
            case GracePeriodChanged e -> graceDays = e.graceDays();
            case SeatLimitChanged e -> seats = e.seats();
            case ProductsChanged e -> grants = e.products();
            case OveragePolicyChanged e -> overage = e.overage();
            case LicenseRevoked _ -> {
                become(LicenseStatus.REVOKED, message);
                graceUntil = null;
            }
            case SeatAssigned e -> seatsUsed = e.seatsUsed();
            case SeatReleased e -> seatsUsed = e.seatsUsed();
        }
    }

    private void become(LicenseStatus now, DomainEventMessage<?> message) {
        status = now;
        statusSince = message.getTimestamp();
        statusReason = (String) message.getMetaData().get(MetadataKey.REASON);
    }

    private OrganizationView view() {
        var license = status == null
                ? null
                : new LicenseView(
                        licenseId,
                        organizationId,
                        status,
                        statusSince,
                        statusReason,
                        validUntil,
                        graceDays,
                        graceUntil,
                        seats,
                        seatsUsed,
                        overage,
                        grants,
                        licenseVersion);
        return new OrganizationView(
                organizationId,
                slug,
                state,
                profile,
                products,
                settings,
                licenseId,
                license,
                deletionDueAt,
                createdAt,
                updatedAt,
                version);
    }
}

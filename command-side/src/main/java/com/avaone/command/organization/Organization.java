package com.avaone.command.organization;

import static com.avaone.api.organization.OrganizationState.ACTIVE;
import static com.avaone.api.organization.OrganizationState.DELETED;
import static com.avaone.api.organization.OrganizationState.DELETION_REQUESTED;
import static java.time.ZoneOffset.UTC;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.organization.OrganizationCommand;
import com.avaone.api.organization.OrganizationCommand.ChangeProfile;
import com.avaone.api.organization.OrganizationCommand.ChangeSettings;
import com.avaone.api.organization.OrganizationCommand.DeleteOrganization;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationCommand.RestoreOrganization;
import com.avaone.api.organization.OrganizationCommand.SelectProducts;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.organization.OrganizationEvent.DeletionRequested;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.OrganizationRestored;
import com.avaone.api.organization.OrganizationEvent.ProductsSelected;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationRule;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.Slug;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import com.avaone.command.kernel.ProductRange;
import com.avaone.command.kernel.UniqueValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A customer of the suite: what it says of itself, what it wants, and its end after a grace period. */
@EventSourced(type = "organization")
@StableName("organization.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Organization implements ConcernsPerson {

    /** What a slug is called among the unique values. */
    static final String SLUG = "organization.slug";

    private static final int MAX_PRODUCTS = 100;

    @AggregateIdentifier
    private OrganizationId organizationId;

    private Slug slug;
    private LicenseId licenseId;
    private OrganizationState state;
    private OrganizationProfile profile;
    private Set<ProductId> products;
    private OrganizationSettings settings;
    private @Nullable Instant deletionDueAt;

    /** Axon makes an instance without state before it hands over the first command or the history. */
    Organization() {}

    @Override
    public String personId() {
        return organizationId.value();
    }

    @CommandHandlerInterceptor
    void guard(OrganizationCommand command) {
        Guard.check(command, organizationId);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterOrganization command, Clock clock, UniqueValues uniqueValues, ProductRange range) {
        if (organizationId != null) {
            throw new Rejected(
                    OrganizationRule.ORGANIZATION_EXISTS, "%s was registered before.".formatted(organizationId));
        }
        var today = LocalDate.now(clock.withZone(UTC));
        var slug = Slug.parse(command.slug().value());
        judge(command.products());
        range.judge("products", command.products(), clock.instant());
        // The license is issued a moment later under these terms: what it would refuse is refused here.
        var registered = new OrganizationRegistered(
                command.organizationId(),
                slug,
                command.profile().judged(today.getYear()),
                command.products(),
                command.settings().judged(),
                command.licenseId(),
                command.terms().judged(today));
        range.judge("products", LicenseTerms.products(command.terms().products()), clock.instant());
        uniqueValues.take(SLUG, slug.value(), command.organizationId().value(), OrganizationRule.SLUG_TAKEN, "slug");
        apply(registered);
    }

    @CommandHandler
    void handle(ChangeProfile command, Clock clock) {
        refuseUnlessActive();
        var judged = command.profile().judged(LocalDate.now(clock.withZone(UTC)).getYear());
        if (!judged.equals(profile)) {
            apply(new ProfileChanged(organizationId, judged));
        }
    }

    @CommandHandler
    void handle(SelectProducts command, Clock clock, ProductRange range) {
        refuseUnlessActive();
        judge(command.products());
        range.judge("products", added(command.products()), clock.instant());
        if (!command.products().equals(products)) {
            apply(new ProductsSelected(organizationId, command.products()));
        }
    }

    @CommandHandler
    void handle(ChangeSettings command) {
        refuseUnlessActive();
        var judged = command.settings().judged();
        if (!judged.equals(settings)) {
            apply(new SettingsChanged(organizationId, judged));
        }
    }

    @CommandHandler
    void handle(RequestDeletion command, Clock clock, OrganizationProperties properties) {
        switch (state) {
            case ACTIVE -> {
                // What was made for trying the suite out nobody misses.
                var grace = organizationId.isOfTestData() ? Duration.ZERO : properties.deletionGrace();
                // Deadlines are kept to the millisecond: a finer instant would be due before it is.
                var dueAt = clock.instant().plus(grace).truncatedTo(ChronoUnit.MILLIS);
                apply(new DeletionRequested(organizationId, dueAt));
            }
            case DELETION_REQUESTED ->
                throw new Rejected(
                        OrganizationRule.DELETION_ALREADY_REQUESTED,
                        "The organization is to be deleted at %s already.".formatted(deletionDueAt));
            case DELETED -> throw deleted();
        }
    }

    @CommandHandler
    void handle(RestoreOrganization command, Clock clock) {
        if (isDue(clock)) {
            throw new Rejected(
                    OrganizationRule.DELETION_DUE,
                    "The grace period ended at %s; the organization is being deleted.".formatted(deletionDueAt));
        }
        apply(new OrganizationRestored(organizationId));
    }

    @CommandHandler
    void handle(DeleteOrganization command, Clock clock) {
        if (!isDue(clock)) {
            throw new Rejected(
                    OrganizationRule.DELETION_NOT_DUE,
                    "The organization is deleted at %s, not before.".formatted(deletionDueAt),
                    null,
                    Map.of("dueAt", String.valueOf(deletionDueAt)));
        }
        apply(new OrganizationDeleted(organizationId, slug, licenseId));
    }

    @EventSourcingHandler
    void on(OrganizationEvent event) {
        switch (event) {
            case OrganizationRegistered e -> {
                organizationId = e.organizationId();
                slug = e.slug();
                licenseId = e.licenseId();
                state = ACTIVE;
                profile = e.profile();
                products = e.products();
                settings = e.settings();
            }
            case ProfileChanged e -> profile = e.profile();
            case ProductsSelected e -> products = e.products();
            case SettingsChanged e -> settings = e.settings();
            case DeletionRequested e -> {
                state = DELETION_REQUESTED;
                deletionDueAt = e.dueAt();
            }
            case OrganizationRestored _ -> {
                state = ACTIVE;
                deletionDueAt = null;
            }
            case OrganizationDeleted _ -> {
                state = DELETED;
                deletionDueAt = null;
            }
        }
    }

    private void refuseUnlessActive() {
        switch (state) {
            case ACTIVE -> {}
            case DELETION_REQUESTED ->
                throw new Rejected(
                        OrganizationRule.DELETION_REQUESTED,
                        "The organization is to be deleted at %s. Restore it first.".formatted(deletionDueAt));
            case DELETED -> throw deleted();
        }
    }

    /** Whether the requested deletion is due; refused where none is requested. */
    private boolean isDue(Clock clock) {
        if (state == DELETED) {
            throw deleted();
        }
        if (deletionDueAt == null) {
            throw new Rejected(
                    OrganizationRule.DELETION_NOT_REQUESTED, "Nobody asked for the deletion of the organization.");
        }
        return !clock.instant().isBefore(deletionDueAt);
    }

    private Set<ProductId> added(Set<ProductId> wanted) {
        var added = new HashSet<>(wanted);
        added.removeAll(products);
        return added;
    }

    private static void judge(Set<ProductId> products) {
        if (products.size() > MAX_PRODUCTS) {
            throw new InvalidValue("products", "must be at most %d products".formatted(MAX_PRODUCTS));
        }
        products.forEach(product -> ProductId.parse("products", product.value()));
    }

    private static Rejected deleted() {
        return new Rejected(OrganizationRule.ORGANIZATION_DELETED, "The organization was deleted.");
    }
}

package com.avaone.web.organization;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.operations.OperationsQuery.FindParkedEvents;
import com.avaone.api.operations.ParkedEventPage;
import com.avaone.api.organization.OrganizationPage;
import com.avaone.api.organization.OrganizationQuery.FindOrganization;
import com.avaone.api.organization.OrganizationQuery.FindOrganizations;
import com.avaone.api.organization.OrganizationView;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.ReadState;
import com.avaone.web.kernel.ReadState.Reached;
import com.avaone.web.kernel.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the API and the pages ask about organizations. */
@Component
class Organizations {

    /** The license follows the registration by a process of its own, which takes milliseconds; a caller waits no longer than this. */
    private static final Duration LICENSE_PATIENCE = Duration.ofSeconds(5);

    private static final Duration LICENSE_LOOK = Duration.ofMillis(20);

    /** Processors that write what is read here. */
    static final Set<String> PROCESSORS = Set.of("organization", "license");

    /** Nobody needs to know of more. */
    private static final int MOST_PARKED = 100;

    private final Queries queries;
    private final ReadState readState;
    private final Clock clock;

    Organizations(Queries queries, ReadState readState, Clock clock) {
        this.queries = queries;
        this.readState = readState;
        this.clock = clock;
    }

    /** The present day in UTC, in which the last days of licenses are counted. */
    LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    /** How far what is read here has come. */
    Reached reached() {
        return readState.reachedBy(PROCESSORS);
    }

    /** As {@link #reached()}, for what is read of one organization: only its own parked events are missing there. */
    Reached reached(OrganizationId organizationId) {
        var parked = queries.ask(
                new FindParkedEvents(null, organizationId.value(), null, MOST_PARKED), ParkedEventPage.class);
        return new Reached(
                reached().position(),
                parked.items().stream()
                        .filter(event -> PROCESSORS.contains(event.processor()))
                        .count());
    }

    OrganizationView find(OrganizationId organizationId) {
        return queries.ask(new FindOrganization(organizationId, null), OrganizationView.class);
    }

    OrganizationView find(OrganizationId organizationId, long minPosition) {
        return queries.ask(new FindOrganization(organizationId, null), OrganizationView.class, minPosition);
    }

    OrganizationPage page(FindOrganizations query) {
        return queries.ask(query, OrganizationPage.class);
    }

    /** The organization at a position or an instant of the past; now where {@code asOf} is absent. */
    OrganizationView at(OrganizationId organizationId, @Nullable String asOf) {
        return queries.ask(new FindOrganization(organizationId, asOf), OrganizationView.class);
    }

    /** The organization now, or at a moment of the past, with how far the read model had come. */
    Seen seen(OrganizationId organizationId, @Nullable String asOf) {
        var moment = Text.orNull(asOf);
        // Asked before the organization, so that what is seen is at least as new as the position says.
        var position = moment == null ? reached().position() : OptionalLong.empty();
        return new Seen(at(organizationId, moment), position);
    }

    /** An organization and the position that its read model had reached; empty for a moment of the past. */
    record Seen(OrganizationView organization, OptionalLong position) {}

    /**
     * The organization as soon as it shows its license.
     *
     * @throws Rejected as {@link KernelRule#READ_MODEL_BEHIND} where that takes too long
     */
    OrganizationView licensed(OrganizationId organizationId, long minPosition) {
        var giveUp = System.nanoTime() + LICENSE_PATIENCE.toNanos();
        var view = find(organizationId, minPosition);
        while (view.license() == null) {
            if (System.nanoTime() > giveUp) {
                throw new Rejected(
                        KernelRule.READ_MODEL_BEHIND,
                        "The organization is registered; its license cannot be seen yet. Ask for the organization again.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LICENSE_LOOK.toMillis()));
            view = find(organizationId, minPosition);
        }
        return view;
    }

    /** When an accepted deletion is due: read from the events themselves, so that it is known whatever state the read models are in. */
    DeletionAccepted deletionAccepted(Receipt receipt) {
        var view = queries.ask(
                new FindOrganization(new OrganizationId(receipt.id()), Long.toString(receipt.position())),
                OrganizationView.class);
        return new DeletionAccepted(
                receipt.id(), receipt.version(), receipt.position(), Objects.requireNonNull(view.deletionDueAt()));
    }
}

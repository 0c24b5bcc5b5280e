package com.avaone.command.catalogue;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.catalogue.CatalogueCommand;
import com.avaone.api.catalogue.CatalogueCommand.BeginCatalogue;
import com.avaone.api.catalogue.CatalogueCommand.PublishCatalogue;
import com.avaone.api.catalogue.CatalogueCommand.WithdrawCatalogue;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueEvent;
import com.avaone.api.catalogue.CatalogueEvent.CataloguePublished;
import com.avaone.api.catalogue.CatalogueEvent.CatalogueWithdrawn;
import com.avaone.api.catalogue.CatalogueId;
import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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

/** The operator's catalogue: a version is published whole and never changed; what was in force once stays so. */
@EventSourced(type = "catalogue")
@StableName("catalogue.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Catalogue {

    @AggregateIdentifier
    private CatalogueId catalogueId;

    /** Since when each version is, or will be, in force, unless it was withdrawn. */
    private Map<Integer, Instant> effectiveFrom = new HashMap<>();

    private Set<Integer> withdrawn = new HashSet<>();

    /** Axon makes an instance without state before it hands over the first command or the history. */
    Catalogue() {}

    @CommandHandlerInterceptor
    void guard(CatalogueCommand command) {
        Guard.check(command, catalogueId == null ? null : OrganizationId.OPERATOR);
        // There is one: whoever names another, or another owner, means nothing that exists.
        if (!command.catalogueId().equals(CatalogueId.SUITE)
                || !command.organizationId().equals(OrganizationId.OPERATOR)) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such catalogue.");
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(BeginCatalogue command, Clock clock) {
        if (effectiveFrom.isEmpty()) {
            publish(now(clock), command.contents());
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PublishCatalogue command, Clock clock) {
        publish(effective(command.effectiveFrom(), now(clock)), command.contents());
    }

    private void publish(Instant from, CatalogueContents contents) {
        apply(new CataloguePublished(OrganizationId.OPERATOR, effectiveFrom.size() + 1, from, contents.judged()));
    }

    private static Instant effective(@Nullable Instant wanted, Instant now) {
        if (wanted == null) {
            return now;
        }
        if (wanted.isBefore(now)) {
            throw new Rejected(
                    CatalogueRule.EFFECTIVE_FROM_PAST, "%s is past.".formatted(wanted), "effectiveFrom", Map.of());
        }
        return wanted.truncatedTo(ChronoUnit.MILLIS);
    }

    @CommandHandler
    void handle(WithdrawCatalogue command, Clock clock) {
        var version = command.catalogueVersion();
        var from = effectiveFrom.get(version);
        if (from == null) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no version %d.".formatted(version));
        }
        if (withdrawn.contains(version)) {
            throw new Rejected(CatalogueRule.CATALOGUE_WITHDRAWN, "Version %d was withdrawn.".formatted(version));
        }
        if (!from.isAfter(now(clock))) {
            throw new Rejected(
                    CatalogueRule.CATALOGUE_IN_FORCE,
                    "Version %d has been in force since %s.".formatted(version, from));
        }
        apply(new CatalogueWithdrawn(OrganizationId.OPERATOR, version));
    }

    @EventSourcingHandler
    void on(CatalogueEvent event) {
        catalogueId = CatalogueId.SUITE;
        switch (event) {
            case CataloguePublished e -> effectiveFrom.put(e.catalogueVersion(), e.effectiveFrom());
            case CatalogueWithdrawn e -> withdrawn.add(e.catalogueVersion());
        }
    }

    /** To the millisecond, as it is kept. */
    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

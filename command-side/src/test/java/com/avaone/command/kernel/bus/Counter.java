package com.avaone.command.kernel.bus;

import static com.avaone.api.kernel.Permission.MANAGE_SETTINGS;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The simplest aggregate that can be sent commands and be refused. */
@EventSourced(type = "counter")
@StableName("test.counter")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Counter {

    sealed interface CounterCommand extends TenantCommand {}

    @Needs(MANAGE_SETTINGS)
    record Count(@TargetAggregateIdentifier String counterId, OrganizationId organizationId)
            implements CounterCommand {}

    /** Runs {@code meanwhile} after it has decided. */
    @Needs(MANAGE_SETTINGS)
    record CountWhile(@TargetAggregateIdentifier String counterId, OrganizationId organizationId, Runnable meanwhile)
            implements CounterCommand {}

    @Needs(MANAGE_SETTINGS)
    record Look(@TargetAggregateIdentifier String counterId, OrganizationId organizationId) implements CounterCommand {}

    @Needs(MANAGE_SETTINGS)
    @NeedsReason
    record Explain(@TargetAggregateIdentifier String counterId, OrganizationId organizationId)
            implements CounterCommand {}

    @Needs(MANAGE_SETTINGS)
    record Misspell(@TargetAggregateIdentifier String counterId, OrganizationId organizationId)
            implements CounterCommand {}

    @Needs(MANAGE_SETTINGS)
    record Refuse(@TargetAggregateIdentifier String counterId, OrganizationId organizationId)
            implements CounterCommand {}

    @Needs(MANAGE_SETTINGS)
    record Break(@TargetAggregateIdentifier String counterId, OrganizationId organizationId)
            implements CounterCommand {}

    /** Does not say what it needs. */
    record CountUnasked(@TargetAggregateIdentifier String counterId, OrganizationId organizationId)
            implements CounterCommand {}

    @StableName("test.counted")
    @Revision("1")
    record Counted(String counterId, OrganizationId organizationId, int count) implements TenantEvent {}

    @AggregateIdentifier
    private String counterId;

    private @Nullable OrganizationId tenant;
    private int count;

    @CommandHandlerInterceptor
    void guard(CounterCommand command) {
        Guard.check(command, tenant);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Count command) {
        AggregateLifecycle.apply(new Counted(command.counterId(), command.organizationId(), count + 1));
    }

    @CommandHandler
    void handle(CountWhile command) {
        AggregateLifecycle.apply(new Counted(command.counterId(), command.organizationId(), count + 1));
        command.meanwhile().run();
    }

    @CommandHandler
    void handle(Look command) {}

    @CommandHandler
    void handle(CountUnasked command) {}

    @CommandHandler
    void handle(Explain command) {}

    @CommandHandler
    void handle(Misspell command) {
        throw new InvalidValue("letter", "must be a letter");
    }

    @CommandHandler
    void handle(Refuse command) {
        AggregateLifecycle.apply(new Counted(command.counterId(), command.organizationId(), -1));
        throw new Rejected(KernelRule.VALUE_TAKEN, "No.");
    }

    @CommandHandler
    void handle(Break command) {
        throw new IllegalStateException("a fault of the program, with a secret in its message");
    }

    @EventSourcingHandler
    void on(Counted event) {
        counterId = event.counterId();
        tenant = event.organizationId();
        count = event.count();
    }
}

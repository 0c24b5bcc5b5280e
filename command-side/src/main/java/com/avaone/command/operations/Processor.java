package com.avaone.command.operations;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.kernel.StableName;
import com.avaone.api.operations.OperationsCommand;
import com.avaone.api.operations.OperationsCommand.DiscardParked;
import com.avaone.api.operations.OperationsCommand.OperateProcessor;
import com.avaone.api.operations.OperationsCommand.RetryParked;
import com.avaone.api.operations.OperationsEvent;
import com.avaone.api.operations.OperationsEvent.ParkedDiscarded;
import com.avaone.api.operations.OperationsEvent.ParkedRetried;
import com.avaone.api.operations.OperationsEvent.ProcessorOperated;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

/**
 * What operators did to one processor of events: a record of wishes, which the nodes that run the processor carry out. It comes to exist
 * with the first wish, because a processor is made by the program and not by a command.
 */
@EventSourced(type = "processor")
@StableName("operations.processor.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the field
class Processor {

    @AggregateIdentifier
    private String processor;

    /** Axon makes an instance without state before it hands over a command or the history. */
    Processor() {}

    @CommandHandlerInterceptor
    void guard(OperationsCommand command) {
        Guard.checkVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OperateProcessor command) {
        apply(new ProcessorOperated(command.processor(), command.operation()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RetryParked command) {
        apply(new ParkedRetried(command.processor(), command.sequence()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DiscardParked command) {
        apply(new ParkedDiscarded(command.processor(), command.parkedEventId()));
    }

    @EventSourcingHandler
    void on(OperationsEvent event) {
        processor = event.processor();
    }
}

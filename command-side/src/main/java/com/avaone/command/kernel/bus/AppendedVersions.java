package com.avaone.command.kernel.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Notes in the unit of work which version each aggregate has after the events that it appends. */
final class AppendedVersions implements MessageDispatchInterceptor<EventMessage<?>> {

    private static final String RESOURCE = AppendedVersions.class.getName();

    /** The aggregate's version after {@code unitOfWork}; empty if it appended nothing to that aggregate. */
    static OptionalLong of(UnitOfWork<?> unitOfWork, String aggregateId) {
        Map<String, Long> versions = unitOfWork.root().getOrDefaultResource(RESOURCE, Map.of());
        var version = versions.get(aggregateId);
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(
            List<? extends @Nullable EventMessage<?>> events) {
        return (_, event) -> {
            if (event instanceof DomainEventMessage<?> domainEvent && CurrentUnitOfWork.isStarted()) {
                Map<String, Long> versions =
                        CurrentUnitOfWork.get().root().getOrComputeResource(RESOURCE, _ -> new HashMap<>());
                versions.merge(domainEvent.getAggregateIdentifier(), domainEvent.getSequenceNumber(), Math::max);
            }
            return event;
        };
    }
}

package com.avaone.command.kernel.bus;

import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.user.Authorization;
import com.avaone.api.user.Identities;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.UniqueValues;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.personal.ConcealedReservations;
import com.avaone.command.kernel.personal.PersonalKeys;
import com.avaone.command.kernel.personal.PersonalOrigin;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.SnapshotterSpanFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a node needs to decide commands. On Axon Server the bus is the part that is on this node, and Axon's own lies before it. */
@Configuration(proxyBeanMethods = false)
@CommandRole
class CommandHandling {

    /** Snapshots are worth it from here on: loading takes about 10 microseconds an event. */
    private static final int EVENTS_PER_SNAPSHOT = 100;

    /** How many snapshots may wait; beyond that who asks for one makes it. */
    private static final int WAITING_SNAPSHOTS = 1_000;

    private static final int LOCK_ATTEMPTS = 100;
    private static final int LOCK_ATTEMPT_MILLIS = 100;

    @Bean
    @Qualifier("localSegment")
    SimpleCommandBus commandBus(
            EventStore events,
            CommandMemory memory,
            PersonalSeal seal,
            Identities identities,
            TransactionManager transactions,
            Clock clock,
            org.axonframework.config.Configuration axon) {
        // Axon's only way to set the time of events; a field of the class.
        GenericEventMessage.clock = clock;
        var bus = new AccountableCommandBus(
                SimpleCommandBus.builder()
                        .transactionManager(transactions)
                        // The default keeps what was done so far when a checked exception is thrown.
                        .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                        .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
                        .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                        .messageMonitor(axon.messageMonitor(CommandBus.class, "commandBus")),
                events,
                memory.idempotencyOutcomes(),
                new Authorization(identities, clock),
                clock);
        events.registerDispatchInterceptor(new PersonalOrigin(seal));
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    @Bean
    CommandTargetResolver commandTargetResolver() {
        return new CommandTarget();
    }

    @Bean
    UniqueValues uniqueValues(CommandMemory memory, PersonalKeys keys, EventStore events) {
        return new UniqueValues(
                new ConcealedReservations(memory.reservations(), keys),
                aggregateId -> events.lastSequenceNumberFor(aggregateId).isPresent());
    }

    @Bean
    Cache recentAggregates(@Value("${avaone.aggregates.cached:10000}") int limit) {
        return new RecentAggregates(limit);
    }

    /** Waits ten seconds at most for another command on the same aggregate; the default is an hour. */
    @Bean
    LockFactory aggregateLocks() {
        return PessimisticLockFactory.builder()
                .acquireAttempts(LOCK_ATTEMPTS)
                .lockAttemptTimeout(LOCK_ATTEMPT_MILLIS)
                .build();
    }

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_PER_SNAPSHOT);
    }

    /** Makes snapshots beside the commands, not within them. */
    @Bean(destroyMethod = "shutdown")
    ThreadPoolExecutor snapshotExecutor() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_SNAPSHOTS),
                Thread.ofPlatform().name("snapshots").daemon(true).factory(),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Bean
    Snapshotter aggregateSnapshotter(
            org.axonframework.config.Configuration axon,
            HandlerDefinition handlers,
            ParameterResolverFactory parameters,
            EventStore events,
            TransactionManager transactions,
            SnapshotterSpanFactory spans,
            @Qualifier("snapshotExecutor") ThreadPoolExecutor executor) {
        return SpringAggregateSnapshotter.builder()
                .repositoryProvider(axon::repository)
                .transactionManager(transactions)
                .eventStore(events)
                .parameterResolverFactory(parameters)
                .handlerDefinition(handlers)
                .spanFactory(spans)
                .executor(executor)
                .build();
    }
}

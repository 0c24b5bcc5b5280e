package com.avaone.command.kernel.bus;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.user.Authorization;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MessageNames;
import com.avaone.command.kernel.NamedSerializer;
import com.avaone.command.kernel.eventstore.LiveEventStore;
import com.avaone.command.kernel.eventstore.SqliteEventStorageEngine;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.IdempotencyOutcomes;
import com.avaone.command.kernel.memory.SqliteMemory;
import com.avaone.command.kernel.personal.KeysOnDisposal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/** The bus, the embedded event store and its memory, with an aggregate to send commands to. */
final class CommandSide implements AutoCloseable {

    static final OrganizationId ORG = new OrganizationId("org_01jd0000000000000000000001");
    static final OrganizationId RIVAL = new OrganizationId("org_01jd0000000000000000000002");

    final SqliteStore file;
    final LiveEventStore events;
    final SqliteMemory memory;
    final KnownUsers users = new KnownUsers();
    final CommandGateway gateway;

    CommandSide(Path path, UnaryOperator<IdempotencyOutcomes> outcomes) {
        file = SqliteStore.open(path);
        var serializer = NamedSerializer.forEvents(
                new MessageNames(List.of(Counter.class, Counter.Counted.class)), KeysOnDisposal.seal());
        events = new LiveEventStore(
                new SqliteEventStorageEngine(file, serializer, NoOpEventUpcaster.INSTANCE, SnapshotFilter.allowAll()));
        memory = new SqliteMemory(file, Clock.systemUTC());
        var bus = new AccountableCommandBus(
                SimpleCommandBus.builder().rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE),
                events,
                outcomes.apply(memory.idempotencyOutcomes()),
                new Authorization(users, Clock.systemUTC()),
                Clock.systemUTC());
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(new MessageOrigin()));
        var repository = EventSourcingRepository.builder(Counter.class)
                .eventStore(events)
                .cache(new RecentAggregates(100))
                .build();
        AggregateAnnotationCommandHandler.<Counter>builder()
                .aggregateType(Counter.class)
                .repository(repository)
                .commandTargetResolver(new CommandTarget())
                .build()
                .subscribe(bus);
        gateway = new TypedCommandGateway(bus);
    }

    static CommandSide open(Path path) {
        return new CommandSide(path, outcomes -> outcomes);
    }

    /** Sends for {@link #ORG}, as the suite itself unless the metadata say otherwise. */
    Receipt send(Object command, String... metadata) {
        return sendAs(ORG, command, metadata);
    }

    Receipt sendAs(OrganizationId tenant, Object command, String... metadata) {
        var all = new HashMap<String, Object>(
                Map.of(MetadataKey.TENANT, tenant.value(), MetadataKey.ACTOR_KIND, ActorKind.AUTOMATION.name()));
        for (var i = 0; i < metadata.length; i += 2) {
            all.put(metadata[i], metadata[i + 1]);
        }
        return sendWith(MetaData.from(all), command);
    }

    Receipt sendWith(MetaData metadata, Object command) {
        return gateway.sendAndWait(new GenericCommandMessage<>(command, metadata));
    }

    /** The refusal in what was thrown. */
    static Rejection rejection(Throwable thrown) {
        return ((CommandExecutionException) thrown).<Rejection>getDetails().orElseThrow();
    }

    List<? extends DomainEventMessage<?>> eventsOf(String counterId) {
        return events.readEvents(counterId, 0).asStream().toList();
    }

    @Override
    public void close() {
        file.close();
    }
}

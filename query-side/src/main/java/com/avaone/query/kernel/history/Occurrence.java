package com.avaone.query.kernel.history;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.StableName;
import java.time.Instant;
import java.util.Arrays;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event with who, when and why.
 *
 * @param position in the log; -1 where the store does not say it of an aggregate's events
 * @param aggregateId absent on an event that no aggregate published
 * @param number in the aggregate's stream, from 0; -1 without an aggregate
 * @param name under which it is stored
 * @param sourceAddress from which a person acted
 */
public record Occurrence(
        long position,
        @Nullable String aggregateId,
        long number,
        String name,
        Object payload,
        Instant at,
        @Nullable ActorKind actorKind,
        @Nullable String actorId,
        @Nullable String reason,
        @Nullable String comment,
        @Nullable String sourceAddress) {

    /** What a message of the event store tells. */
    public static Occurrence of(EventMessage<?> message) {
        var type = message.getPayloadType();
        var stableName = type.getAnnotation(StableName.class);
        var domain =
                message instanceof DomainEventMessage<?> event && event.getAggregateIdentifier() != null ? event : null;
        return new Occurrence(
                message instanceof TrackedEventMessage<?> tracked
                        ? tracked.trackingToken().position().orElse(-1)
                        : -1,
                domain == null ? null : domain.getAggregateIdentifier(),
                domain == null ? -1 : domain.getSequenceNumber(),
                stableName == null ? type.getSimpleName() : stableName.value(),
                message.getPayload(),
                message.getTimestamp(),
                actorKind(text(message, MetadataKey.ACTOR_KIND)),
                text(message, MetadataKey.ACTOR_ID),
                text(message, MetadataKey.REASON),
                text(message, MetadataKey.COMMENT),
                text(message, MetadataKey.SOURCE_ADDRESS));
    }

    private static @Nullable String text(EventMessage<?> message, String key) {
        var value = message.getMetaData().get(key);
        return value == null ? null : value.toString();
    }

    private static @Nullable ActorKind actorKind(@Nullable String name) {
        return Arrays.stream(ActorKind.values())
                .filter(kind -> kind.name().equals(name))
                .findAny()
                .orElse(null);
    }
}

package com.avaone.command.kernel.eventstore;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * An event or snapshot as it is stored, serialized. (Axon's own entry formats the instant and parses it again.)
 *
 * @param getAggregateIdentifier null for an event that no aggregate published
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredEvent(
        @Nullable String getAggregateIdentifier,
        long getSequenceNumber,
        @Nullable String getType,
        String getEventIdentifier,
        Instant getTimestamp,
        String name,
        @Nullable String revision,
        byte[] payload,
        byte[] metadata)
        implements DomainEventData<byte[]> {

    /** The identifier in the column of aggregates: the event's own, if no aggregate published it. */
    String storedUnder() {
        return getAggregateIdentifier == null ? getEventIdentifier : getAggregateIdentifier;
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(payload, byte[].class, name, revision);
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(metadata, byte[].class);
    }
}

package com.avaone.command.kernel.bus;

import com.avaone.api.kernel.MetadataKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * What a message hands on to the messages that it causes. A command's events say who acted, why and from where; what an automation does
 * after an event is the automation's own act and hands on only in which conversation.
 */
final class MessageOrigin implements CorrelationDataProvider {

    private static final List<String> OF_ANY = List.of(MetadataKey.TENANT, MetadataKey.REQUEST_ID);

    private static final List<String> OF_COMMANDS = List.of(
            MetadataKey.TENANT,
            MetadataKey.REQUEST_ID,
            MetadataKey.ACTOR_KIND,
            MetadataKey.ACTOR_ID,
            MetadataKey.REASON,
            MetadataKey.COMMENT,
            MetadataKey.SOURCE_ADDRESS,
            MetadataKey.IDEMPOTENCY_KEY);

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var data = new HashMap<String, Object>();
        for (var key : message instanceof CommandMessage ? OF_COMMANDS : OF_ANY) {
            var value = message.getMetaData().get(key);
            if (value != null) {
                data.put(key, value);
            }
        }
        data.put(MetadataKey.CAUSATION_ID, message.getIdentifier());
        data.put(
                MetadataKey.CORRELATION_ID,
                message.getMetaData().getOrDefault(MetadataKey.CORRELATION_ID, message.getIdentifier()));
        return data;
    }
}

package com.avaone.query.feed;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Personal;
import com.avaone.query.kernel.history.WithoutPersonalData;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events as CloudEvents 1.0 in JSON, in the structured content mode. The data is what is stored, in its newest form; without what is
 * {@link Personal} unless that is asked for.
 */
final class CloudEventWriter {

    private static final JsonMapper WITH_PERSONAL_DATA = JsonMapper.shared();

    private final String publicUrl;

    /** @param publicUrl begins the addresses of schemas */
    CloudEventWriter(String publicUrl) {
        this.publicUrl = StringUtils.trimTrailingCharacter(publicUrl, '/');
    }

    /** The data of an event, by itself. */
    static String data(Object payload, boolean personalData) {
        return mapper(personalData).writeValueAsString(payload);
    }

    private static JsonMapper mapper(boolean personalData) {
        return personalData ? WITH_PERSONAL_DATA : WithoutPersonalData.mapper();
    }

    /** A CloudEvent on one line. */
    String write(LoggedEvent event, boolean personalData) {
        var message = event.message();
        var version = version(message.getPayloadType());
        var organizationId = event.organizationId();
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("specversion", "1.0");
        attributes.put("id", message.getIdentifier());
        attributes.put("source", organizationId == null ? "/" : "/organizations/" + organizationId);
        attributes.put("type", event.type());
        attributes.put("time", message.getTimestamp().toString());
        put(attributes, "subject", event.aggregateId());
        attributes.put("datacontenttype", "application/json");
        attributes.put("dataschema", schemaAddress(event.type(), version));
        // Numbers of attributes are 32 bits in a CloudEvent, and positions are more.
        attributes.put("position", Long.toString(event.position()));
        if (event.aggregateId() != null && message instanceof DomainEventMessage<?> domain) {
            attributes.put("version", Long.toString(domain.getSequenceNumber()));
        }
        attributes.put("dataversion", version);
        put(attributes, "organizationid", organizationId);
        var metadata = message.getMetaData();
        put(attributes, "actorkind", metadata.get(MetadataKey.ACTOR_KIND));
        put(attributes, "actorid", metadata.get(MetadataKey.ACTOR_ID));
        put(attributes, "correlationid", metadata.get(MetadataKey.CORRELATION_ID));
        put(attributes, "causationid", metadata.get(MetadataKey.CAUSATION_ID));
        if (personalData) {
            put(attributes, "reason", metadata.get(MetadataKey.REASON));
            put(attributes, "comment", metadata.get(MetadataKey.COMMENT));
            put(attributes, "sourceaddress", metadata.get(MetadataKey.SOURCE_ADDRESS));
        }
        attributes.put("data", event.payload());
        return mapper(personalData).writeValueAsString(attributes);
    }

    private static void put(Map<String, Object> attributes, String name, @Nullable Object value) {
        var text = value == null ? "" : value.toString();
        // An attribute of a CloudEvent is there with a value, or not at all.
        if (!text.isEmpty()) {
            attributes.put(name, text);
        }
    }

    /** Where the schema of the data is. */
    String schemaAddress(String type, String version) {
        return "%s/api/events/schemas/%s/%s".formatted(publicUrl, type, version);
    }

    static String version(Class<?> type) {
        var revision = type.getAnnotation(Revision.class);
        return revision == null ? "1" : revision.value();
    }
}

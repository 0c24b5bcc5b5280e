package com.avaone.command.kernel;

import com.avaone.api.kernel.PersonalSeal;
import com.avaone.command.kernel.personal.PersonalComponents;
import com.avaone.command.kernel.personal.PersonalOrigin;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Writes messages as JSON under their {@link com.avaone.api.kernel.StableName stable names}, so that a class may be renamed or moved, and
 * refuses names that it does not know: Axon would otherwise skip the event without a word.
 */
public final class NamedSerializer extends Jackson3Serializer {

    /** What travels between nodes or lies in token stores without a stable name; all else needs one. */
    private static final List<String> UNNAMED =
            List.of("org.axonframework.", "com.avaone.api.", "java.lang.", "java.util.", "java.time.", "java.math.");

    private static final String METADATA = MetaData.class.getName();

    private final MessageNames names;
    private final boolean namesOnly;

    /** Opens what is personal in the metadata of events; absent for what passes. */
    private final @Nullable PersonalOrigin origin;

    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    private NamedSerializer(MessageNames names, @Nullable PersonalSeal seal) {
        super(builder().jsonMapperBuilderCustomizer(mapper -> customize(mapper, names, seal)));
        this.names = names;
        this.namesOnly = seal != null;
        this.origin = seal == null ? null : new PersonalOrigin(seal);
    }

    /** For what is stored for ever: events and snapshots, by stable name only, with what is personal sealed by {@code seal}. */
    public static NamedSerializer forEvents(MessageNames names, PersonalSeal seal) {
        return new NamedSerializer(names, seal);
    }

    /** For what passes: commands, queries, answers, tokens and dead letters; the suite's and Axon's own classes go by class name. */
    public static NamedSerializer forMessages(MessageNames names) {
        return new NamedSerializer(names, null);
    }

    private static void customize(JsonMapper.Builder mapper, MessageNames names, @Nullable PersonalSeal seal) {
        if (seal != null) {
            mapper.annotationIntrospector(
                    AnnotationIntrospector.pair(new PersonalComponents(seal), mapper.annotationIntrospector()));
        }
        mapper
                // Else an event stored before a primitive component was added cannot be read.
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                // Else one stored before a component was removed cannot be read.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // Axon's tokens name their class in the JSON; nothing of ours does.
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .build());
        for (var type : names.all().values()) {
            if (!type.isRecord()) {
                mapper.addMixIn(type, FieldsOnly.class);
            }
        }
    }

    /** A snapshot holds an aggregate's fields, whatever methods it has. */
    @JsonAutoDetect(
            fieldVisibility = Visibility.ANY,
            getterVisibility = Visibility.NONE,
            isGetterVisibility = Visibility.NONE,
            setterVisibility = Visibility.NONE,
            creatorVisibility = Visibility.NONE)
    private interface FieldsOnly {}

    @Override
    @SuppressWarnings("rawtypes") // as Axon declares it
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || type == Void.class || type == void.class) {
            return super.typeForClass(type);
        }
        var name = names.name(type);
        if (name != null) {
            return new SimpleSerializedType(name, getRevisionResolver().revisionOf(type));
        }
        if (!isAllowedUnnamed(type.getName())) {
            throw new SerializationException("%s has no stable name and is not written".formatted(type.getName()));
        }
        return super.typeForClass(type);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (SerializedType.emptyType().equals(type)) {
            return super.classForType(type);
        }
        var known = names.type(type.getName());
        if (known.isPresent()) {
            return known.get();
        }
        if (METADATA.equals(type.getName())) {
            // Every message has some, and the class loader need not be asked for each.
            return MetaData.class;
        }
        var found = isAllowedUnnamed(type.getName()) ? super.classForType(type) : UnknownSerializedType.class;
        if (found == UnknownSerializedType.class) {
            throw new SerializationException("Nothing is known under the name %s".formatted(type.getName()));
        }
        return found;
    }

    @Override
    @SuppressWarnings("unchecked") // metadata for metadata
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        var read = super.<S, T>deserialize(serialized);
        return origin != null && read instanceof MetaData metadata ? (T) origin.opened(metadata) : read;
    }

    private boolean isAllowedUnnamed(String className) {
        if (namesOnly) {
            return className.equals(METADATA);
        }
        var element = className.startsWith("[L") ? className.substring(2) : className;
        return UNNAMED.stream().anyMatch(element::startsWith);
    }

    /** Kept per type: making a reader costs more than reading a small event. */
    @Override
    protected ObjectReader getReader(Class<?> type) {
        return readers.computeIfAbsent(type, unread -> PersonalComponents.reading(super.getReader(unread), unread));
    }
}

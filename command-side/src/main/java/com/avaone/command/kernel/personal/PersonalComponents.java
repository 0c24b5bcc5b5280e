package com.avaone.command.kernel.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Personal;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.kernel.StableName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Has a mapper write every {@link Personal} component as {@code {"sealed": "…"}} and open it again when it is read; what was written before
 * a component was personal is read as it stands. A sealed value can be read only in the event, under the name and in the component, where
 * it was written. Of a person who is erased the text "erased" or null is read and written.
 */
public final class PersonalComponents extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    private static final String SEALED = "sealed";
    private static final String ERASED = "erased";

    private final transient PersonalSeal seal;

    /** Seals and opens by {@code seal}. */
    public PersonalComponents(PersonalSeal seal) {
        this.seal = seal;
    }

    /** {@code reader} for what is stored under the stable name of {@code type}. */
    public static ObjectReader reading(ObjectReader reader, Class<?> type) {
        return type.isAnnotationPresent(StableName.class)
                ? reader.withAttribute(StableName.class, nameOf(type))
                : reader;
    }

    private static String nameOf(Class<?> type) {
        var name = type.getAnnotation(StableName.class);
        if (name == null) {
            throw new IllegalStateException("%s holds personal data and has no stable name".formatted(type.getName()));
        }
        return name.value();
    }

    @Override
    public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
        return annotated.hasAnnotation(Personal.class) ? new Sealing(seal, null) : null;
    }

    @Override
    public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
        return annotated.hasAnnotation(Personal.class) ? new Opening(seal, null, null) : null;
    }

    /** What a text of the type reads as once its person is erased, null if it is no text. */
    private static @Nullable String erased(Class<?> type) {
        if (type == EmailAddress.class) {
            return EmailAddress.ERASED.value();
        }
        return isText(type) ? ERASED : null;
    }

    private static boolean isText(Class<?> type) {
        if (!type.isRecord()) {
            return type == String.class;
        }
        var components = type.getRecordComponents();
        return components.length == 1
                && components[0].getType() == String.class
                && components[0].getAccessor().isAnnotationPresent(JsonValue.class);
    }

    /** Where a component stands: the stable name and the names that lead to it, with a full stop between them. */
    private static String place(String stableName, TokenStreamContext context) {
        var path = new ArrayDeque<String>();
        for (var at = context; at != null; at = at.getParent()) {
            if (at.hasCurrentName()) {
                path.addFirst(at.currentName());
            }
        }
        return stableName + "/" + String.join(".", path);
    }

    private static final class Sealing extends ValueSerializer<Object> {

        private final PersonalSeal seal;
        private final @Nullable ValueSerializer<Object> plain;

        Sealing(PersonalSeal seal, @Nullable ValueSerializer<Object> plain) {
            this.seal = seal;
            this.plain = plain;
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext serialization, BeanProperty property) {
            return new Sealing(seal, serialization.findPrimaryPropertySerializer(property.getType(), property));
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext serialization) {
            var context = json.streamWriteContext();
            if (!(root(context) instanceof ConcernsPerson event)) {
                throw new IllegalStateException(
                        "%s is personal, and nothing says whose".formatted(context.currentName()));
            }
            var sealed =
                    seal.seal(event.personId(), place(nameOf(event.getClass()), context), plain(value, serialization));
            if (sealed.isPresent()) {
                json.writeStartObject();
                json.writeName(SEALED);
                json.writeString(sealed.get());
                json.writeEndObject();
                return;
            }
            var erased = erased(value.getClass());
            if (erased == null) {
                json.writeNull();
            } else {
                json.writeString(erased);
            }
        }

        private static @Nullable Object root(TokenStreamContext context) {
            var object = context;
            for (var parent = object.getParent(); parent != null && !parent.inRoot(); parent = object.getParent()) {
                object = parent;
            }
            return object.currentValue();
        }

        private byte[] plain(Object value, SerializationContext serialization) {
            var bytes = new ByteArrayOutputStream();
            try (var json = serialization.tokenStreamFactory().createGenerator(serialization, bytes)) {
                Objects.requireNonNull(plain).serialize(value, json, serialization);
            }
            return bytes.toByteArray();
        }
    }

    private static final class Opening extends ValueDeserializer<Object> {

        private final PersonalSeal seal;
        private final @Nullable ValueDeserializer<Object> plain;
        private final byte @Nullable [] erased;

        Opening(PersonalSeal seal, @Nullable ValueDeserializer<Object> plain, byte @Nullable [] erased) {
            this.seal = seal;
            this.plain = plain;
            this.erased = erased;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext deserialization, BeanProperty property) {
            var type = property.getType();
            var erased = erased(type.getRawClass());
            return new Opening(
                    seal,
                    deserialization.findContextualValueDeserializer(type, property),
                    erased == null ? null : ('"' + erased + '"').getBytes(UTF_8));
        }

        private ValueDeserializer<Object> plain() {
            return Objects.requireNonNull(plain);
        }

        @Override
        public @Nullable Object getNullValue(DeserializationContext deserialization) {
            return plain().getNullValue(deserialization);
        }

        @Override
        public @Nullable Object deserialize(JsonParser json, DeserializationContext deserialization) {
            if (!json.isExpectedStartObjectToken()) {
                return plain().deserialize(json, deserialization);
            }
            var component = json.streamReadContext().getParent();
            if (json.nextToken() != JsonToken.PROPERTY_NAME || !SEALED.equals(json.currentName())) {
                return plain().deserialize(json, deserialization);
            }
            json.nextToken();
            var sealed = json.getString();
            json.nextToken();
            var stableName = String.valueOf(deserialization.getAttribute(StableName.class));
            var content = seal.open(place(stableName, component), sealed).orElse(erased);
            return content == null ? null : plain(content, deserialization);
        }

        private Object plain(byte[] content, DeserializationContext deserialization) {
            try (var json = deserialization.tokenStreamFactory().createParser(deserialization, content)) {
                json.nextToken();
                return plain().deserialize(json, deserialization);
            }
        }
    }
}

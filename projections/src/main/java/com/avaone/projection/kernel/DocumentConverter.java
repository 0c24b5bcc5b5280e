package com.avaone.projection.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Constructor;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** Reads documents into their classes: the other way round of {@link StoredValue}. */
final class DocumentConverter {

    private DocumentConverter() {}

    static MappingMongoConverter create() {
        var conversions = new MongoCustomConversions(List.of(new TextToDate()));
        var context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        context.setAutoIndexCreation(false);
        context.afterPropertiesSet();
        var converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null)); // no class names in documents
        converter.afterPropertiesSet();
        ((GenericConversionService) converter.getConversionService()).addConverter(new ValueToRecord());
        return converter;
    }

    @ReadingConverter
    private static final class TextToDate implements Converter<String, LocalDate> {
        @Override
        public LocalDate convert(String text) {
            return LocalDate.parse(text);
        }
    }

    /** A plain value becomes the record whose only {@link JsonValue} it is, by its bare constructor. */
    private static final class ValueToRecord implements ConditionalGenericConverter {

        @Override
        public boolean matches(TypeDescriptor source, TypeDescriptor target) {
            return source.isPrimitive() || source.getType().getName().startsWith("java.")
                    ? constructor(target.getType()) != null
                    : false;
        }

        private static @Nullable Constructor<?> constructor(Class<?> type) {
            if (!type.isRecord()
                    || type.getRecordComponents().length != 1
                    || !type.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class)) {
                return null;
            }
            try {
                return type.getDeclaredConstructor(type.getRecordComponents()[0].getType());
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("a record has its canonical constructor", e);
            }
        }

        @Override
        public @Nullable Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(
                    new ConvertiblePair(String.class, Record.class),
                    new ConvertiblePair(Number.class, Record.class),
                    new ConvertiblePair(Boolean.class, Record.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object value, TypeDescriptor source, TypeDescriptor target) {
            var constructor = constructor(target.getType());
            if (value == null || constructor == null) {
                return null;
            }
            try {
                constructor.setAccessible(true);
                return constructor.newInstance(widened(value, constructor.getParameterTypes()[0]));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("Cannot read " + target, e);
            }
        }

        private static Object widened(Object value, Class<?> type) {
            return value instanceof Integer number && (type == long.class || type == Long.class)
                    ? number.longValue()
                    : value;
        }
    }
}

package com.avaone.web.kernel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** How constants are named in addresses, forms and JSON: in lower case with hyphens, for example {@code from-expiry}. */
@SuppressWarnings({"rawtypes", "unchecked"}) // Spring converts to enums by their raw type
public class EnumNames implements ConverterFactory<String, Enum> {

    /** The constant's name as the outside knows it. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    @SuppressWarnings("NullAway") // a converter may answer nothing; its factory's signature cannot say so
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
        return text -> (T) parse(type, text);
    }

    /** Nothing is no constant: an empty field of a form is one that was left out. */
    private static @Nullable Enum<?> parse(Class<? extends Enum> type, String text) {
        var name = text.strip();
        return name.isEmpty()
                ? null
                : Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

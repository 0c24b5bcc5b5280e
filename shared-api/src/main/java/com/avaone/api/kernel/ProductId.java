package com.avaone.api.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A product's identifier as it stands in addresses, for example {@code ava-cx}. */
public record ProductId(@JsonValue String value) implements Comparable<ProductId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final int MAX_LENGTH = 40;

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public ProductId {}

    /**
     * Judges a product's identifier from outside.
     *
     * @throws InvalidValue naming {@code field}
     */
    public static ProductId parse(String field, @Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
            throw new InvalidValue(field, "must be a product such as ava-cx");
        }
        return new ProductId(text);
    }

    @Override
    public int compareTo(ProductId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package com.avaone.api.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A plan's identifier as it stands in addresses, for example {@code starter}. */
public record PlanId(@JsonValue String value) implements Comparable<PlanId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final int MAX_LENGTH = 40;

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public PlanId {}

    /**
     * Judges a plan's identifier from outside.
     *
     * @throws InvalidValue naming {@code field}
     */
    public static PlanId parse(String field, @Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
            throw new InvalidValue(field, "must be a plan such as starter");
        }
        return new PlanId(text);
    }

    @Override
    public int compareTo(PlanId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package com.avaone.api.organization;

import com.avaone.api.kernel.InvalidValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many people work there: a number ({@code 42}), a range ({@code 11-50}) or an open range ({@code 1000+}).
 *
 * @param min least number of people
 * @param max greatest number; absent where the range is open
 */
public record EmployeeCount(int min, @Nullable Integer max) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,8})(?:\\s*(?:-|–)\\s*(\\d{1,8})|(\\+))?");

    /**
     * Judges a count from outside.
     *
     * @throws InvalidValue naming the field {@code employeeCount}
     */
    public static EmployeeCount parse(@Nullable String text) {
        var match = FORM.matcher(text == null ? "" : text.strip());
        if (!match.matches()) {
            throw new InvalidValue("employeeCount", "must be a number such as 42, a range such as 11-50, or 1000+");
        }
        var min = Integer.parseInt(match.group(1));
        if (match.group(3) != null) {
            return new EmployeeCount(min, null);
        }
        var max = match.group(2) == null ? min : Integer.parseInt(match.group(2));
        if (max < min) {
            throw new InvalidValue("employeeCount", "must be a range from the smaller to the greater number");
        }
        return new EmployeeCount(min, max);
    }

    /** Reads what history holds. */
    @JsonCreator
    static EmployeeCount read(String text) {
        return parse(text);
    }

    /** The form that {@link #parse} reads. */
    @JsonValue
    @Override
    public String toString() {
        return max == null ? min + "+" : max == min ? Integer.toString(min) : min + "-" + max;
    }
}

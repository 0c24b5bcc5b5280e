package com.avaone.web.kernel;

import com.avaone.api.crm.ContactId;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.UserId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Identifiers in bodies and parameters. One that is badly formed is a fault of the field that it stands in. */
public final class BodyId {

    private BodyId() {}

    /**
     * The user that a field names, if it names one.
     *
     * @throws InvalidValue naming the field
     */
    public static @Nullable UserId user(String field, @Nullable String text) {
        return parse(field, text, UserId::parse);
    }

    /**
     * The lead that a field names, if it names one.
     *
     * @throws InvalidValue naming the field
     */
    public static @Nullable LeadId lead(String field, @Nullable String text) {
        return parse(field, text, LeadId::parse);
    }

    /**
     * The contact that a field names, if it names one.
     *
     * @throws InvalidValue naming the field
     */
    public static @Nullable ContactId contact(String field, @Nullable String text) {
        return parse(field, text, ContactId::parse);
    }

    private static <T> @Nullable T parse(String field, @Nullable String text, Function<String, T> parse) {
        var stripped = Text.orNull(text);
        if (stripped == null) {
            return null;
        }
        try {
            return parse.apply(stripped);
        } catch (InvalidValue invalid) {
            throw new InvalidValue(field, String.valueOf(invalid.getMessage()));
        }
    }
}

package com.avaone.web.audit;

import com.avaone.api.audit.AuditFilter;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.web.kernel.Instants;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which events a list shows, and from where. */
record AuditListFilter(
        @Schema(
                description = "Whose; the own where absent, for the operator's people and programs all of the log",
                example = "org_01m4xk3d9c7q2v8b5n6h1j0t4w")
        @Size(max = 40)
        @Nullable
        String organizationId,

        @Schema(description = "In whose stream they are", example = "lic_01m4xk3d9c7q2v8b5n6h1j0t4w")
        @Size(max = 100)
        @Nullable
        String aggregateId,

        @Schema(description = "Stable name, or all of a kind: `license.*`", example = "license.suspended")
        @Size(max = 100)
        @Nullable
        String type,

        @Schema(description = "Who did it", example = "usr_01m4xk3d9c7q2v8b5n6h1j0t4w") @Size(max = 100) @Nullable
        String actorId,

        @Schema(
                description = "The conversation in which they happened",
                example = "0f8fad5b-d9cb-469f-a165-70867728950e")
        @Size(max = 100)
        @Nullable
        String correlationId,

        @Schema(description = "Not before this instant", example = "2026-01-31T12:00:00Z") @Size(max = 40) @Nullable
        String from,

        @Schema(description = "Before this instant", example = "2026-02-28T12:00:00Z") @Size(max = 40) @Nullable
        String to,

        @Schema(description = "Not before this position of the log", example = "1") @Min(0) @Nullable
        Long fromPosition,

        @Schema(description = "Not behind this position of the log", example = "1000") @Min(0) @Nullable
        Long toPosition,

        @Schema(description = "`next` of the page before") @Size(max = 1000) @Nullable
        String cursor,

        @Schema(description = "1 to 500; 50 where absent", example = "50") @Min(1) @Max(500) @Nullable
        Integer limit) {

    /** No blank and nothing that a text about a person needs: what is asked for is noted. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]+");

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]*\\.([a-z][a-z.-]*|\\*)");

    private static final int DEFAULT_LIMIT = 50;

    /** The same events from elsewhere. */
    AuditListFilter from(@Nullable String where, int most) {
        return new AuditListFilter(
                organizationId,
                aggregateId,
                type,
                actorId,
                correlationId,
                from,
                to,
                fromPosition,
                toPosition,
                where,
                most);
    }

    int limitOrDefault() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    /**
     * Which events.
     *
     * @throws InvalidValue naming what is badly formed
     */
    AuditFilter toFilter() {
        return new AuditFilter(
                name("aggregateId", aggregateId),
                formed(
                        "type",
                        type,
                        TYPE,
                        "must be a stable name such as license.suspended, or license.* for all of a kind"),
                name("actorId", actorId),
                name("correlationId", correlationId),
                instant("from", from),
                instant("to", to),
                fromPosition,
                toPosition);
    }

    /**
     * A name from outside that is noted as it stands; null where it is empty.
     *
     * @throws InvalidValue naming {@code field}
     */
    static @Nullable String name(String field, @Nullable String text) {
        return formed(field, text, NAME, "must be an identifier: letters, digits, and . _ : - only");
    }

    private static @Nullable String formed(String field, @Nullable String text, Pattern form, String expectation) {
        var given = Text.orNull(text);
        if (given != null && !form.matcher(given).matches()) {
            throw new InvalidValue(field, expectation);
        }
        return given;
    }

    private static @Nullable Instant instant(String field, @Nullable String text) {
        var given = Text.orNull(text);
        try {
            return given == null ? null : Instants.parse(given);
        } catch (DateTimeException _) {
            throw new InvalidValue(field, "must be an instant such as 2026-01-31T12:00:00Z");
        }
    }

    /** What is asked for, as it is noted; null where nothing is. */
    @Nullable
    String noted() {
        var noted = new StringJoiner("&").setEmptyValue("");
        var filter = toFilter();
        note(noted, "aggregateId", filter.aggregateId());
        note(noted, "type", filter.type());
        note(noted, "actorId", filter.actorId());
        note(noted, "correlationId", filter.correlationId());
        note(noted, "from", filter.from());
        note(noted, "to", filter.until());
        note(noted, "fromPosition", fromPosition);
        note(noted, "toPosition", toPosition);
        return noted.length() == 0 ? null : noted.toString();
    }

    private static void note(StringJoiner noted, String name, @Nullable Object value) {
        if (value != null) {
            noted.add(name + "=" + value);
        }
    }
}

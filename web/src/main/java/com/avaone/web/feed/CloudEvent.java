package com.avaone.web.feed;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent 1.0, written already.
 *
 * @param json as it goes out
 */
@Schema(implementation = CloudEvent.Described.class)
record CloudEvent(@JsonValue @JsonRawValue String json) {

    /** What is in it, for the API's description. */
    @Schema(name = "CloudEvent", description = "A CloudEvent 1.0 in the structured mode")
    record Described(
            @Schema(example = "1.0") String specversion,

            @Schema(description = "The event's identifier", example = "9b2f7a86-4c55-4b5e-8a43-6f2c62c2f6a1")
            String id,

            @Schema(example = "/organizations/org_01jd3r0v6g9m5r6w3m1v0k8q2t")
            String source,

            @Schema(description = "Stable name", example = "license.suspended")
            String type,

            Instant time,

            @Schema(description = "The aggregate's identifier", example = "lic_01jd3r0v6g9m5r6w3m1v0k8q2t") @Nullable
            String subject,

            @Schema(example = "application/json") String datacontenttype,

            @Schema(example = "https://suite.example/api/events/schemas/license.suspended/1")
            String dataschema,

            @Schema(description = "Place in the log", example = "1208")
            String position,

            @Schema(description = "Number in the aggregate's stream, from 0", example = "3") @Nullable
            String version,

            @Schema(description = "Version of the data", example = "1")
            String dataversion,

            @Schema(example = "org_01jd3r0v6g9m5r6w3m1v0k8q2t") @Nullable
            String organizationid,

            @Schema(example = "USER") @Nullable String actorkind,

            @Schema(example = "usr_01jd3r0v6g9m5r6w3m1v0k8q2t") @Nullable
            String actorid,

            @Nullable String correlationid,
            @Nullable String causationid,

            @Schema(description = "Only with personal data") @Nullable
            String reason,

            @Schema(description = "Only with personal data") @Nullable
            String comment,

            @Schema(description = "Only with personal data") @Nullable
            String sourceaddress,

            @Schema(description = "What happened, as `dataschema` says")
            Map<String, Object> data) {}
}

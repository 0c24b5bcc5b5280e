package com.avaone.web.content;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** When the draft is to be published. */
record ScheduleContentRequest(
        @Schema(example = "2099-01-01T09:00:00Z", description = "Still to come") @NotNull
        Instant publishAt) {}

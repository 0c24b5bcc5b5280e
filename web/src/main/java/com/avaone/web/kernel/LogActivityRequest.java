package com.avaone.web.kernel;

import com.avaone.api.crm.ActivityKind;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was done about a lead, a contact or a deal, or is to be done. */
public record LogActivityRequest(
        @Schema(example = "task") @NotNull ActivityKind kind,

        @Schema(example = "Send the offer.") @NotBlank @Size(max = 5000)
        String text,

        @Schema(example = "2026-12-04T09:00:00Z", description = "When it is to be done; absent where it was") @Nullable
        Instant dueAt) {}

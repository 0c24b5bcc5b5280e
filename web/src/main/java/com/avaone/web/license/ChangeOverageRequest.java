package com.avaone.web.license;

import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How many users beyond the seats may still be seated. */
record ChangeOverageRequest(
        @Schema(example = "5") @NotNull @Min(0) @Max(10_000) Integer extraSeats,

        @Schema(example = "Until the next invoice") @NotBlank @Size(max = Reason.REASON_LENGTH)
        String reason,

        @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

    Reason why() {
        return new Reason(reason, comment);
    }
}

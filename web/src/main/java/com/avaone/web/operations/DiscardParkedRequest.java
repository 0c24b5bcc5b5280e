package com.avaone.web.operations;

import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which parked event is given up for good. */
record DiscardParkedRequest(
        @Schema(example = "organization") @NotBlank @Size(max = 100)
        String processor,

        @Schema(example = "4f1c2a36-0f0e-4d57-9a3e-7b1f5d0f2c11") @NotBlank @Size(max = 200)
        String parkedEventId,

        @Schema(example = "Made by a test account that is gone") @NotBlank @Size(max = Reason.REASON_LENGTH)
        String reason,

        @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

    Reason why() {
        return new Reason(reason, comment);
    }
}

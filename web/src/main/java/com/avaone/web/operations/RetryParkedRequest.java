package com.avaone.web.operations;

import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which parked events are to be tried again. */
record RetryParkedRequest(
        @Schema(example = "organization") @NotBlank @Size(max = 100)
        String processor,

        @Schema(example = "org_01jd3r0v6g9m5r6w3m1v0k8q2t", description = "All of the processor's where absent")
        @Size(max = 200)
        @Nullable
        String sequence,

        @Schema(example = "The fault was repaired") @NotBlank @Size(max = Reason.REASON_LENGTH)
        String reason,

        @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

    Reason why() {
        return new Reason(reason, comment);
    }
}

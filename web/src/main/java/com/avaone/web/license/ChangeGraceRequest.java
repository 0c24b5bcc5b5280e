package com.avaone.web.license;

import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** For how many days a license stays usable after its last day. */
record ChangeGraceRequest(
        @Schema(example = "14") @NotNull @Min(0) @Max(365) Integer graceDays,

        @Schema(example = "Agreed with the customer") @NotBlank @Size(max = Reason.REASON_LENGTH)
        String reason,

        @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

    Reason why() {
        return new Reason(reason, comment);
    }
}

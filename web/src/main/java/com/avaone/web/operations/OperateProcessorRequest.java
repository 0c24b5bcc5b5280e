package com.avaone.web.operations;

import com.avaone.api.operations.ProcessorOperation;
import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to be done to a processor of events. */
record OperateProcessorRequest(
        @Schema(example = "rebuild") @NotNull ProcessorOperation operation,

        @Schema(example = "organization", description = "The processor's name, as listed by GET")
        @NotBlank
        @Size(max = 100)
        String processor,

        @Schema(example = "A field was added to the view") @NotBlank @Size(max = Reason.REASON_LENGTH)
        String reason,

        @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

    Reason why() {
        return new Reason(reason, comment);
    }
}

package com.avaone.web.kernel;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why something is done, as whoever does it says: the whole body of actions that need nothing else.
 *
 * @param reason one short sentence for the history
 * @param comment whatever else is to be kept with it
 */
@Schema(description = "Why; kept in the history.")
public record Reason(
        @Schema(example = "Invoice 2041 unpaid for 60 days") @NotBlank @Size(max = REASON_LENGTH)
        String reason,

        @Schema(example = "Reminder sent twice") @Size(max = COMMENT_LENGTH) @Nullable
        String comment) {

    /** Longest reason, in UTF-16 units. */
    public static final int REASON_LENGTH = 300;

    /** Longest comment, in UTF-16 units. */
    public static final int COMMENT_LENGTH = 2000;
}

package com.avaone.web.license;

import com.avaone.api.license.Seats;
import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How many users may hold a seat. */
record ChangeSeatsRequest(
        @Schema(example = "40") @NotNull @Min(1) @Max(1_000_000)
        Integer seats,

        @Schema(example = "Order 7790") @NotBlank @Size(max = Reason.REASON_LENGTH)
        String reason,

        @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

    Seats toSeats() {
        return Seats.of("seats", seats);
    }

    Reason why() {
        return new Reason(reason, comment);
    }
}

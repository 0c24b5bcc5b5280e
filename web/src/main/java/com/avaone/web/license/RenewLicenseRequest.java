package com.avaone.web.license;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.license.RenewalStart;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** For how long a license is renewed: an ISO-8601 period, or years and months. */
record RenewLicenseRequest(
        @Schema(
                example = "P1Y",
                description = "ISO-8601 period of years, months and days; or give `years` and `months`")
        @Size(max = 30)
        @Nullable
        String period,

        @Schema(example = "1") @Min(0) @Max(10) @Nullable Integer years,
        @Schema(example = "0") @Min(0) @Max(120) @Nullable Integer months,

        @Schema(example = "from-expiry", description = "From when the period counts; `from-expiry` where absent")
        @Nullable
        RenewalStart start,

        @Schema(example = "Order 7781") @NotBlank @Size(max = Reason.REASON_LENGTH)
        String reason,

        @Schema(example = "Paid in advance") @Size(max = Reason.COMMENT_LENGTH) @Nullable
        String comment) {

    /**
     * The period, said in one of the two ways.
     *
     * @throws InvalidValue naming {@code period} where it is said in both ways or in none, or cannot be read
     */
    Period toPeriod() {
        var text = Text.orNull(period);
        var counted = years != null || months != null;
        if ((text != null) == counted) {
            throw new InvalidValue("period", "must be given either as a period such as P1Y, or as years and months");
        }
        if (text == null) {
            return Period.of(years == null ? 0 : years, months == null ? 0 : months, 0);
        }
        try {
            return Period.parse(text);
        } catch (DateTimeException _) {
            throw new InvalidValue("period", "must be a period such as P1Y, P6M or P1Y6M");
        }
    }

    RenewalStart startOrDefault() {
        return start == null ? RenewalStart.FROM_EXPIRY : start;
    }

    Reason why() {
        return new Reason(reason, comment);
    }
}

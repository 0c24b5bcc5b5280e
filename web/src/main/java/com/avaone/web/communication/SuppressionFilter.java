package com.avaone.web.communication;

import com.avaone.api.communication.CommunicationQuery.FindSuppressions;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which suppressions a list shows, and from where. */
record SuppressionFilter(
        @Schema(description = "Only this address", example = "asha@northwind.example") @Size(max = 254) @Nullable
        String address,

        @Schema(description = "`next` of the page before") @Size(max = 1000) @Nullable
        String cursor,

        @Schema(description = "1 to 100; 25 where absent", example = "25") @Min(1) @Max(100) @Nullable
        Integer limit) {

    private static final int DEFAULT_LIMIT = 25;

    /**
     * The query that this asks.
     *
     * @throws com.avaone.api.kernel.InvalidValue naming {@code address}
     */
    FindSuppressions toQuery() {
        var one = Text.orNull(address);
        return new FindSuppressions(
                one == null ? null : EmailAddress.parse("address", one),
                Text.orNull(cursor),
                limit == null ? DEFAULT_LIMIT : limit);
    }
}

package com.avaone.web.communication;

import com.avaone.api.communication.CommunicationQuery.FindMails;
import com.avaone.api.communication.MailState;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which mails a list shows, and from where. */
record OutboxFilter(
        @Schema(description = "Part of a subject or an address", example = "invitation") @Size(max = 200) @Nullable
        String text,

        @Schema(description = "Exactly this recipient", example = "asha@northwind.example") @Size(max = 254) @Nullable
        String address,

        @Schema(example = "waiting") @Nullable MailState state,

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
    FindMails toQuery() {
        var recipient = Text.orNull(address);
        return new FindMails(
                Text.orNull(text),
                recipient == null ? null : EmailAddress.parse("address", recipient),
                state,
                Text.orNull(cursor),
                limit == null ? DEFAULT_LIMIT : limit);
    }
}

package com.avaone.web.user.manage;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.user.UserQuery.FindUsers;
import com.avaone.api.user.UserState;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which users a list shows, and from where. */
record UserFilter(
        @Schema(description = "Part of an address or a name", example = "mina") @Size(max = 200) @Nullable
        String text,

        @Schema(description = "Withdrawn and erased accounts are listed only where asked for", example = "active")
        @Nullable
        UserState state,

        @Schema(example = "employee") @Nullable Role role,

        @Schema(description = "A product that is assigned to them", example = "ava-cx") @Size(max = 40) @Nullable
        String product,

        @Schema(description = "`next` of the page before") @Size(max = 1000) @Nullable
        String cursor,

        @Schema(description = "1 to 100; 25 where absent", example = "25") @Min(1) @Max(100) @Nullable
        Integer limit) {

    private static final int DEFAULT_LIMIT = 25;

    /**
     * The query that this asks.
     *
     * @throws com.avaone.api.kernel.InvalidValue naming {@code product}
     */
    FindUsers toQuery(OrganizationId organizationId) {
        var wanted = Text.orNull(product);
        return new FindUsers(
                organizationId,
                Text.orNull(text),
                state,
                role,
                wanted == null ? null : ProductId.parse("product", wanted),
                Text.orNull(cursor),
                limit == null ? DEFAULT_LIMIT : limit);
    }
}

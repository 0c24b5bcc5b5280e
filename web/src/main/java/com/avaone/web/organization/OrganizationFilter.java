package com.avaone.web.organization;

import com.avaone.api.kernel.ProductId;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.organization.OrganizationQuery.FindOrganizations;
import com.avaone.api.organization.OrganizationSort;
import com.avaone.api.organization.OrganizationState;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** Which organizations a list shows, in which order, and from where. */
record OrganizationFilter(
        @Schema(description = "Part of a name, slug or admin's e-mail", example = "north") @Size(max = 200) @Nullable
        String text,

        @Schema(description = "Deleted organizations are listed only where asked for", example = "active") @Nullable
        OrganizationState state,

        @Schema(example = "active") @Nullable LicenseStatus licenseStatus,

        @Schema(description = "A product that they selected", example = "ava-cx") @Size(max = 40) @Nullable
        String product,

        @Schema(description = "License valid until this day or later", example = "2027-01-01")
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        @Nullable
        LocalDate expiresFrom,

        @Schema(description = "License valid until this day or earlier", example = "2027-12-31")
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        @Nullable
        LocalDate expiresUntil,

        @Schema(description = "`name` where absent", example = "expiry") @Nullable
        OrganizationSort sort,

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
    FindOrganizations toQuery() {
        var wanted = Text.orNull(product);
        return new FindOrganizations(
                Text.orNull(text),
                state,
                licenseStatus,
                wanted == null ? null : ProductId.parse("product", wanted),
                expiresFrom,
                expiresUntil,
                sort == null ? OrganizationSort.NAME : sort,
                Text.orNull(cursor),
                limit == null ? DEFAULT_LIMIT : limit);
    }
}

package com.avaone.web.license;

import com.avaone.api.kernel.ProductId;
import com.avaone.api.license.ProductGrant;
import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** All products that may be used, each with its own last day where it has one. */
record ChangeProductsRequest(
        @NotNull @Size(max = 50) List<@NotNull @Valid Grant> products,

        @Schema(example = "Order 7802") @NotBlank @Size(max = Reason.REASON_LENGTH)
        String reason,

        @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

    /** One product. */
    record Grant(
            @Schema(example = "ava-cx") @NotBlank @Size(max = 40)
            String productId,

            @Schema(
                    example = "2027-06-30",
                    description = "Last day (UTC) for this product; it ends with the license where absent")
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            @Nullable
            LocalDate validUntil) {}

    /**
     * The grants.
     *
     * @throws com.avaone.api.kernel.InvalidValue naming the first product that is none
     */
    List<ProductGrant> toGrants() {
        return products.stream()
                .map(grant -> new ProductGrant(
                        ProductId.parse("products[%d].productId".formatted(products.indexOf(grant)), grant.productId()),
                        grant.validUntil()))
                .toList();
    }

    Reason why() {
        return new Reason(reason, comment);
    }
}

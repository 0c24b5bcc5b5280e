package com.avaone.web.catalogue;

import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.Product;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.ProductId;
import com.avaone.web.kernel.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * A product that is to be sold as well; its plans are added to it.
 *
 * @param latest the latest version of the catalogue that there was when the page was made
 * @param effectiveFrom in UTC; absent for at once
 */
record NewProductForm(
        @NotNull Integer latest,
        @NotBlank @Size(max = 40) String productId,
        @NotBlank @Size(max = 80) String nameEn,
        @Size(max = 80) @Nullable String nameHi,
        @NotBlank @Size(max = 500) String summaryEn,
        @Size(max = 500) @Nullable String summaryHi,
        @Nullable Boolean hidden,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
        LocalDateTime effectiveFrom) {

    /**
     * What is sold, and the product behind it.
     *
     * @throws InvalidValue naming the field at fault
     */
    CatalogueContents addedTo(CatalogueContents before) {
        var id = ProductId.parse("productId", productId.strip());
        if (before.product(id).isPresent()) {
            throw new InvalidValue("productId", "must be another one than those that there are");
        }
        var product = new Product(
                id,
                new LocalizedText(nameEn.strip(), Text.orNull(nameHi)),
                new LocalizedText(summaryEn.strip(), Text.orNull(summaryHi)),
                Boolean.TRUE.equals(hidden),
                List.of());
        return new CatalogueContents(
                        Stream.concat(before.products().stream(), Stream.of(product))
                                .toList(),
                        before.bundles())
                .judged();
    }
}

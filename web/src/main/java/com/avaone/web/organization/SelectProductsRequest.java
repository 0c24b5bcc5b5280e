package com.avaone.web.organization;

import com.avaone.api.kernel.ProductId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The products that an organization wants, as a whole. */
record SelectProductsRequest(
        @Schema(example = "[\"ava-cx\", \"ava-flow\"]") @NotNull @Size(max = 50)
        List<@NotNull @Size(max = 40) String> selectedProducts) {

    /**
     * The products, each once, in order.
     *
     * @throws com.avaone.api.kernel.InvalidValue naming {@code selectedProducts}
     */
    static Set<ProductId> products(List<String> selected) {
        var products = new TreeSet<ProductId>();
        for (var product : selected) {
            products.add(ProductId.parse("selectedProducts", product));
        }
        return products;
    }

    Set<ProductId> toProducts() {
        return products(selectedProducts);
    }
}

package com.avaone.web.kernel;

import com.avaone.api.crm.PersonDetails;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How somebody is called and reached. */
public record PersonRequest(
        @Schema(example = "Mina Okafor") @Size(max = 200) @Nullable
        String name,

        @Schema(
                example = "mina@northwind.example",
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Can be left out where there is a telephone number")
        @Size(max = 254)
        @Nullable
        String email,

        @Schema(example = "+1 555 0100") @Size(max = 50) @Nullable
        String phone,

        @Schema(example = "Northwind Traders") @Size(max = 200) @Nullable
        String company) {

    /**
     * The details that this says.
     *
     * @throws com.avaone.api.kernel.InvalidValue naming the field at fault
     */
    public PersonDetails toDetails() {
        return PersonDetails.parse(name, email, phone, company);
    }
}

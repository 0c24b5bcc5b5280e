package com.avaone.web.lead;

import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.lead.Conversion;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a lead is to become. */
record ConvertLeadRequest(
        @Schema(example = "25 seats of Ava CX") @NotBlank @Size(max = 200)
        String title,

        @NotNull Money amount,

        @Schema(example = "2027-01-31", description = "The day on which the deal may be won") @Nullable
        LocalDate expectedClose,

        @Schema(
                description =
                        "For leads of the operator, by system admins: the organization that the lead becomes as well")
        @Valid
        @Nullable
        NewOrganization organization) {

    Conversion toConversion() {
        return new Conversion(ContactId.random(), DealId.random(), title.strip(), amount, expectedClose);
    }

    /** An organization with its license. */
    @Schema(name = "OrganizationOfLead")
    record NewOrganization(
            @Schema(example = "Northwind Traders") @NotBlank @Size(max = 200)
            String name,

            @Schema(
                    example = "northwind-traders",
                    description = "Unique short name; made from the name where it is absent")
            @Size(max = 48)
            @Nullable
            String slug,

            @Schema(example = "office@northwind.example", description = "The admin's where it is absent")
            @Size(max = 254)
            @Nullable
            String email,

            @Schema(example = "admin@northwind.example") @NotBlank @Size(max = 254)
            String adminEmail,

            @Schema(example = "[\"ava-cx\"]") @Size(max = 50) @Nullable
            List<@NotNull @Size(max = 40) String> selectedProducts,

            @Schema(example = "25", description = "Seats of the license") @NotNull @Min(1) @Max(1_000_000)
            Integer userLimit,

            @Schema(example = "2027-12-31", description = "Last day (UTC) on which the license is valid") @NotNull
            LocalDate licenseExpiry,

            @Schema(example = "14", description = "0 where absent") @Min(0) @Max(365) @Nullable
            Integer graceDays) {

        /**
         * The command that this asks for.
         *
         * @throws InvalidValue naming the first field that cannot become a value, as part of the whole request
         */
        RegisterOrganization toCommand() {
            try {
                return registration();
            } catch (InvalidValue invalid) {
                throw new InvalidValue("organization." + invalid.field(), String.valueOf(invalid.getMessage()));
            }
        }

        /** As {@link #toCommand}, naming the field alone. */
        RegisterOrganization registration() {
            var products = new TreeSet<ProductId>();
            for (var product : selectedProducts == null ? List.<String>of() : selectedProducts) {
                products.add(ProductId.parse("selectedProducts", product));
            }
            var admin = EmailAddress.parse("adminEmail", adminEmail);
            var office = Text.orNull(email);
            var shortName = Text.orNull(slug);
            return new RegisterOrganization(
                    OrganizationId.random(),
                    Slug.parse(shortName == null ? Slug.suggest(name) : shortName),
                    new OrganizationProfile(
                            name.strip(),
                            office == null ? admin : EmailAddress.parse("email", office),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            admin),
                    products,
                    OrganizationSettings.DEFAULT,
                    LicenseId.random(),
                    new LicenseTerms(
                            Seats.of("userLimit", userLimit),
                            licenseExpiry,
                            graceDays == null ? 0 : graceDays,
                            products.stream()
                                    .map(product -> new ProductGrant(product, null))
                                    .toList()));
        }
    }
}

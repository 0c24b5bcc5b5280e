package com.avaone.web.organization;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.organization.EmployeeCount;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The whole profile of an organization, as an API client or the form of the page sends it. */
@Schema(description = "The whole profile; what is left out is emptied.")
record ProfileRequest(
        @Schema(example = "Northwind Traders") @NotBlank @Size(max = Limits.NAME)
        String name,

        @Schema(example = "office@northwind.example") @NotBlank @Size(max = Limits.EMAIL)
        String email,

        @Schema(example = "+1 555 0100") @Size(max = Limits.PHONE) @Nullable
        String phone,

        @Schema(example = "1 Harbour Street\nPortland") @Size(max = Limits.ADDRESS) @Nullable
        String address,

        @Schema(example = "Wholesale") @Size(max = Limits.INDUSTRY) @Nullable
        String industry,

        @Schema(example = "11-50", description = "A number, a range, or an open range such as 1000+")
        @Size(max = Limits.EMPLOYEE_COUNT)
        @Nullable
        String employeeCount,

        @Schema(example = "1998") @Min(1) @Nullable Integer foundedYear,

        @Schema(example = "https://northwind.example")
        @Size(max = Limits.WEBSITE)
        @Pattern(regexp = Limits.WEBSITE_FORM, message = Limits.WEBSITE_MESSAGE)
        @Nullable
        String website,

        @Schema(example = "Imports and exports fine foods.") @Size(max = Limits.DESCRIPTION) @Nullable
        String description,

        @Schema(example = "admin@northwind.example") @NotBlank @Size(max = Limits.EMAIL)
        String adminEmail) {

    /** Longest texts, in UTF-16 units, and forms. */
    static final class Limits {
        static final int NAME = 200;
        static final int EMAIL = 254;
        static final int PHONE = 40;
        static final int ADDRESS = 500;
        static final int INDUSTRY = 100;
        static final int EMPLOYEE_COUNT = 20;
        static final int WEBSITE = 300;
        static final int DESCRIPTION = 4000;
        static final String WEBSITE_FORM = "(?i)\\s*|https?://.+";
        static final String WEBSITE_MESSAGE = "must be an address such as https://example.com";

        private Limits() {}
    }

    /** The profile as the form shows it. */
    static ProfileRequest of(OrganizationProfile profile) {
        return new ProfileRequest(
                profile.name(),
                profile.email().value(),
                profile.phone(),
                profile.address(),
                profile.industry(),
                profile.employeeCount() == null ? null : profile.employeeCount().toString(),
                profile.foundedYear(),
                profile.website(),
                profile.description(),
                profile.adminEmail().value());
    }

    /**
     * The profile that this says.
     *
     * @throws InvalidValue naming the first field that cannot become a value
     */
    OrganizationProfile toProfile(LocalDate today) {
        if (foundedYear != null && foundedYear > today.getYear()) {
            throw new InvalidValue("foundedYear", "must not be in the future");
        }
        var count = Text.orNull(employeeCount);
        return new OrganizationProfile(
                name.strip(),
                EmailAddress.parse("email", email),
                Text.orNull(phone),
                Text.orNull(address),
                Text.orNull(industry),
                count == null ? null : EmployeeCount.parse(count),
                foundedYear,
                website(Text.orNull(website)),
                Text.orNull(description),
                EmailAddress.parse("adminEmail", adminEmail));
    }

    private static @Nullable String website(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var address = URI.create(text);
            if (address.getHost() != null) {
                return text;
            }
        } catch (IllegalArgumentException _) {
            // falls through: the same answer for whatever is wrong with it
        }
        throw new InvalidValue("website", Limits.WEBSITE_MESSAGE);
    }
}

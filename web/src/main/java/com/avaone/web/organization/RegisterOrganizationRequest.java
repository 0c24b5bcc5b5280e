package com.avaone.web.organization;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** A new organization with the license that is to be issued for it, as an API client or the form of the page sends it. */
record RegisterOrganizationRequest(
        @Schema(example = "Northwind Traders") @NotBlank @Size(max = ProfileRequest.Limits.NAME)
        String name,

        @Schema(example = "northwind-traders", description = "Unique short name; made from the name where it is absent")
        @Size(max = 48)
        @Nullable
        String slug,

        @Schema(example = "office@northwind.example") @NotBlank @Size(max = ProfileRequest.Limits.EMAIL)
        String email,

        @Schema(example = "+1 555 0100") @Size(max = ProfileRequest.Limits.PHONE) @Nullable
        String phone,

        @Schema(example = "1 Harbour Street\nPortland") @Size(max = ProfileRequest.Limits.ADDRESS) @Nullable
        String address,

        @Schema(example = "Wholesale") @Size(max = ProfileRequest.Limits.INDUSTRY) @Nullable
        String industry,

        @Schema(example = "11-50", description = "A number, a range, or an open range such as 1000+")
        @Size(max = ProfileRequest.Limits.EMPLOYEE_COUNT)
        @Nullable
        String employeeCount,

        @Schema(example = "1998") @Min(1) @Nullable Integer foundedYear,

        @Schema(example = "https://northwind.example")
        @Size(max = ProfileRequest.Limits.WEBSITE)
        @Pattern(regexp = ProfileRequest.Limits.WEBSITE_FORM, message = ProfileRequest.Limits.WEBSITE_MESSAGE)
        @Nullable
        String website,

        @Schema(example = "Imports and exports fine foods.") @Size(max = ProfileRequest.Limits.DESCRIPTION) @Nullable
        String description,

        @Schema(example = "admin@northwind.example") @NotBlank @Size(max = ProfileRequest.Limits.EMAIL)
        String adminEmail,

        @Schema(example = "[\"ava-cx\", \"ava-flow\"]") @Size(max = 50) @Nullable
        List<@NotNull @Size(max = 40) String> selectedProducts,

        @Schema(example = "25", description = "Seats of the license") @NotNull @Min(1) @Max(1_000_000)
        Integer userLimit,

        @Schema(example = "2027-12-31", description = "Last day (UTC) on which the license is valid")
        @NotNull
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        LocalDate licenseExpiry,

        @Schema(
                example = "14",
                description = "Days for which the license stays usable after its last day; 0 where absent")
        @Min(0)
        @Max(365)
        @Nullable
        Integer graceDays,

        @Schema(example = "Asia/Kolkata", description = "IANA name; UTC where absent") @Size(max = 60) @Nullable
        String timeZone,

        @Schema(
                example = "en",
                allowableValues = {"en", "hi"})
        @Size(max = 10)
        @Nullable
        String locale,

        @Schema(example = "365") @Min(1) @Max(3650) @Nullable
        Integer retentionDays,

        @Schema(example = "[30, 7, 1]") @Size(max = 10) @Nullable
        List<@NotNull @Min(1) @Max(365) Integer> expiryNoticeDays,

        @Schema(
                example = "Northwind People Team",
                description = "In whose name its people get mail; its own where absent")
        @Size(max = SettingsRequest.MAIL_SENDER)
        @Nullable
        String mailSender) {

    private static final int MAX_YEARS_AHEAD = 100;

    /** What the form for a new organization begins with: a license for a year. */
    static RegisterOrganizationRequest blank(LocalDate today) {
        var settings = OrganizationSettings.DEFAULT;
        return new RegisterOrganizationRequest(
                "",
                null,
                "",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "",
                List.of(),
                10,
                YearMonth.from(today.plusYears(1)).atEndOfMonth(),
                14,
                settings.timeZone(),
                settings.locale(),
                settings.retentionDays(),
                settings.expiryNoticeDays(),
                null);
    }

    /**
     * The command that this asks for.
     *
     * @throws InvalidValue naming the first field that cannot become a value
     */
    RegisterOrganization toCommand(OrganizationId organizationId, LicenseId licenseId, LocalDate today) {
        if (licenseExpiry.isBefore(today) || licenseExpiry.isAfter(today.plusYears(MAX_YEARS_AHEAD))) {
            throw new InvalidValue("licenseExpiry", "must be today or later, within the next 100 years");
        }
        var profile = new ProfileRequest(
                        name,
                        email,
                        phone,
                        address,
                        industry,
                        employeeCount,
                        foundedYear,
                        website,
                        description,
                        adminEmail)
                .toProfile(today);
        var shortName = Text.orNull(slug);
        var products = SelectProductsRequest.products(orElse(selectedProducts, List.of()));
        var standard = OrganizationSettings.DEFAULT;
        var settings = new SettingsRequest(
                        orElse(Text.orNull(timeZone), standard.timeZone()),
                        orElse(Text.orNull(locale), standard.locale()),
                        orElse(retentionDays, standard.retentionDays()),
                        orElse(expiryNoticeDays, standard.expiryNoticeDays()),
                        mailSender)
                .toSettings();
        var grants = products.stream()
                .map(product -> new ProductGrant(product, null))
                .toList();
        return new RegisterOrganization(
                organizationId,
                Slug.parse(shortName == null ? Slug.suggest(profile.name()) : shortName),
                profile,
                products,
                settings,
                licenseId,
                new LicenseTerms(Seats.of("userLimit", userLimit), licenseExpiry, orElse(graceDays, 0), grants));
    }

    private static <T> T orElse(@Nullable T value, T other) {
        return value == null ? other : value;
    }
}

package com.avaone.web.lead;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.lead.LeadCommand.ConvertLeadToOrganization;
import com.avaone.api.lead.LeadView;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.web.kernel.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** What a lead is to become where it becomes an organization with a license as well; the rest of its profile is added there. */
record LeadOrganizationForm(
        @NotBlank @Size(max = LeadActionForm.TITLE) String title,
        @NotBlank @Size(max = 20) String amount,
        @NotBlank @Size(max = 3) String currency,
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate expectedClose,
        @NotBlank @Size(max = 200) String name,
        @Size(max = 48) @Nullable String slug,
        @NotBlank @Size(max = 254) String email,
        @NotBlank @Size(max = 254) String adminEmail,
        @Size(max = 40) @Nullable String phone,
        @NotNull @Min(1) @Max(1_000_000) Integer userLimit,
        @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate licenseExpiry,
        @Min(0) @Max(365) @Nullable Integer graceDays,
        @Size(max = 50) @Nullable List<@NotNull @Size(max = 40) String> selectedProducts) {

    private static final int MAX_YEARS_AHEAD = 100;

    /** What is known of the lead already, and a license for a year. */
    static LeadOrganizationForm of(LeadView lead, LocalDate today) {
        var details = lead.details();
        var name = Objects.requireNonNullElse(details.company(), details.displayName());
        var email = details.email() == null ? "" : details.email().value();
        return new LeadOrganizationForm(
                name,
                "",
                "EUR",
                today.plusMonths(1),
                name,
                null,
                email,
                email,
                details.phone(),
                10,
                YearMonth.from(today.plusYears(1)).atEndOfMonth(),
                14,
                List.of());
    }

    /**
     * The command that this asks for.
     *
     * @throws InvalidValue naming the first field that cannot become a value
     */
    ConvertLeadToOrganization toCommand(LeadView lead, LocalDate today) {
        if (licenseExpiry.isBefore(today) || licenseExpiry.isAfter(today.plusYears(MAX_YEARS_AHEAD))) {
            throw new InvalidValue("licenseExpiry", "must be today or later, within the next 100 years");
        }
        var products = new TreeSet<ProductId>();
        if (selectedProducts != null) {
            selectedProducts.forEach(product -> products.add(ProductId.parse("selectedProducts", product)));
        }
        var profile = new OrganizationProfile(
                name.strip(),
                EmailAddress.parse("email", email),
                Text.orNull(phone),
                null,
                null,
                null,
                null,
                null,
                null,
                EmailAddress.parse("adminEmail", adminEmail));
        var shortName = Text.orNull(slug);
        return new ConvertLeadToOrganization(
                lead.leadId(),
                lead.organizationId(),
                LeadActionForm.conversion(title, amount, currency, expectedClose),
                new RegisterOrganization(
                        OrganizationId.random(),
                        Slug.parse(shortName == null ? Slug.suggest(profile.name()) : shortName),
                        profile,
                        products,
                        OrganizationSettings.DEFAULT,
                        LicenseId.random(),
                        new LicenseTerms(
                                Seats.of("userLimit", userLimit),
                                licenseExpiry,
                                Objects.requireNonNullElse(graceDays, 0),
                                products.stream()
                                        .map(product -> new ProductGrant(product, null))
                                        .toList())));
    }
}

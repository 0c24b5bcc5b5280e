package com.avaone.web.lead;

import com.avaone.api.lead.LeadCommand.ConvertLeadToOrganization;
import com.avaone.api.lead.LeadView;
import com.avaone.web.lead.ConvertLeadRequest.NewOrganization;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** What a lead is to become where it becomes an organization with a license as well; the rest of its profile is added there. */
record LeadOrganizationForm(
        @NotBlank @Size(max = LeadActionForm.TITLE) String title,
        @NotBlank @Size(max = 20) String amount,
        @NotBlank @Size(max = 3) String currency,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate expectedClose,

        @NotBlank @Size(max = 200) String name,
        @Size(max = 48) @Nullable String slug,
        @NotBlank @Size(max = 254) String email,
        @NotBlank @Size(max = 254) String adminEmail,
        @NotNull @Min(1) @Max(1_000_000) Integer userLimit,

        @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        LocalDate licenseExpiry,

        @Min(0) @Max(365) @Nullable Integer graceDays,
        @Size(max = 50) @Nullable List<@NotNull @Size(max = 40) String> selectedProducts) {

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
                10,
                YearMonth.from(today.plusYears(1)).atEndOfMonth(),
                14,
                List.of());
    }

    /**
     * The command that this asks for.
     *
     * @throws com.avaone.api.kernel.InvalidValue naming the first field that cannot become a value
     */
    ConvertLeadToOrganization toCommand(LeadView lead) {
        var organization = new NewOrganization(
                name, slug, email, adminEmail, selectedProducts, userLimit, licenseExpiry, graceDays);
        return new ConvertLeadToOrganization(
                lead.leadId(),
                lead.organizationId(),
                LeadActionForm.conversion(title, amount, currency, expectedClose),
                organization.registration());
    }
}

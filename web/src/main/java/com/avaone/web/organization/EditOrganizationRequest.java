package com.avaone.web.organization;

import com.avaone.api.kernel.ProductId;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationView;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything of an organization that its form edits at once: profile, selected products and settings. */
record EditOrganizationRequest(
        @NotBlank @Size(max = ProfileRequest.Limits.NAME) String name,
        @NotBlank @Size(max = ProfileRequest.Limits.EMAIL) String email,
        @Size(max = ProfileRequest.Limits.PHONE) @Nullable String phone,
        @Size(max = ProfileRequest.Limits.ADDRESS) @Nullable String address,

        @Size(max = ProfileRequest.Limits.INDUSTRY) @Nullable
        String industry,

        @Size(max = ProfileRequest.Limits.EMPLOYEE_COUNT) @Nullable
        String employeeCount,

        @Min(1) @Nullable Integer foundedYear,

        @Size(max = ProfileRequest.Limits.WEBSITE)
        @Pattern(regexp = ProfileRequest.Limits.WEBSITE_FORM, message = ProfileRequest.Limits.WEBSITE_MESSAGE)
        @Nullable
        String website,

        @Size(max = ProfileRequest.Limits.DESCRIPTION) @Nullable
        String description,

        @NotBlank @Size(max = ProfileRequest.Limits.EMAIL) String adminEmail,
        @Size(max = 50) @Nullable List<@Size(max = 40) String> selectedProducts,
        @NotBlank @Size(max = 60) String timeZone,
        @NotBlank @Size(max = 10) String locale,
        @NotNull @Min(1) @Max(3650) Integer retentionDays,
        @Size(max = 10) @Nullable List<@NotNull @Min(1) @Max(365) Integer> expiryNoticeDays,
        @Size(max = SettingsRequest.MAIL_SENDER) @Nullable String mailSender) {

    /** The organization as the form shows it. */
    static EditOrganizationRequest of(OrganizationView view) {
        var profile = ProfileRequest.of(view.profile());
        var settings = view.settings();
        return new EditOrganizationRequest(
                profile.name(),
                profile.email(),
                profile.phone(),
                profile.address(),
                profile.industry(),
                profile.employeeCount(),
                profile.foundedYear(),
                profile.website(),
                profile.description(),
                profile.adminEmail(),
                view.products().stream().map(ProductId::value).sorted().toList(),
                settings.timeZone(),
                settings.locale(),
                settings.retentionDays(),
                settings.expiryNoticeDays(),
                settings.mailSender());
    }

    OrganizationProfile toProfile(LocalDate today) {
        return new ProfileRequest(
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
    }

    /** A group of boxes of which none is ticked sends nothing at all. */
    Set<ProductId> toProducts() {
        return SelectProductsRequest.products(selectedProducts == null ? List.of() : selectedProducts);
    }

    OrganizationSettings toSettings() {
        return new SettingsRequest(
                        timeZone,
                        locale,
                        retentionDays,
                        expiryNoticeDays == null ? List.of() : expiryNoticeDays,
                        mailSender)
                .toSettings();
    }
}

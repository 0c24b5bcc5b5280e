package com.avaone.api.organization;

import com.avaone.api.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * What an organization says of itself.
 *
 * @param name as it stands on pages and letters
 * @param email where the organization itself is reached
 * @param phone in any notation
 * @param address postal address, lines separated by line breaks
 * @param industry in the organization's own words
 * @param employeeCount how many people work there
 * @param foundedYear a year of the common era
 * @param website an absolute http or https address
 * @param description free text
 * @param adminEmail who administers it and receives notices about its license
 */
public record OrganizationProfile(
        String name,
        EmailAddress email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String industry,
        @Nullable EmployeeCount employeeCount,
        @Nullable Integer foundedYear,
        @Nullable String website,
        @Nullable String description,
        EmailAddress adminEmail) {}

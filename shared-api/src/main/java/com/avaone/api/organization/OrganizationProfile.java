package com.avaone.api.organization;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Personal;
import java.net.URI;
import java.net.URISyntaxException;
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
        @Personal EmailAddress email,
        @Personal @Nullable String phone,
        @Personal @Nullable String address,
        @Nullable String industry,
        @Nullable EmployeeCount employeeCount,
        @Nullable Integer foundedYear,
        @Nullable String website,
        @Personal @Nullable String description,
        @Personal EmailAddress adminEmail) {

    private static final int MAX_NAME = 200;
    private static final int MAX_PHONE = 50;
    private static final int MAX_ADDRESS = 1_000;
    private static final int MAX_INDUSTRY = 200;
    private static final int MAX_WEBSITE = 2_000;
    private static final int MAX_DESCRIPTION = 10_000;

    /**
     * Judges a profile from outside.
     *
     * @param thisYear the present year, which nothing can be founded after
     * @return this profile
     * @throws InvalidValue naming the field at fault
     */
    public OrganizationProfile judged(int thisYear) {
        if (name.isBlank()) {
            throw new InvalidValue("name", "must not be empty");
        }
        judgeLength("name", name, MAX_NAME);
        EmailAddress.parse("email", email.value());
        EmailAddress.parse("adminEmail", adminEmail.value());
        judgeLength("phone", phone, MAX_PHONE);
        judgeLength("address", address, MAX_ADDRESS);
        judgeLength("industry", industry, MAX_INDUSTRY);
        judgeLength("description", description, MAX_DESCRIPTION);
        if (foundedYear != null && (foundedYear < 1 || foundedYear > thisYear)) {
            throw new InvalidValue("foundedYear", "must be a year from 1 to " + thisYear);
        }
        if (website != null && (website.length() > MAX_WEBSITE || !isWebAddress(website))) {
            throw new InvalidValue("website", "must be an address such as https://example.com");
        }
        return this;
    }

    private static void judgeLength(String field, @Nullable String text, int max) {
        if (text != null && text.length() > max) {
            throw new InvalidValue(field, "must be at most %d characters".formatted(max));
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            // Only these two: the page shows it as a link, and another scheme could run a script there.
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}

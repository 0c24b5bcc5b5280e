package com.avaone.web.organization;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.organization.OrganizationSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** All settings of an organization, as an API client or the form of the page sends them. */
record SettingsRequest(
        @Schema(example = "Asia/Kolkata", description = "IANA name") @NotBlank @Size(max = 60) String timeZone,
        @Schema(example = "en", allowableValues = {"en", "hi"})
                @NotBlank
                @Size(max = 10)
                String locale,
        @Schema(example = "365", description = "Days for which data of ended work is kept")
                @NotNull
                @Min(1)
                @Max(3650)
                Integer retentionDays,
        @Schema(example = "[30, 7, 1]", description = "Days before the license ends on which a notice is given")
                @NotNull
                @Size(max = 10)
                List<@NotNull @Min(1) @Max(365) Integer> expiryNoticeDays) {

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final Set<String> LOCALES = Set.of("en", "hi");

    /** The settings as the form shows them. */
    static SettingsRequest of(OrganizationSettings settings) {
        return new SettingsRequest(
                settings.timeZone(), settings.locale(), settings.retentionDays(), settings.expiryNoticeDays());
    }

    /**
     * The settings that this says; notices from many days to few, each once.
     *
     * @throws InvalidValue naming the first field that cannot become a value
     */
    OrganizationSettings toSettings() {
        if (!ZONES.contains(timeZone)) {
            throw new InvalidValue("timeZone", "must be a time zone such as Asia/Kolkata");
        }
        if (!LOCALES.contains(locale)) {
            throw new InvalidValue("locale", "must be en or hi");
        }
        return new OrganizationSettings(
                timeZone,
                locale,
                retentionDays,
                expiryNoticeDays.stream()
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .toList());
    }
}

package com.avaone.web.organization;

import com.avaone.api.organization.OrganizationSettings;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All settings of an organization, as an API client or the form of the page sends them. */
record SettingsRequest(
        @Schema(example = "Asia/Kolkata", description = "IANA name") @NotBlank @Size(max = 60)
        String timeZone,

        @Schema(
                example = "en",
                allowableValues = {"en", "hi"})
        @NotBlank
        @Size(max = 10)
        String locale,

        @Schema(example = "365", description = "Days for which data of ended work is kept") @NotNull @Min(1) @Max(3650)
        Integer retentionDays,

        @Schema(example = "[30, 7, 1]", description = "Days before the license ends on which a notice is given")
        @NotNull
        @Size(max = 10)
        List<@NotNull @Min(1) @Max(365) Integer> expiryNoticeDays,

        @Schema(
                example = "Northwind People Team",
                description = "In whose name its people get mail; the organization's own where absent")
        @Size(max = SettingsRequest.MAIL_SENDER)
        @Nullable
        String mailSender) {

    /** Longest name in which mail comes, in UTF-16 units. */
    static final int MAIL_SENDER = 60;

    /** The settings as the form shows them. */
    static SettingsRequest of(OrganizationSettings settings) {
        return new SettingsRequest(
                settings.timeZone(),
                settings.locale(),
                settings.retentionDays(),
                settings.expiryNoticeDays(),
                settings.mailSender());
    }

    /**
     * The settings that this says; notices from many days to few, each once.
     *
     * @throws com.avaone.api.kernel.InvalidValue naming the first field that cannot become a value
     */
    OrganizationSettings toSettings() {
        return new OrganizationSettings(
                        timeZone,
                        locale,
                        retentionDays,
                        expiryNoticeDays.stream()
                                .distinct()
                                .sorted(Comparator.reverseOrder())
                                .toList(),
                        Text.orNull(mailSender))
                .judged();
    }
}

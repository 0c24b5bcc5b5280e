package com.avaone.web.lead.form;

import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.MeetingSlot;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When and about what a visitor wants to meet the operator. */
record MeetingFormRequest(
        @Schema(example = "Mina Okafor") @NotBlank @Size(max = Visitor.TEXT)
        String name,

        @Schema(example = "mina@northwind.example") @NotBlank @Size(max = Visitor.EMAIL)
        String email,

        @Schema(example = "+1 555 0100") @Size(max = Visitor.PHONE) @Nullable
        String phone,

        @Schema(example = "Northwind Traders") @Size(max = Visitor.TEXT) @Nullable
        String company,

        @Schema(example = "We would like to see Ava CX.") @Size(max = Visitor.MESSAGE) @Nullable
        String message,

        @Schema(example = "2099-01-15T10:30", description = "Day and time on the clocks of the zone; still to come")
        @NotBlank
        @Size(max = 30)
        String startsAt,

        @Schema(example = "30", description = "How long; 30 where absent") @Min(10) @Max(480) @Nullable
        Integer minutes,

        @Schema(example = "Asia/Kolkata", description = "IANA name") @NotBlank @Size(max = 60)
        String zone,

        @Schema(example = Visitor.CONSENT_TEXT, description = Visitor.CONSENT)
        @Size(max = Visitor.CONSENT_LENGTH)
        @Nullable
        String consent,

        @Schema(example = "services/ava-cx", description = Visitor.FROM) @Size(max = Visitor.FROM_LENGTH) @Nullable
        String from,

        @Schema(description = Visitor.TRAP) @Size(max = Visitor.TEXT) @Nullable
        String website)
        implements VisitorForm {

    static final int DEFAULT_MINUTES = 30;

    @Override
    public String sender() {
        return "MeetingRequestForm";
    }

    @Override
    public CaptureLead toCommand(LeadId leadId, Visitor visitor) {
        return visitor.capture(
                leadId,
                Visitor.source(from, LeadSource.MEETING_REQUEST),
                PersonDetails.parse(name, email, phone, company),
                message,
                slot().judged(visitor.now()),
                null,
                consent);
    }

    private MeetingSlot slot() {
        var clocks = zone(zone.strip());
        var local = local(startsAt.strip());
        // In the night in which clocks are put forward an hour is left out.
        if (clocks.getRules().getValidOffsets(local).isEmpty()) {
            throw new InvalidValue("startsAt", "must be a time that the clocks of the zone show on that day");
        }
        return new MeetingSlot(
                local.atZone(clocks).toInstant(), minutes == null ? DEFAULT_MINUTES : minutes, clocks.getId());
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new InvalidValue("zone", "must be a time zone such as Asia/Kolkata");
        }
    }

    private static LocalDateTime local(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException unreadable) {
            throw new InvalidValue("startsAt", "must be a day and a time such as 2027-01-15T10:30");
        }
    }
}

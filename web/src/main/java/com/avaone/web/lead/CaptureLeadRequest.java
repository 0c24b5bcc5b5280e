package com.avaone.web.lead;

import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.Consent;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadSource;
import com.avaone.web.kernel.BodyId;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Somebody who may become a customer, as one of the staff notes it. */
record CaptureLeadRequest(
        @Schema(example = "manual", description = "Where the lead came from; `manual` where absent") @Nullable
        LeadSource source,

        @Schema(example = "Mina Okafor") @Size(max = 200) @Nullable
        String name,

        @Schema(
                example = "mina@northwind.example",
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Can be left out where there is a telephone number")
        @Size(max = 254)
        @Nullable
        String email,

        @Schema(example = "+1 555 0100") @Size(max = 50) @Nullable
        String phone,

        @Schema(example = "Northwind Traders") @Size(max = 200) @Nullable
        String company,

        @Schema(example = "Asked at the fair for a demonstration.") @Size(max = 5000) @Nullable
        String message,

        @Schema(
                example = "fair-2026",
                description = "The text to which the person agreed, if the person agreed to be written to")
        @Size(max = 50)
        @Nullable
        String consent,

        @Schema(
                example = "false",
                description = "Whether a link is sent to the address by which the person confirms it; no where absent")
        @Nullable
        Boolean asksConfirmation,

        @Schema(example = "usr_01m4xk3d9c7q2v8b5n6h1j0t4w", description = "To whom it is assigned at once")
        @Size(max = 40)
        @Nullable
        String assignee) {

    /** How the person is called and reached. */
    PersonDetails details() {
        return PersonDetails.parse(name, email, phone, company);
    }

    /**
     * The command that this asks for.
     *
     * @throws InvalidValue naming the first field that cannot become a value
     */
    CaptureLead toCommand(LeadId leadId, OrganizationId organizationId) {
        var agreed = Text.orNull(consent);
        return new CaptureLead(
                leadId,
                organizationId,
                source == null ? LeadSource.MANUAL : source,
                details(),
                Text.orNull(message),
                null,
                null,
                agreed == null ? null : consent(agreed),
                Boolean.TRUE.equals(asksConfirmation),
                BodyId.user("assignee", assignee));
    }

    private static Consent consent(String text) {
        try {
            return new Consent(text, null).judged();
        } catch (InvalidValue invalid) {
            throw new InvalidValue("consent", String.valueOf(invalid.getMessage()));
        }
    }
}

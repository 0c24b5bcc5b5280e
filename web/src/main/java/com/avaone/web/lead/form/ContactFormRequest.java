package com.avaone.web.lead.form;

import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadSource;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a visitor writes to the operator. */
record ContactFormRequest(
        @Schema(example = "Mina Okafor") @NotBlank @Size(max = Visitor.TEXT)
        String name,

        @Schema(example = "mina@northwind.example") @NotBlank @Size(max = Visitor.EMAIL)
        String email,

        @Schema(example = "+1 555 0100") @Size(max = Visitor.PHONE) @Nullable
        String phone,

        @Schema(example = "Northwind Traders") @Size(max = Visitor.TEXT) @Nullable
        String company,

        @Schema(example = "Which of your products fits a shop with 25 people?") @NotBlank @Size(max = Visitor.MESSAGE)
        String message,

        @Schema(example = Visitor.CONSENT_TEXT, description = Visitor.CONSENT)
        @Size(max = Visitor.CONSENT_LENGTH)
        @Nullable
        String consent,

        @Schema(description = Visitor.TRAP) @Size(max = Visitor.TEXT) @Nullable
        String website)
        implements VisitorForm {

    @Override
    public String sender() {
        return "ContactForm";
    }

    @Override
    public CaptureLead toCommand(LeadId leadId, Visitor visitor) {
        return visitor.capture(
                leadId,
                LeadSource.CONTACT_FORM,
                PersonDetails.parse(name, email, phone, company),
                message,
                null,
                null,
                consent);
    }
}

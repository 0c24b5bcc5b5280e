package com.avaone.web.lead.form;

import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.PriceInquiry;
import com.avaone.web.kernel.SelectionRequest;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a visitor wants to know the price of. */
record PricingInquiryRequest(
        @Schema(example = "Mina Okafor") @NotBlank @Size(max = Visitor.TEXT)
        String name,

        @Schema(example = "mina@northwind.example") @NotBlank @Size(max = Visitor.EMAIL)
        String email,

        @Schema(example = "+1 555 0100") @Size(max = Visitor.PHONE) @Nullable
        String phone,

        @Schema(example = "Northwind Traders") @Size(max = Visitor.TEXT) @Nullable
        String company,

        @Schema(example = "Do you train our people as well?") @Size(max = Visitor.MESSAGE) @Nullable
        String message,

        @Schema(description = "What is to be priced; where it is absent, `quote` is there") @Valid @Nullable
        SelectionRequest selection,

        @Schema(
                example = "qte_0123456789abcdefghjkmnpqrstvwxyz",
                description = "A saved quote that is not over, instead of a selection")
        @Size(max = 50)
        @Nullable
        String quote,

        @Schema(
                example = "1",
                description =
                        "The version of the catalogue that the visitor saw, whose amount is kept; absent for the one in force")
        @Min(1)
        @Nullable
        Integer catalogueVersion,

        @Schema(example = Visitor.CONSENT_TEXT, description = Visitor.CONSENT)
        @Size(max = Visitor.CONSENT_LENGTH)
        @Nullable
        String consent,

        @Schema(example = "services/ava-cx", description = Visitor.FROM) @Size(max = Visitor.FROM_LENGTH) @Nullable
        String from,

        @Schema(description = Visitor.TRAP) @Size(max = Visitor.TEXT) @Nullable
        String website)
        implements VisitorForm {

    @Override
    public String sender() {
        return "PricingInquiryForm";
    }

    @Override
    public CaptureLead toCommand(LeadId leadId, Visitor visitor) {
        return visitor.capture(
                leadId,
                Visitor.source(from, LeadSource.PRICING_INQUIRY),
                PersonDetails.parse(name, email, phone, company),
                message,
                null,
                inquiry(),
                consent);
    }

    private PriceInquiry inquiry() {
        var saved = Text.orNull(quote);
        if (saved != null) {
            if (selection != null) {
                throw new InvalidValue("selection", "must be left out where a quote is named");
            }
            return new PriceInquiry(null, null, QuoteId.parse(saved), null);
        }
        if (selection == null) {
            throw new InvalidValue("selection", "must be given where no quote is named");
        }
        return new PriceInquiry(selection.toSelection("selection."), catalogueVersion);
    }
}

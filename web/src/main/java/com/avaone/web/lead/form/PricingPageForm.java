package com.avaone.web.lead.form;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PricingInquiryRequest} as a page sends it: one thing of the catalogue, for so many people.
 *
 * @param offer as {@link Offers} has it; of a saved quote, the choices beside it mean nothing
 */
record PricingPageForm(
        @NotBlank @Pattern(regexp = Offers.FORM) String offer,

        @NotNull @Min(1) @Max(1_000_000) Integer seats,

        @NotNull BillingInterval interval,

        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,

        @Min(1) @Nullable Integer catalogueVersion,

        @NotBlank @Size(max = Visitor.TEXT) String name,

        @NotBlank @Size(max = Visitor.EMAIL) String email,

        @Size(max = Visitor.PHONE) @Nullable String phone,

        @Size(max = Visitor.TEXT) @Nullable String company,

        @Size(max = Visitor.MESSAGE) @Nullable String message,

        @Size(max = Visitor.CONSENT_LENGTH) @Nullable String consent,

        @Size(max = Visitor.FROM_LENGTH) @Nullable String from,

        @Size(max = Visitor.TEXT) @Nullable String website)
        implements VisitorForm {

    @Override
    public String sender() {
        return inquiry().sender();
    }

    @Override
    public CaptureLead toCommand(LeadId leadId, Visitor visitor) {
        return inquiry().toCommand(leadId, visitor);
    }

    private PricingInquiryRequest inquiry() {
        var quoteId = Offers.quote(offer);
        return new PricingInquiryRequest(
                name,
                email,
                phone,
                company,
                message,
                quoteId == null ? Offers.selection(offer, seats, interval, currency) : null,
                quoteId == null ? null : quoteId.value(),
                catalogueVersion,
                consent,
                from,
                website);
    }
}

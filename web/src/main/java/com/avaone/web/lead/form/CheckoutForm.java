package com.avaone.web.lead.form;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.lead.BillingDetails;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.PriceInquiry;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor orders, and to whom it is billed. What it costs, the catalogue says or the quote: no field of the form does.
 *
 * @param offer as {@link Offers} has it; of a saved quote, the choices beside it mean nothing
 * @param catalogueVersion that was seen
 */
record CheckoutForm(
        @NotBlank @Pattern(regexp = Offers.FORM) String offer,

        @NotNull @Min(1) @Max(1_000_000) Integer seats,

        @NotNull BillingInterval interval,

        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,

        @Min(1) @Nullable Integer catalogueVersion,

        @NotBlank @Size(max = Visitor.TEXT) String name,

        @NotBlank @Size(max = Visitor.EMAIL) String email,

        @Size(max = Visitor.PHONE) @Nullable String phone,

        @NotBlank @Size(max = Visitor.TEXT) String company,

        @NotBlank @Size(max = 500) String address,

        @NotBlank @Pattern(regexp = "[A-Z]{2}") String country,

        @Size(max = 50) @Nullable String taxId,

        @Size(max = Visitor.MESSAGE) @Nullable String message,

        @Size(max = Visitor.CONSENT_LENGTH) @Nullable String consent,

        @Size(max = Visitor.TEXT) @Nullable String website)
        implements VisitorForm {

    @Override
    public String sender() {
        return "CheckoutForm";
    }

    @Override
    public CaptureLead toCommand(LeadId leadId, Visitor visitor) {
        var quoteId = Offers.quote(offer);
        return visitor.capture(
                leadId,
                LeadSource.CHECKOUT,
                PersonDetails.parse(name, email, phone, company),
                message,
                null,
                new PriceInquiry(
                        quoteId == null
                                ? Offers.selection(offer, seats, interval, currency)
                                        .toSelection("")
                                : null,
                        quoteId == null ? catalogueVersion : null,
                        quoteId,
                        new BillingDetails(address, country, taxId).judged()),
                consent);
    }
}

package com.avaone.web.lead.form;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.web.kernel.SelectionRequest;
import com.avaone.web.kernel.SelectionRequest.PlanChoice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PricingInquiryRequest} as a page sends it: one thing of the catalogue, for so many people.
 *
 * @param offer {@code <product>/<plan>}, or {@code bundle/<bundle>}
 */
record PricingPageForm(
        @NotBlank @Pattern(regexp = "[a-z0-9-]{1,40}/[a-z0-9-]{1,40}")
        String offer,

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

    /** What an offer begins with that is a bundle. */
    static final String BUNDLE = "bundle/";

    /** What an offer for so many people asks for. */
    static SelectionRequest selection(String offer, int seats, BillingInterval interval, String currency) {
        var slash = offer.indexOf('/');
        return offer.startsWith(BUNDLE)
                ? new SelectionRequest(offer.substring(BUNDLE.length()), seats, null, interval, currency)
                : new SelectionRequest(
                        null,
                        null,
                        List.of(new PlanChoice(offer.substring(0, slash), offer.substring(slash + 1), seats)),
                        interval,
                        currency);
    }

    @Override
    public String sender() {
        return inquiry().sender();
    }

    @Override
    public CaptureLead toCommand(LeadId leadId, Visitor visitor) {
        return inquiry().toCommand(leadId, visitor);
    }

    private PricingInquiryRequest inquiry() {
        return new PricingInquiryRequest(
                name,
                email,
                phone,
                company,
                message,
                selection(offer, seats, interval, currency),
                catalogueVersion,
                consent,
                from,
                website);
    }
}

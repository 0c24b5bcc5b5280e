package com.avaone.web.lead.form;

import com.avaone.api.kernel.LeadId;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import org.jspecify.annotations.Nullable;

/** A form that a visitor sends. */
sealed interface VisitorForm
        permits CheckoutForm, ContactFormRequest, MeetingFormRequest, PricingInquiryRequest, PricingPageForm {

    /** In whose name the lead is captured: nobody is signed in. */
    String sender();

    /** A field that no person sees: what stands in it was written by a program. */
    @Nullable
    String website();

    /**
     * The command that this asks for.
     *
     * @throws com.avaone.api.kernel.InvalidValue naming the first field that cannot become a value
     * @throws com.avaone.api.kernel.Rejected where the meeting would be in the past
     */
    CaptureLead toCommand(LeadId leadId, Visitor visitor);
}

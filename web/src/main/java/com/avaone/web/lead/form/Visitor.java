package com.avaone.web.lead.form;

import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.Consent;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.MeetingSlot;
import com.avaone.api.lead.PriceInquiry;
import com.avaone.web.kernel.Text;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a form, as far as the request tells.
 *
 * @param address the network address
 * @param now when
 * @param asksConfirmation whether the visitor is asked to confirm the address: anybody could have written it
 */
record Visitor(@Nullable String address, Instant now, boolean asksConfirmation) {

    /** Names the text beside the box by which visitors agree to be written to; another text has another name. */
    static final String CONSENT_TEXT = "visitor-form-1";

    static final int TEXT = 200;
    static final int EMAIL = 254;
    static final int PHONE = 50;
    static final int MESSAGE = 5000;
    static final int CONSENT_LENGTH = 50;

    static final int FROM_LENGTH = 100;

    static final String FROM =
            "The page of the site from which the visitor came: a lead from the page of a service counts as such";

    private static final Pattern SERVICE = Pattern.compile("services/[a-z0-9-]{1,40}");

    static final String CONSENT =
            "Names the text by which the visitor agreed to be written to about other matters; absent where the visitor did not";

    static final String TRAP = "Hidden from people; whoever fills it in is a program, and nothing is captured";

    /** The page from which a visitor came, if it is one that is told of; the parameter of an address may say anything. */
    static @Nullable String known(@Nullable String from) {
        return from != null && SERVICE.matcher(from).matches() ? from : null;
    }

    /** What a form that is reached from several pages counts as. */
    static LeadSource source(@Nullable String from, LeadSource usual) {
        return known(from) == null ? usual : LeadSource.SERVICE_PAGE;
    }

    /** What has to be captured: a lead of the operator. */
    CaptureLead capture(
            LeadId leadId,
            LeadSource source,
            PersonDetails details,
            @Nullable String message,
            @Nullable MeetingSlot meeting,
            @Nullable PriceInquiry inquiry,
            @Nullable String consent) {
        var agreed = Text.orNull(consent);
        return new CaptureLead(
                leadId,
                OrganizationId.OPERATOR,
                source,
                details,
                Text.orNull(message),
                meeting,
                inquiry,
                agreed == null ? null : consent(agreed),
                asksConfirmation,
                null);
    }

    private Consent consent(String text) {
        try {
            return new Consent(text, address).judged();
        } catch (InvalidValue invalid) {
            throw new InvalidValue("consent", String.valueOf(invalid.getMessage()));
        }
    }
}

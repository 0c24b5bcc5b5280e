package com.avaone.api.lead;

import com.avaone.api.kernel.Rule;

/** Rules about leads. */
public enum LeadRule implements Rule {
    LEAD_EXISTS("lead-exists", "This lead exists already", "The identifier is in use.", Kind.CONFLICT),
    LEAD_NOT_QUALIFIED(
            "lead-not-qualified",
            "The lead is not qualified",
            "Only of a qualified lead a contact and a deal are made. Qualify it first.",
            Kind.CONFLICT),
    LEAD_QUALIFIED("lead-qualified", "The lead is qualified", "There is nothing to be changed.", Kind.CONFLICT),
    LEAD_DISQUALIFIED("lead-disqualified", "The lead is disqualified", "Recycle it to go on with it.", Kind.CONFLICT),
    LEAD_NOT_DISQUALIFIED(
            "lead-not-disqualified",
            "The lead is not disqualified",
            "Only a disqualified lead can be recycled.",
            Kind.CONFLICT),
    LEAD_CONVERTED(
            "lead-converted",
            "The lead was converted",
            "It became a contact and a deal; go on with those.",
            Kind.CONFLICT),
    LEAD_MERGED(
            "lead-merged",
            "The lead is part of another",
            "It was merged into another lead. Go on with that one, or take this one out of it.",
            Kind.CONFLICT),
    LEAD_NOT_MERGED(
            "lead-not-merged",
            "The other lead is not part of this one",
            "Only a lead that was merged into this one itself can be taken out of it.",
            Kind.CONFLICT),
    LEAD_ERASED(
            "lead-erased",
            "The person was erased",
            "That is for good: nothing of the lead can be changed.",
            Kind.CONFLICT),
    MERGE_WITH_ITSELF("merge-with-itself", "A lead cannot be merged into itself", "Name another lead.", Kind.INVALID),
    CONFIRMATION_NOT_VALID(
            "confirmation-not-valid",
            "This link is not valid",
            "Its time is over, or the lead is gone. Write to us again.",
            Kind.CONFLICT),
    ADDRESS_CONFIRMED(
            "address-confirmed",
            "The address is confirmed",
            "Whoever reads its mail has confirmed it. There is nothing to ask for.",
            Kind.CONFLICT),
    ADDRESS_UNKNOWN(
            "address-unknown",
            "The lead has no e-mail address",
            "Only an address can be confirmed. Write it into the lead first.",
            Kind.CONFLICT),
    CONFIRMATION_JUST_ASKED(
            "confirmation-just-asked",
            "The person has just been asked",
            "A mail goes out at most every ten minutes. Wait a while, and look whether it came back.",
            Kind.CONFLICT),
    CONSENT_NOT_GIVEN(
            "consent-not-given",
            "There is no consent to take back",
            "None was recorded of this person. Nothing may be sent but answers to what the person asked.",
            Kind.CONFLICT),
    CONSENT_WITHDRAWN(
            "consent-withdrawn",
            "The person took the consent back",
            "Nothing may be sent but answers to what the person asks. If the person agrees anew, record that first.",
            Kind.CONFLICT),
    MEETING_PAST(
            "meeting-past", "The meeting would be in the past", "Choose a time that is still to come.", Kind.INVALID),
    NOBODY_TO_ASSIGN(
            "nobody-to-assign",
            "There is nobody to whom a lead can be assigned",
            "Nobody of the organization is active and may change leads in the CRM. Give somebody a place in the CRM first.",
            Kind.CONFLICT),
    ORDER_SENT(
            "order-sent",
            "This order was sent before",
            "It counts as it was sent the first time; what was changed since did not reach us. Write to us to change the order, or begin another.",
            Kind.CONFLICT);

    private final Text text;

    LeadRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}

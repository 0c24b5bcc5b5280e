package com.avaone.api.crm;

import com.avaone.api.kernel.Rule;

/** Rules about contacts and deals, and those that leads have in common with them. */
public enum CrmRule implements Rule {
    CONTACT_EXISTS("contact-exists", "This contact exists already", "The identifier is in use.", Kind.CONFLICT),
    CONTACT_ERASED(
            "contact-erased",
            "The person was erased",
            "That is for good: nothing of the contact can be changed, and no deal is opened with it.",
            Kind.CONFLICT),
    CONTACT_OF_LEAD(
            "contact-of-lead",
            "The contact was made from a lead",
            "Both are about the same person. Erase the lead; the contact is erased with it.",
            Kind.CONFLICT),
    DEAL_EXISTS("deal-exists", "This deal exists already", "The identifier is in use.", Kind.CONFLICT),
    DEAL_OPEN("deal-open", "The deal is open", "Only a deal that was won or lost can be opened again.", Kind.CONFLICT),
    DEAL_NOT_OPEN(
            "deal-not-open",
            "The deal was won or lost",
            "Its stage and its amount stay as they were then. Open it again to go on with it.",
            Kind.CONFLICT),
    OUTSIDE_CRM_NOT_CONFIGURED(
            "outside-crm-not-configured",
            "No outside CRM is configured",
            "Leads, contacts and deals are in the suite's own CRM, which needs no sync. Another one gets them once its address is set.",
            Kind.CONFLICT),
    ASSIGNEE_NOT_POSSIBLE(
            "assignee-not-possible",
            "Nobody to whom this can be assigned is known by this identifier",
            "Leads, contacts and deals are assigned to active users of the same organization who may change them in the CRM.",
            Kind.INVALID);

    private final Text text;

    CrmRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}

package com.avaone.api.lead;

/** Where a lead came from. */
public enum LeadSource {
    CONTACT_FORM,
    MEETING_REQUEST,
    PRICING_INQUIRY,
    /** Asked for a price or a meeting on the page of a service. */
    SERVICE_PAGE,
    VOICE,
    CHECKOUT,
    IMPORT,
    MANUAL
}

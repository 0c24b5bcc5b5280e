package com.avaone.api.lead;

/** Where a lead came from. */
public enum LeadSource {
    CONTACT_FORM,
    MEETING_REQUEST,
    PRICING_INQUIRY,
    VOICE,
    CHECKOUT,
    IMPORT,
    MANUAL
}

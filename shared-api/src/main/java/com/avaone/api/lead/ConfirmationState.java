package com.avaone.api.lead;

/** Whether a lead's address is confirmed by whoever reads its mail. */
public enum ConfirmationState {
    /** Nobody was asked. */
    NOT_ASKED,
    AWAITED,
    CONFIRMED
}

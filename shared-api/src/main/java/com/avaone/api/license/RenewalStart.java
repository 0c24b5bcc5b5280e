package com.avaone.api.license;

/** From when a renewal counts. */
public enum RenewalStart {
    /** From the last day of the present term: nothing paid for is lost. */
    FROM_EXPIRY,
    /** From today, whatever was left. */
    FROM_NOW,
    /** From today if the last day is past, else from the last day. */
    FROM_NOW_IF_EXPIRED
}

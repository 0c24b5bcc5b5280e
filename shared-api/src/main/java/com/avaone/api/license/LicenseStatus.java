package com.avaone.api.license;

/** States of a license. Grace is no state of its own: a license in its grace period is active. */
public enum LicenseStatus {
    ACTIVE,
    PAUSED,
    SUSPENDED,
    EXPIRED,
    /** Ended for good. */
    REVOKED
}

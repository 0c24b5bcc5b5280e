package com.avaone.api.catalogue;

/** For how long one payment is. */
public enum BillingInterval {
    MONTH,
    YEAR
}

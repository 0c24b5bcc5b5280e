package com.avaone.api.lead;

/** How it is found out to whom a lead is assigned. */
public enum Assignment {
    /** Somebody says whom. */
    BY_HAND,
    /** To each in turn. */
    ROUND_ROBIN,
    /** To whom the fewest open leads are assigned. */
    LEAST_BUSY
}

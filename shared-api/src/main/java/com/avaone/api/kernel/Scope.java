package com.avaone.api.kernel;

/** How far a permission reaches. */
public enum Scope {
    /** Every organization. */
    ANY_ORGANIZATION,
    /** The user's own organization. */
    OWN_ORGANIZATION,
    /** The user alone. */
    SELF
}

package com.avaone.api.kernel;

/** An event or a snapshot that holds {@link Personal} data. */
public interface ConcernsPerson {

    /**
     * Whose key seals it: the identifier of the user or the lead; of a contact where it was made from no lead; of an organization for what
     * it says of itself. Never changes, holds no full stop, and is stored in plain text.
     */
    String personId();
}

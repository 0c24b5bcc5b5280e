package com.avaone.api.lead;

import java.util.List;
import java.util.Set;

/**
 * Leads that may be about the same person.
 *
 * @param items the likeliest first
 */
public record SimilarLeads(List<Item> items) {

    /** What two leads have in common. */
    public enum Likeness {
        EMAIL,
        PHONE,
        NAME
    }

    /**
     * A lead that is similar.
     *
     * @param likenesses in what
     */
    public record Item(LeadView lead, Set<Likeness> likenesses) {}
}

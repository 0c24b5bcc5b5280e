package com.avaone.api.lead;

import java.util.List;

/**
 * Leads by state.
 *
 * @param columns one for each state but merged and erased, in their order
 */
public record LeadBoard(List<Column> columns) {

    /**
     * A state.
     *
     * @param count how many leads are in it
     * @param leads the newest
     */
    public record Column(LeadState state, long count, List<LeadView> leads) {}
}

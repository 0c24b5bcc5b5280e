package com.avaone.api.crm;

import java.util.List;

/**
 * Open deals by stage.
 *
 * @param columns one for each stage, in their order
 */
public record DealBoard(List<Column> columns) {

    /**
     * A stage.
     *
     * @param count how many open deals are in it
     * @param sums their amounts and what these count for, by currency
     * @param deals the newest
     */
    public record Column(DealStage stage, long count, List<Sum> sums, List<DealView> deals) {}

    /**
     * What deals in one currency come to.
     *
     * @param weighted what the amount counts for
     */
    public record Sum(Money amount, Money weighted) {}
}

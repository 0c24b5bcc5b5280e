package com.avaone.api.lead;

import com.avaone.api.kernel.Growth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts over leads that are neither merged nor erased.
 *
 * @param byState every state but those two, also with none
 * @param funnel how many have come how far
 * @param bySource every source, also with none
 * @param conversion how long it took
 * @param captured days on which leads came, in order
 */
public record LeadFigures(
        Map<LeadState, Long> byState,
        Funnel funnel,
        Map<LeadSource, Source> bySource,
        ConversionTime conversion,
        List<Growth> captured) {

    /** How many leads there are, and how many of them were ever contacted, qualified and converted. */
    public record Funnel(long captured, long contacted, long qualified, long converted) {}

    /** Leads from one source, and how many of them were converted. */
    public record Source(long captured, long converted) {}

    /**
     * Days from the capture to the conversion.
     *
     * @param median half of the converted leads took no longer; absent where there is none
     * @param byDays how many took how many days, shortest first
     */
    public record ConversionTime(@Nullable Integer median, List<Days> byDays) {}

    /** How many leads took so many days, begun ones not counted. */
    public record Days(int days, long leads) {}
}

package com.avaone.web.kernel.page;

import com.avaone.api.kernel.Growth;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;

/** Growth as a chart draws it. */
public final class GrowthChart {

    private static final int FEWEST_DAYS = 14;
    private static final int MOST_DAYS = 90;

    private GrowthChart() {}

    /**
     * Every day from the one before the first until today, at least a fortnight and at most a quarter of a year: a chart needs the empty
     * days too. Nothing where nothing ever came.
     */
    public static List<Growth> days(List<Growth> growth, LocalDate today) {
        if (growth.isEmpty()) {
            return List.of();
        }
        var byDay = new TreeMap<LocalDate, Growth>();
        growth.forEach(day -> byDay.put(day.day(), day));
        var days = Math.clamp(ChronoUnit.DAYS.between(byDay.firstKey(), today) + 2, FEWEST_DAYS, MOST_DAYS);
        return today.minusDays(days - 1L)
                .datesUntil(today.plusDays(1))
                .map(day -> {
                    var known = byDay.floorEntry(day);
                    return known == null
                            ? new Growth(day, 0, 0)
                            : known.getKey().equals(day)
                                    ? known.getValue()
                                    : new Growth(day, 0, known.getValue().total());
                })
                .toList();
    }

    /** How much came after a day. */
    public static long countAfter(LocalDate day, List<Growth> growth) {
        return growth.stream()
                .filter(one -> one.day().isAfter(day))
                .mapToLong(Growth::count)
                .sum();
    }
}

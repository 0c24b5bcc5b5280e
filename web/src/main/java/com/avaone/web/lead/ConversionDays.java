package com.avaone.web.lead;

import com.avaone.api.lead.LeadFigures.Days;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long conversions took, in the steps in which a chart shows it. Names are the last part of the key of each one's text. */
enum ConversionDays {
    WITHIN_A_DAY(1),
    WITHIN_THREE_DAYS(3),
    WITHIN_A_WEEK(7),
    WITHIN_TWO_WEEKS(14),
    WITHIN_A_MONTH(30),
    WITHIN_A_QUARTER(90),
    LONGER(Integer.MAX_VALUE);

    private final int until;

    ConversionDays(int until) {
        this.until = until;
    }

    /** Every step with its number of leads, also with none. */
    static Map<String, Long> counted(List<Days> byDays) {
        var counts = new LinkedHashMap<String, Long>();
        Arrays.stream(values()).forEach(step -> counts.put(step.name(), 0L));
        byDays.forEach(days -> counts.merge(of(days.days()).name(), days.leads(), Long::sum));
        return counts;
    }

    private static ConversionDays of(int days) {
        return Arrays.stream(values())
                .filter(step -> days <= step.until)
                .findFirst()
                .orElse(LONGER);
    }
}

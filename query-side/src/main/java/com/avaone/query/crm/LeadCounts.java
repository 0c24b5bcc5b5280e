package com.avaone.query.crm;

import com.avaone.api.kernel.Growth;
import com.avaone.api.lead.LeadFigures;
import com.avaone.api.lead.LeadFigures.ConversionTime;
import com.avaone.api.lead.LeadFigures.Days;
import com.avaone.api.lead.LeadFigures.Funnel;
import com.avaone.api.lead.LeadFigures.Source;
import com.avaone.api.lead.LeadQuery.FindLeadFigures;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.projection.crm.LeadDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts leads for charts. */
@Component
class LeadCounts {

    private final CrmRecords records;

    LeadCounts(CrmRecords records) {
        this.records = records;
    }

    LeadFigures of(FindLeadFigures query) {
        var all = CrmRecords.filter(query, LeadQueryHandler.listed());
        var converted = CrmRecords.filter(query, new Document(LeadDocument.STATE, LeadState.CONVERTED.name()));
        var byState = new EnumMap<LeadState, Long>(LeadState.class);
        LeadQueryHandler.LISTED.forEach(state -> byState.put(state, 0L));
        count(all, "$" + LeadDocument.STATE).forEach((state, count) -> byState.put(LeadState.valueOf(state), count));
        return new LeadFigures(
                byState,
                new Funnel(
                        byState.values().stream().mapToLong(Long::longValue).sum(),
                        countWhere(query, LeadDocument.WAS_CONTACTED),
                        countWhere(query, LeadDocument.WAS_QUALIFIED),
                        byState.getOrDefault(LeadState.CONVERTED, 0L)),
                bySource(count(all, "$" + LeadDocument.SOURCE), count(converted, "$" + LeadDocument.SOURCE)),
                conversionTime(count(converted, "$" + LeadDocument.CONVERSION_DAYS)),
                growth(all));
    }

    private Map<String, Long> count(Document filter, Object expression) {
        return records.countBy(LeadDocument.COLLECTION, filter, expression);
    }

    private long countWhere(FindLeadFigures query, String flag) {
        return records.collection(LeadDocument.COLLECTION)
                .countDocuments(CrmRecords.filter(query, LeadQueryHandler.listed(), new Document(flag, true)));
    }

    private static Map<LeadSource, Source> bySource(Map<String, Long> captured, Map<String, Long> converted) {
        var sources = new EnumMap<LeadSource, Source>(LeadSource.class);
        for (var source : LeadSource.values()) {
            sources.put(
                    source,
                    new Source(captured.getOrDefault(source.name(), 0L), converted.getOrDefault(source.name(), 0L)));
        }
        return sources;
    }

    private static ConversionTime conversionTime(Map<String, Long> leadsByDays) {
        var byDays = leadsByDays.entrySet().stream()
                .map(entry -> new Days(Integer.parseInt(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingInt(Days::days))
                .toList();
        return new ConversionTime(median(byDays), byDays);
    }

    private static @Nullable Integer median(List<Days> byDays) {
        var half = byDays.stream().mapToLong(Days::leads).sum() / 2.0;
        var seen = 0L;
        for (var days : byDays) {
            seen += days.leads();
            if (seen >= half) {
                return days.days();
            }
        }
        return null;
    }

    private List<Growth> growth(Document all) {
        var day = new Document(
                "$dateToString", new Document("format", "%Y-%m-%d").append("date", "$" + LeadDocument.CAPTURED_AT));
        var growth = new ArrayList<Growth>();
        var total = 0L;
        for (var one : count(all, day).entrySet()) {
            total += one.getValue();
            growth.add(new Growth(LocalDate.parse(one.getKey()), one.getValue(), total));
        }
        return growth;
    }
}

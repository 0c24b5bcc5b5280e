package com.avaone.web.lead.table;

import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.Consent;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadSource;
import com.avaone.web.kernel.Instants;
import com.avaone.web.kernel.table.CsvTable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a table says of a lead.
 *
 * @param tooMany whether there are more cells than headings
 */
record LeadRow(Map<LeadColumn, String> cells, boolean tooMany) {

    private static final int MAX_MESSAGE = 5000;

    /** As long as the longest address. */
    private static final int SHOWN = 254;

    static LeadRow of(CsvTable.Row row, List<LeadColumn> columns) {
        var cells = new EnumMap<LeadColumn, String>(LeadColumn.class);
        for (int i = 0; i < Math.min(columns.size(), row.cells().size()); i++) {
            var cell = row.cells().get(i);
            if (columns.get(i) != LeadColumn.IGNORED && !cell.isBlank()) {
                cells.put(columns.get(i), cell.strip());
            }
        }
        return new LeadRow(cells, row.cells().size() > columns.size());
    }

    /** By what the row names somebody. */
    @Nullable
    String person() {
        return Stream.of(LeadColumn.NAME, LeadColumn.EMAIL, LeadColumn.PHONE)
                .map(cells::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(text -> text.substring(0, Math.min(text.length(), SHOWN)))
                .orElse(null);
    }

    /**
     * The lead that it asks for.
     *
     * @throws InvalidValue naming the field at fault
     */
    CaptureLead toCommand(LeadId leadId, OrganizationId organizationId, Instant now) {
        if (tooMany) {
            throw new InvalidValue("row", "has more cells than there are headings");
        }
        var message = cells.get(LeadColumn.MESSAGE);
        if (message != null && message.length() > MAX_MESSAGE) {
            throw new InvalidValue("message", "must be at most %d characters".formatted(MAX_MESSAGE));
        }
        return new CaptureLead(
                leadId,
                organizationId,
                LeadSource.IMPORT,
                PersonDetails.parse(
                        cells.get(LeadColumn.NAME),
                        cells.get(LeadColumn.EMAIL),
                        cells.get(LeadColumn.PHONE),
                        cells.get(LeadColumn.COMPANY)),
                message,
                null,
                null,
                consent(now),
                false,
                null);
    }

    private @Nullable Consent consent(Instant now) {
        var text = cells.get(LeadColumn.CONSENT);
        var at = cells.get(LeadColumn.CONSENT_AT);
        if (text == null) {
            if (at != null) {
                throw new InvalidValue("consent", "must name the text where there is a time");
            }
            return null;
        }
        try {
            return new Consent(text, null, at == null ? null : past(at, now)).judged();
        } catch (InvalidValue invalid) {
            throw invalid.field().equals("textVersion")
                    ? new InvalidValue("consent", String.valueOf(invalid.getMessage()))
                    : invalid;
        }
    }

    private static Instant past(String text, Instant now) {
        try {
            var at = Instants.checked(OffsetDateTime.parse(text).toInstant());
            if (at.isAfter(now)) {
                throw new InvalidValue(LeadColumn.CONSENT_AT.field(), "must not be in the future");
            }
            return at;
        } catch (DateTimeException _) {
            throw new InvalidValue(LeadColumn.CONSENT_AT.field(), "must be a time such as 2026-11-28T14:30:00Z");
        }
    }
}

package com.avaone.query.license;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseHistory.Entry;
import com.avaone.api.license.LicenseState;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.history.History;
import com.avaone.query.kernel.history.Occurrence;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells the history of a license from its events. Before and after are known only by going through the stream from its first event, so a
 * page costs time in the length of the stream up to it, but memory only in its own length.
 */
@Component
class LicenseHistoryReader {

    private final History history;

    LicenseHistoryReader(History history) {
        this.history = history;
    }

    /** The {@code limit} entries before the one whose number the cursor holds; the newest without a cursor. */
    LicenseHistory page(LicenseId licenseId, @Nullable String cursor, int limit) {
        var end = cursor == null
                ? Long.MAX_VALUE
                : Cursor.number(Cursor.parts(cursor, 1).getFirst());
        var state = new HashMap<String, Object>();
        var entries = new ArrayDeque<Entry>(limit + 1);
        history.read(licenseId.value(), occurrence -> {
            if (occurrence.number() >= end) {
                return false;
            }
            if (entries.size() == limit) {
                entries.removeFirst();
            }
            entries.addLast(entry((LicenseEvent) occurrence.payload(), occurrence, state));
            return true;
        });
        var items = List.copyOf(entries.reversed());
        var oldest = items.isEmpty() ? 0 : items.getLast().number();
        return new LicenseHistory(licenseId, items, oldest == 0 ? null : Cursor.of(Long.toString(oldest)));
    }

    private static Entry entry(LicenseEvent event, Occurrence occurrence, Map<String, Object> state) {
        var changed = LicenseState.after(event, occurrence.at(), occurrence.reason());
        var entry = new Entry(
                occurrence.number(),
                occurrence.name(),
                LicenseInWords.what(event),
                occurrence.at(),
                occurrence.actorKind(),
                occurrence.actorId(),
                occurrence.reason(),
                occurrence.comment(),
                LicenseInWords.changes(state, changed));
        changed.forEach((name, value) -> {
            if (value == null) {
                state.remove(name);
            } else {
                state.put(name, value);
            }
        });
        return entry;
    }
}

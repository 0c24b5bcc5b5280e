package com.avaone.query.license;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseHistory.Entry;
import com.avaone.api.license.LicenseState;
import com.avaone.query.kernel.history.History;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the history of a license from its events. */
@Component
class LicenseHistoryReader {

    private final History history;

    LicenseHistoryReader(History history) {
        this.history = history;
    }

    /** The {@code limit} entries before the one whose number the cursor holds; the newest without a cursor. */
    LicenseHistory page(LicenseId licenseId, @Nullable String cursor, int limit, Wording wording) {
        var words = new LicenseInWords(wording);
        var state = new HashMap<String, Object>();
        var page = history.page(
                licenseId.value(),
                cursor,
                limit,
                occurrence -> entry((LicenseEvent) occurrence.payload(), occurrence, state, words));
        return new LicenseHistory(licenseId, page.items(), page.next());
    }

    private static Entry entry(
            LicenseEvent event, Occurrence occurrence, Map<String, Object> state, LicenseInWords words) {
        var changed = LicenseState.after(event, occurrence.at(), occurrence.reason());
        var entry = new Entry(
                occurrence.number(),
                occurrence.name(),
                words.what(event),
                occurrence.at(),
                occurrence.actorKind(),
                occurrence.actorId(),
                occurrence.reason(),
                occurrence.comment(),
                words.changes(state, changed));
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

package com.avaone.projection.crm;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the CRM's database holds. */
public final class CrmContents {

    private CrmContents() {}

    /** Every document, field by field as it is written, under its collection and identifier. */
    public static Map<String, String> of(ReadModelsOnDisposal readModels) {
        return of(readModels, true);
    }

    /** As above, without the number of the last event, by which a document knows what it has seen. */
    public static Map<String, String> withoutSequences(ReadModelsOnDisposal readModels) {
        return of(readModels, false);
    }

    private static Map<String, String> of(ReadModelsOnDisposal readModels, boolean sequences) {
        var all = new TreeMap<String, String>();
        for (var collection : List.of("leads", "contacts", "deals", "activities")) {
            for (var document : readModels
                    .databases()
                    .shared(Database.CRM)
                    .getCollection(collection)
                    .find()) {
                if (!sequences) {
                    document.remove("sequences");
                }
                all.put(collection + "/" + document.getString("_id"), document.toJson());
            }
        }
        return all;
    }
}

package com.avaone.projection.crm;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** What the CRM's database holds. */
public final class CrmContents {

    private static final List<String> COLLECTIONS = List.of("leads", "contacts", "deals", "activities");

    private CrmContents() {}

    /** Every document, field by field as it is written, under its collection and identifier. */
    public static Map<String, String> of(ReadModelsOnDisposal readModels) {
        return of(readModels, true);
    }

    /** As above, without the number of the last event, by which a document knows what it has seen. */
    public static Map<String, String> withoutSequences(ReadModelsOnDisposal readModels) {
        return of(readModels, false);
    }

    /** Takes every document away, so that what comes then does not have to be found among them. */
    public static void clear(ReadModelsOnDisposal readModels) {
        COLLECTIONS.forEach(collection -> readModels
                .databases()
                .shared(Database.CRM)
                .getCollection(collection)
                .deleteMany(new Document()));
    }

    private static Map<String, String> of(ReadModelsOnDisposal readModels, boolean sequences) {
        var all = new TreeMap<String, String>();
        for (var collection : COLLECTIONS) {
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

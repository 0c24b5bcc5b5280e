package com.avaone.query.crm;

import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.projection.crm.ActivityDocument;
import com.avaone.projection.crm.Fields;
import com.avaone.query.kernel.ListOrder;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.history.Wording;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what happened to records, newest first. */
@Component
class Timelines {

    private static final int MAX_LIMIT = 200;

    private static final ListOrder NEWEST_FIRST = new ListOrder("AT", ActivityDocument.AT, true, true);

    private final CrmRecords records;

    Timelines(CrmRecords records) {
        this.records = records;
    }

    /**
     * A page of what happened to any of these records.
     *
     * @throws com.avaone.api.kernel.Rejected naming {@code limit} or {@code cursor}
     */
    Timeline page(
            OrganizationId organizationId,
            List<String> recordIds,
            @Nullable String cursor,
            int limit,
            @Nullable String language) {
        var wording = Wording.in(language);
        var ofRecords = new Document(Fields.ORGANIZATION_ID, organizationId.value())
                .append(ActivityDocument.RECORD, new Document("$in", recordIds));
        var page = NEWEST_FIRST.page(
                records.collection(ActivityDocument.COLLECTION), ofRecords, cursor, Parameter.limit(limit, MAX_LIMIT));
        return new Timeline(
                page.items().stream()
                        .map(activity -> ActivityDocument.entry(activity, wording::of, wording::of))
                        .toList(),
                page.next());
    }
}

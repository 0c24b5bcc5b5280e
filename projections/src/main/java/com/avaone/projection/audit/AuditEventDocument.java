package com.avaone.projection.audit;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;

/**
 * Where an event is, who caused it and when: what the log is searched by. What it says, and why, is read from the log itself, so that nothing
 * of an erased person is left here. The identifier is the position, in as many digits as every other, so that it is the log's order.
 */
@ReadModel(
        database = Database.MAIN,
        collection = AuditEventDocument.COLLECTION,
        indexes = {
            "organizationId,_id",
            "organizationId,type,_id",
            "organizationId,kind,_id",
            "organizationId,actorId,_id",
            "aggregateId,_id",
            "correlationId,_id",
            "type,_id",
            "kind,_id",
            "actorId,_id",
            "at,_id"
        })
public final class AuditEventDocument {

    public static final String COLLECTION = "audit_events";

    public static final String ID = "_id";
    public static final String ORGANIZATION_ID = "organizationId";
    public static final String EVENT_ID = "eventId";
    public static final String AGGREGATE_ID = "aggregateId";
    public static final String NUMBER = "number";
    /** Stable name. */
    public static final String TYPE = "type";
    /** The first part of the stable name, for example {@code license}. */
    public static final String KIND = "kind";

    public static final String REVISION = "revision";
    public static final String AT = "at";
    public static final String ACTOR_KIND = "actorKind";
    public static final String ACTOR_ID = "actorId";
    public static final String CORRELATION_ID = "correlationId";
    public static final String CAUSATION_ID = "causationId";
    public static final String REQUEST_ID = "requestId";

    static final String SOURCE = "event";

    private AuditEventDocument() {}

    /** The identifier of the event at a position. */
    public static String idOf(long position) {
        return "%019d".formatted(position);
    }

    /** The position in an identifier. */
    public static long positionOf(String id) {
        return Long.parseLong(id);
    }
}

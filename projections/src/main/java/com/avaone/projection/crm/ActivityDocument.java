package com.avaone.projection.crm;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.Timeline.Entry;
import com.avaone.api.kernel.ActorKind;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One event of a lead, a contact or a deal, for its timeline. */
@ReadModel(
        database = Database.CRM,
        collection = ActivityDocument.COLLECTION,
        indexes = {"organizationId,record,at,_id", "organizationId,person"})
public final class ActivityDocument {

    public static final String COLLECTION = "activities";

    /** Identifier of the lead, contact or deal. */
    public static final String RECORD = "record";

    public static final String AT = "at";

    static final String NUMBER = "number";
    static final String EVENT = "event";
    /** What the words of the event tell beside: a value, and its kind where that has words of its own. */
    static final String FIGURE = "figure";

    static final String FIGURE_KIND = "figureKind";
    static final String USER_ID = "userId";
    static final String KIND = "kind";
    static final String TEXT = "text";
    static final String DUE_AT = "dueAt";
    static final String ACTOR_KIND = "actorKind";
    static final String ACTOR_ID = "actorId";
    static final String REASON = "reason";

    /** Name of the one stream that feeds the document, by one event. */
    static final String STREAM = "record";

    private ActivityDocument() {}

    /** The identifier: in the order of the events, where they happened in the same moment. */
    static String id(String recordId, long number) {
        return "%s/%010d".formatted(recordId, number);
    }

    /**
     * What the document shows.
     *
     * @param words for an event's name and a figure
     * @param constants words for the name of a constant, such as {@code lead.source.IMPORT}
     */
    public static Entry entry(
            Document activity, BiFunction<String, String, String> words, Function<String, String> constants) {
        var event = Fields.text(activity, EVENT);
        var figureKind = activity.getString(FIGURE_KIND);
        var figure = activity.getString(FIGURE);
        var kind = activity.getString(KIND);
        return new Entry(
                Fields.text(activity, RECORD),
                activity.get(NUMBER, Number.class).longValue(),
                event,
                words.apply(
                        event,
                        figure == null ? "" : figureKind == null ? figure : constants.apply(figureKind + "." + figure)),
                Fields.user(activity, USER_ID),
                kind == null ? null : ActivityKind.valueOf(kind),
                activity.getString(TEXT),
                Fields.instantIfAny(activity, DUE_AT),
                Fields.instant(activity, AT),
                actorKind(activity.getString(ACTOR_KIND)),
                activity.getString(ACTOR_ID),
                activity.getString(REASON));
    }

    private static @Nullable ActorKind actorKind(@Nullable String name) {
        return name == null ? null : ActorKind.valueOf(name);
    }
}

package com.avaone.query.kernel.history;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.projection.kernel.Change;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bson.Document;

/**
 * One kind of things whose earlier states can be told. Each room says it of its own, by the changes that make its read model, so that an earlier
 * state is what the read model held.
 */
public interface Audited {

    /** Which kind it is. */
    AuditedKind kind();

    /** What the first event of such a thing is. */
    Class<? extends TenantEvent> event();

    /** The streams that make its state, its own first. */
    default List<String> streams(Occurrence first, String id) {
        return List.of(id);
    }

    /** What an event of one of the streams changes. */
    Change change(Occurrence event, Document before);

    /** Beginnings of the paths of fields that are about a person. */
    default Set<String> personal() {
        return Set.of();
    }

    /** Paths of fields that tell nothing that another does not tell. */
    default Set<String> hidden() {
        return Set.of();
    }

    /** What happened, in plain words and without personal data. */
    String what(Occurrence event, Wording wording);

    /** The beginning of the keys of what its fields are called. */
    default String labels() {
        return kind().name().toLowerCase(Locale.ROOT) + ".field.";
    }

    /** A field's value in plain words; the field is a path without identifiers. */
    default String value(String field, Object value, Wording wording) {
        return AuditedFields.plain(labels() + field, value, wording);
    }

    /** Paths, or beginnings of paths, of the fields on which a rule's refusal rests; empty where the rule does not rest on its state. */
    default List<String> fieldsBehind(String rule) {
        return List.of();
    }
}

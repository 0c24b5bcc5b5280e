package com.avaone.command.crm.sync;

import com.avaone.api.crm.SyncedKind;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CRM of somebody else, which keeps records under our identifiers: what comes twice is there once. */
interface OutsideCrm {

    /**
     * A record as the outside CRM is to have it.
     *
     * @param key the same for the same content, and only for that
     * @param fields what it says; null where its person is erased: then the outside CRM is to have nothing of it
     */
    record Content(
            SyncedKind kind,
            String recordId,
            String key,
            @Nullable Map<String, @Nullable Object> fields) {}

    /** What became of it. */
    sealed interface Answer {}

    /** It is there as it is, or gone as it should be. */
    record Taken() implements Answer {}

    /**
     * It is not taken as it is.
     *
     * @param problem why, for the operator
     */
    record Refused(String problem) implements Answer {}

    /**
     * It may be taken later.
     *
     * @param problem why not now, for the operator
     * @param pause how long nothing at all is to be sent; null where only this record has to wait
     */
    record NotNow(String problem, @Nullable Duration pause) implements Answer {}

    /** Puts a record, or removes it. Takes some seconds at most and throws nothing. */
    Answer put(Content content);
}

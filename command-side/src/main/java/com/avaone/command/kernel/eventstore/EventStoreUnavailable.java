package com.avaone.command.kernel.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** The embedded store did not take a change. */
public class EventStoreUnavailable extends EventStoreException {

    private static final long serialVersionUID = 1L;

    /** Why a change was not taken. */
    public enum Reason {
        /** More changes wait than the store lets wait; nothing was stored. Try again. */
        OVERLOADED("Too many changes wait for the event store. Nothing was stored; try again."),
        /** The disk is full; nothing was stored. The store accepts again as soon as there is room. */
        DISK_FULL("The event store's disk is full. Nothing was stored; it accepts again as soon as there is room."),
        /** Reading or writing failed before the commit; nothing was stored. */
        WRITE_FAILED("The event store could not write. Nothing was stored."),
        /** The commit failed: whether the change is stored is known only after a restart. The store has stopped. */
        COMMIT_FAILED("The event store could not commit and has stopped."
                + " Whether this was stored is known after a restart, which is needed."),
        /** An earlier commit failed and the store has stopped until a restart; nothing was stored. */
        STOPPED("The event store stopped after a failed commit and must be restarted. Nothing was stored."),
        /** The store is closed; nothing was stored. */
        CLOSED("The event store is closed. Nothing was stored.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Reason reason;

    EventStoreUnavailable(Reason reason, @Nullable Throwable cause) {
        super(reason.sentence, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}

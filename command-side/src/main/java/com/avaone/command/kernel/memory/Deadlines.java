package com.avaone.command.kernel.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to happen at an instant, at least once. A key has at most one deadline. */
public interface Deadlines {

    /**
     * One deadline.
     *
     * @param key names the deadline; scheduling the key again replaces it
     * @param due when it is to happen, kept to the millisecond
     * @param name what is to happen, for example {@code license.expire}
     * @param organizationId the organization acted for, null if none
     * @param subjectId the aggregate that it is about
     * @param data what else the one who acts needs to know, in a form of its own
     */
    record Deadline(
            String key, Instant due, String name, @Nullable String organizationId, String subjectId, String data) {}

    /** Schedules {@code deadline} in the place of an earlier one with the same key. */
    void schedule(Deadline deadline);

    /** Cancels what is scheduled under {@code key}, if anything is. */
    void cancel(String key);

    /** At most {@code limit} deadlines that are due at {@code now}, the earliest first. They stay until they are {@link #done}. */
    List<Deadline> due(Instant now, int limit);

    /** When the next deadline is due, which may be past. */
    Optional<Instant> nextDue();

    /** Forgets {@code deadline}, which has happened. One that was scheduled under its key meanwhile stays. */
    void done(Deadline deadline);
}

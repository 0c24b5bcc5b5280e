package com.avaone.command.kernel.deadline;

import com.avaone.api.kernel.OrganizationId;
import java.time.Instant;

/** Where process managers schedule what is to happen at an instant. Durable when a method returns. */
public interface DeadlineSchedule {

    /**
     * Schedules a deadline in the place of an earlier one with the same key. One that is past happens at once.
     *
     * @param key names this deadline, for example {@code license.expire/lic_...}
     * @param due when
     * @param name the {@link DueDeadline#name()} of who makes the command
     * @param organizationId the organization concerned
     * @param subjectId the aggregate that the command goes to
     * @param data what else the command needs, or an empty text
     */
    void schedule(String key, Instant due, String name, OrganizationId organizationId, String subjectId, String data);

    /** Cancels what is scheduled under {@code key}, if anything is. */
    void cancel(String key);
}

package com.avaone.command.kernel.deadline;

import com.avaone.api.kernel.TenantCommand;
import com.avaone.command.kernel.memory.Deadlines.Deadline;

/**
 * Turns deadlines of one name into commands; one bean per name. A deadline may come twice (when the process dies between the command and
 * the note that it was sent), so the aggregate must take the second command for done already.
 */
public interface DueDeadline {

    /** The name under which the deadlines are scheduled, for example {@code license.expire}. Also who acts, in the history. */
    String name();

    /** Why, as a sentence for the history. */
    String reason();

    /** What to ask for now that {@code deadline} is due. */
    TenantCommand command(Deadline deadline);
}

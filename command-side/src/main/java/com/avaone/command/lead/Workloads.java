package com.avaone.command.lead;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts who has how many open leads to work on, as part of the command at hand. A command handler asks for it as a parameter. */
interface Workloads {

    /** An open lead goes from one user to another; from nobody where it is new or open again, to nobody where it is not open any more. */
    void move(OrganizationId organizationId, @Nullable UserId from, @Nullable UserId to);

    /** Whose turn it is among these, who are at least one; the next time it is another's. */
    UserId turn(OrganizationId organizationId, List<UserId> possible);

    /** Who of these, who are at least one, has the fewest open leads. */
    UserId leastBusy(OrganizationId organizationId, List<UserId> possible);
}

package com.avaone.api.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a user. No command carries a password: credentials are checked and kept beside the messages. */
public sealed interface UserCommand extends TenantCommand {

    /** The user concerned. */
    UserId userId();

    /** Makes a user of the suite's operator. */
    record RegisterSystemAdmin(
            @TargetAggregateIdentifier UserId userId,
            OrganizationId organizationId,
            EmailAddress email,
            String displayName)
            implements UserCommand {}

    /** Opens a session for a user whose credentials were found right; refused while the user is locked. */
    record OpenSession(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId, SessionId sessionId)
            implements UserCommand {}

    /** Notes that somebody failed to sign in as this user; enough of them lock the user for a while. */
    record RefuseSignIn(@TargetAggregateIdentifier UserId userId, OrganizationId organizationId)
            implements UserCommand {}

    /** Ends a session. A session that is not open any more stays so and nothing changes. */
    record EndSession(
            @TargetAggregateIdentifier UserId userId,
            OrganizationId organizationId,
            SessionId sessionId,
            SessionEnd cause)
            implements UserCommand {}
}

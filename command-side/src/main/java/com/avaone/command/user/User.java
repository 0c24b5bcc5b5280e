package com.avaone.command.user;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.UserCommand;
import com.avaone.api.user.UserCommand.EndSession;
import com.avaone.api.user.UserCommand.OpenSession;
import com.avaone.api.user.UserCommand.RefuseSignIn;
import com.avaone.api.user.UserCommand.RegisterSystemAdmin;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.SessionEnded;
import com.avaone.api.user.UserEvent.SignInRefused;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UserSignedIn;
import com.avaone.api.user.UserRule;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import com.avaone.command.kernel.UniqueValues;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A person's account: decides about sessions and locks. Passwords are none of its business. */
@EventSourced(type = "user")
@StableName("user")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class User {

    @AggregateIdentifier
    private UserId userId;

    private @Nullable OrganizationId tenant;
    private int consecutiveFailures;
    private @Nullable Instant lockedUntil;

    /** The oldest first. */
    private List<OpenedSession> sessions = new ArrayList<>();

    private record OpenedSession(SessionId sessionId, Instant expiresAt) {}

    @CommandHandlerInterceptor
    void guard(UserCommand command) {
        Guard.check(command, tenant);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterSystemAdmin command, UniqueValues uniqueValues) {
        if (tenant != null) {
            return;
        }
        if (!command.organizationId().equals(OrganizationId.OPERATOR)) {
            throw new Rejected(UserRule.NOT_ALLOWED, "System admins belong to the suite's operator.");
        }
        uniqueValues.take(
                "user.email",
                command.organizationId() + " " + command.email(),
                command.userId().value(),
                KernelRule.VALUE_TAKEN,
                "email");
        AggregateLifecycle.apply(new SystemAdminRegistered(
                command.userId(), command.organizationId(), command.email(), command.displayName()));
    }

    @CommandHandler
    void handle(OpenSession command, SessionPolicy policy, Clock clock) {
        var now = now(clock);
        refuseWhileLocked(now);
        if (sessions.stream().anyMatch(session -> session.sessionId.equals(command.sessionId()))) {
            return;
        }
        var open = sessions.stream()
                .filter(session -> session.expiresAt.isAfter(now))
                .toList();
        open.stream()
                .limit(Math.max(0, open.size() - policy.atOnce() + 1))
                .forEach(oldest -> AggregateLifecycle.apply(new SessionEnded(
                        command.userId(), command.organizationId(), oldest.sessionId, SessionEnd.TOO_MANY)));
        AggregateLifecycle.apply(new UserSignedIn(
                command.userId(), command.organizationId(), command.sessionId(), now.plus(policy.absolute())));
    }

    @CommandHandler
    void handle(RefuseSignIn command, Clock clock) {
        var now = now(clock);
        // Not counted: nobody looked at the password, and the answer must not say whether it was right.
        refuseWhileLocked(now);
        var failures = consecutiveFailures + 1;
        AggregateLifecycle.apply(new SignInRefused(
                command.userId(),
                command.organizationId(),
                failures,
                Lockout.after(failures, now).orElse(null)));
    }

    @CommandHandler
    void handle(EndSession command) {
        if (sessions.stream().anyMatch(session -> session.sessionId.equals(command.sessionId()))) {
            AggregateLifecycle.apply(
                    new SessionEnded(command.userId(), command.organizationId(), command.sessionId(), command.cause()));
        }
    }

    /** To the millisecond, as the event store keeps time. */
    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void refuseWhileLocked(Instant now) {
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            throw new Rejected(
                    UserRule.ACCOUNT_LOCKED,
                    "Too many sign-ins failed in a row. Try again after %s.".formatted(lockedUntil),
                    null,
                    Map.of("lockedUntil", lockedUntil.toString()));
        }
    }

    @EventSourcingHandler
    void on(UserEvent event, @Timestamp Instant at) {
        switch (event) {
            case SystemAdminRegistered registered -> {
                userId = registered.userId();
                tenant = registered.organizationId();
            }
            case UserSignedIn signedIn -> {
                consecutiveFailures = 0;
                lockedUntil = null;
                sessions.removeIf(session -> !session.expiresAt.isAfter(at));
                sessions.add(new OpenedSession(signedIn.sessionId(), signedIn.expiresAt()));
            }
            case SignInRefused refused -> {
                consecutiveFailures = refused.consecutiveFailures();
                lockedUntil = refused.lockedUntil();
            }
            case SessionEnded ended -> sessions.removeIf(session -> session.sessionId.equals(ended.sessionId()));
        }
    }
}

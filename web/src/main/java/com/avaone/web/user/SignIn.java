package com.avaone.web.user;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserCommand.EndSession;
import com.avaone.api.user.UserCommand.OpenSession;
import com.avaone.api.user.UserCommand.RefuseSignIn;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.security.RateLimits;
import com.avaone.web.kernel.settings.AvaoneProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opens and ends sessions. */
@Component
class SignIn {

    /** How long to wait for this node to hear of what it has just done. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Identities identities;
    private final Credentials credentials;
    private final Commands commands;
    private final CurrentRequest request;
    private final RateLimits limits;
    private final Duration absolute;
    private final Clock clock;

    SignIn(
            Identities identities,
            Credentials credentials,
            Commands commands,
            CurrentRequest request,
            RateLimits limits,
            AvaoneProperties properties,
            Clock clock) {
        this.identities = identities;
        this.credentials = credentials;
        this.commands = commands;
        this.request = request;
        this.limits = limits;
        this.absolute = properties.session().absolute();
        this.clock = clock;
    }

    /** A session just opened; every sign-in makes a new one, so that none can be planted beforehand. */
    record Opened(SignInUser user, SessionId sessionId, long position, Instant expiresAt) {}

    /**
     * Opens a session of a system admin. The answer and its time are the same whether the address is unknown or the password wrong.
     *
     * @throws Rejected as {@link UserRule#SIGN_IN_REFUSED}, {@link UserRule#ACCOUNT_LOCKED} or {@link UserRule#SIGN_IN_OVERLOADED}
     */
    Opened open(String email, CharSequence password) {
        limits.countSignIn(request.sourceAddress().orElse("unknown"));
        var user = systemAdmin(email).orElse(null);
        if (user != null) {
            refuseWhileLocked(user);
        }
        var matches = credentials.matches(user == null ? null : user.userId(), password);
        if (user == null || !matches) {
            if (user != null) {
                // Not waited for: the time of the answer must not tell that there is such a user.
                commands.sendAside(new RefuseSignIn(user.userId(), user.organizationId()));
            }
            throw new Rejected(UserRule.SIGN_IN_REFUSED, "Check the address and the password, and try again.");
        }
        var sessionId = SessionId.random();
        var receipt = commands.sendAs(
                user.userId(),
                ActorKind.SYSTEM_ADMIN,
                new OpenSession(user.userId(), user.organizationId(), sessionId));
        identities.await(receipt.position(), PATIENCE);
        var expiresAt = identities
                .session(sessionId)
                .map(session -> session.expiresAt())
                .orElseGet(() -> clock.instant().plus(absolute));
        return new Opened(user, sessionId, receipt.position(), expiresAt);
    }

    /** Ends a session; when this returns it is over on this node. */
    Receipt end(UserId userId, OrganizationId organizationId, SessionId sessionId, SessionEnd cause) {
        var receipt = commands.send(new EndSession(userId, organizationId, sessionId, cause));
        identities.await(receipt.position(), PATIENCE);
        return receipt;
    }

    /** An address that cannot be one belongs to nobody, like one that is not known. */
    private Optional<SignInUser> systemAdmin(String email) {
        try {
            return identities.user(OrganizationId.OPERATOR, EmailAddress.parse("email", email));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    private void refuseWhileLocked(SignInUser user) {
        var until = user.lockedUntil();
        if (until != null && clock.instant().isBefore(until)) {
            throw new Rejected(
                    UserRule.ACCOUNT_LOCKED,
                    "Too many sign-ins failed in a row. Try again after %s.".formatted(until),
                    null,
                    Map.of("lockedUntil", until.toString()));
        }
    }
}

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
import com.avaone.api.user.Lockout;
import com.avaone.api.user.SecondFactors;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserCommand.EndSession;
import com.avaone.api.user.UserCommand.OpenSession;
import com.avaone.api.user.UserCommand.RefuseSignIn;
import com.avaone.api.user.UserCommand.UseRecoveryCode;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.security.RateLimits;
import com.avaone.web.kernel.settings.AvaoneProperties;
import com.avaone.web.user.passkey.PasskeyCeremonies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens and ends sessions. Everything it needs to know is in memory, so it works while every database is down. An unknown organization, an
 * unknown address and a wrong password get the same answer in the same time, and are locked in the same way; what else keeps somebody out
 * is told only to who has the right password.
 */
@Component
public class SignIn {

    /** In whose name refusals are noted. */
    private static final String NAME = "SignIn";

    /** How long to wait for this node to hear of what it has just done. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Longest identifier or short name of an organization, in characters. */
    private static final int MAX_ORGANIZATION = 60;

    private final Identities identities;
    private final OrganizationInPath organizations;
    private final Credentials credentials;
    private final SecondFactors secondFactors;
    private final PasskeyCeremonies passkeys;
    private final UnknownAccounts unknown;
    private final Commands commands;
    private final CurrentRequest request;
    private final RateLimits limits;
    private final Duration absolute;
    private final Clock clock;

    SignIn(
            Identities identities,
            OrganizationInPath organizations,
            Credentials credentials,
            SecondFactors secondFactors,
            PasskeyCeremonies passkeys,
            UnknownAccounts unknown,
            Commands commands,
            CurrentRequest request,
            RateLimits limits,
            AvaoneProperties properties,
            Clock clock) {
        this.identities = identities;
        this.organizations = organizations;
        this.credentials = credentials;
        this.secondFactors = secondFactors;
        this.passkeys = passkeys;
        this.unknown = unknown;
        this.commands = commands;
        this.request = request;
        this.limits = limits;
        this.absolute = properties.session().absolute();
        this.clock = clock;
    }

    /** A session just opened; every sign-in makes a new one, so that none can be planted beforehand. */
    public record Opened(SignInUser user, SessionId sessionId, long position, Instant expiresAt) {}

    /**
     * Opens a session for somebody with a password and, where the account has a second factor, a code.
     *
     * @param organization identifier or short name; not looked at where the door is the operator's
     * @param code from the authenticator app, or a recovery code
     * @throws Rejected as {@link UserRule#SIGN_IN_REFUSED}, {@link UserRule#ACCOUNT_LOCKED}, {@link UserRule#ACCOUNT_SHUT}, {@link
     *     UserRule#SECOND_FACTOR_NEEDED}, {@link UserRule#LICENSE_SHUT} or {@link UserRule#SIGN_IN_OVERLOADED}
     */
    Opened open(Door door, @Nullable String organization, String email, CharSequence password, @Nullable String code) {
        var user = withPassword(door, organization, email, password);
        if (user.secondFactor()) {
            checkCode(user, code);
        }
        return open(user, null);
    }

    /**
     * Opens a session for somebody who shows a passkey, which stands for password and second factor together.
     *
     * @param organization identifier or short name, of which the passkey's owner must be; not looked at where the door is the operator's
     * @param credential what the browser says of it, as JSON
     * @throws Rejected as {@link UserRule#PASSKEY_REFUSED}, whatever is wrong with it, {@link UserRule#ACCOUNT_LOCKED}, {@link
     *     UserRule#ACCOUNT_SHUT} or {@link UserRule#LICENSE_SHUT}
     */
    Opened openByPasskey(Door door, @Nullable String organization, String credential) {
        limits.countSignIn(request.sourceAddress().orElse("unknown"));
        var shown = passkeys.shown(credential).orElseThrow(SignIn::passkeyRefused);
        var user = identities
                .user(shown.passkey().userId())
                .filter(found -> mayEnter(door, found) && isAt(door, organization, found))
                .orElseThrow(SignIn::passkeyRefused);
        refuseWhileLocked(user);
        if (!passkeys.isRight(shown)) {
            noteRefusal(user);
            throw passkeyRefused();
        }
        return open(user, shown.passkey().passkeyId());
    }

    /**
     * Opens a session for somebody who has shown the right password, and shows a code now.
     *
     * @param code as {@link #open} takes it
     * @throws Rejected as {@link #open} says
     */
    Opened openByCode(SignInUser user, @Nullable String code) {
        limits.countSignIn(request.sourceAddress().orElse("unknown"));
        checkCode(user, code);
        return open(user, null);
    }

    private boolean mayEnter(Door door, SignInUser user) {
        return user.isActive(clock.instant()) && door.admits(user.role());
    }

    private boolean isAt(Door door, @Nullable String organization, SignInUser user) {
        return door == Door.ADMIN
                || organization != null
                        && organizations
                                .byIdOrSlug(organization.strip())
                                .filter(found -> found.organizationId().equals(user.organizationId()))
                                .isPresent();
    }

    private static Rejected passkeyRefused() {
        return new Rejected(UserRule.PASSKEY_REFUSED, "Try again, or sign in by password.");
    }

    /**
     * The user with this password, who may still need a second factor.
     *
     * @throws Rejected as {@link #open} says
     */
    SignInUser withPassword(Door door, @Nullable String organization, String email, CharSequence password) {
        limits.countSignIn(request.sourceAddress().orElse("unknown"));
        var place = place(door, organization);
        var typed = email.strip().toLowerCase(Locale.ROOT);
        if (place.length() > MAX_ORGANIZATION || typed.length() > EmailAddress.MAX_LENGTH) {
            // Nobody's, as anybody can see; remembered like an address that nobody has, it would fill the memory.
            throw refused();
        }
        // The account is the same at every door, and so is its lock: else whoever is locked here and not there is known
        // to exist.
        var user = user(place, email)
                .filter(found -> found.isActive(clock.instant()))
                .orElse(null);
        var address = place + " " + typed;
        refuseWhileLocked(user, address);
        var matches = credentials.matches(user == null ? null : user.userId(), password);
        // Guesses that were sent at once were all let in before the first of them failed: none is told of after the
        // lock began.
        refuseWhileLocked(user, address);
        if (!matches || user == null || !door.admits(user.role())) {
            if (user == null) {
                unknown.refused(address);
            } else {
                noteRefusal(user);
            }
            throw refused();
        }
        return user;
    }

    private static Rejected refused() {
        return new Rejected(UserRule.SIGN_IN_REFUSED, "Check what you typed, and try again.");
    }

    /**
     * Returns if the code is the second factor's, or one of the recovery codes, which is used up then.
     *
     * @throws Rejected as {@link UserRule#SECOND_FACTOR_NEEDED} where it is neither; a wrong one counts as a failed sign-in
     */
    private void checkCode(SignInUser user, @Nullable String code) {
        refuseWhileLocked(user);
        if (code == null || code.isBlank()) {
            throw new Rejected(UserRule.SECOND_FACTOR_NEEDED, "Send a code from the authenticator app as well.");
        }
        if (secondFactors.matches(user.userId(), code.strip())) {
            return;
        }
        var left = secondFactors.useRecoveryCode(user.userId(), code);
        if (left.isEmpty()) {
            noteRefusal(user);
            throw new Rejected(UserRule.SECOND_FACTOR_NEEDED, "The code is wrong. Try the one that is shown now.");
        }
        commands.sendAs(
                user.userId(),
                actorKind(user),
                new UseRecoveryCode(user.userId(), user.organizationId(), left.getAsInt()));
    }

    /**
     * Opens a session for a user whose credentials were found right, if the organization's license lets its users in.
     *
     * @param passkeyId by which the user signs in; absent for a password
     * @throws Rejected as {@link UserRule#LICENSE_SHUT} with the status, since when, and whom to ask
     */
    public Opened open(SignInUser user, @Nullable String passkeyId) {
        if (!user.organizationId().equals(OrganizationId.OPERATOR)) {
            identities
                    .organization(user.organizationId())
                    .filter(organization -> !organization.isOpen())
                    .ifPresent(shut -> {
                        throw licenseShut(shut);
                    });
        }
        var sessionId = SessionId.random();
        var receipt = commands.sendAs(
                user.userId(),
                actorKind(user),
                new OpenSession(user.userId(), user.organizationId(), sessionId, passkeyId));
        identities.await(receipt.position(), PATIENCE);
        var expiresAt = identities
                .session(sessionId)
                .map(session -> session.expiresAt())
                .orElseGet(() -> clock.instant().plus(absolute));
        return new Opened(user, sessionId, receipt.position(), expiresAt);
    }

    private static ActorKind actorKind(SignInUser user) {
        return user.role().isOfOperator() ? ActorKind.SYSTEM_ADMIN : ActorKind.USER;
    }

    private static Rejected licenseShut(SignInOrganization organization) {
        var facts = new LinkedHashMap<String, String>();
        var status = organization.licenseStatus();
        var state = status == null ? "not issued yet" : status.name().toLowerCase(Locale.ROOT);
        facts.put("status", state);
        if (organization.licenseStatusSince() != null) {
            facts.put("since", organization.licenseStatusSince().toString());
        }
        facts.put("ask", organization.adminEmail());
        return new Rejected(
                UserRule.LICENSE_SHUT,
                "The license of %s is %s. Ask %s.".formatted(organization.name(), state, organization.adminEmail()),
                null,
                facts);
    }

    /** Ends a session; when this returns it is over on this node. */
    Receipt end(UserId userId, OrganizationId organizationId, SessionId sessionId, SessionEnd cause) {
        var receipt = commands.send(new EndSession(userId, organizationId, sessionId, cause));
        identities.await(receipt.position(), PATIENCE);
        return receipt;
    }

    /** The identifier of the organization; where there is none, what was typed. */
    private String place(Door door, @Nullable String organization) {
        if (door == Door.ADMIN) {
            return OrganizationId.OPERATOR.value();
        }
        var typed = organization == null ? "" : organization.strip();
        return organizations
                .byIdOrSlug(typed)
                .map(found -> found.organizationId().value())
                .orElseGet(() -> typed.toLowerCase(Locale.ROOT));
    }

    /** An address or organization that cannot be one belongs to nobody, like one that is not known. */
    private Optional<SignInUser> user(String place, String email) {
        try {
            return identities.user(OrganizationId.parse(place), EmailAddress.parse("email", email));
        } catch (InvalidValue notAnAddress) {
            return Optional.empty();
        }
    }

    /** Not waited for: the time of the answer must not tell that there is such a user. */
    private void noteRefusal(SignInUser user) {
        commands.noteAside(NAME, new RefuseSignIn(user.userId(), user.organizationId()));
    }

    private void refuseWhileLocked(@Nullable SignInUser user, String address) {
        if (user == null) {
            unknown.refuseWhileLocked(address);
        } else {
            refuseWhileLocked(user);
        }
    }

    /** As the account is by now: it may have been locked since this request found it. */
    private void refuseWhileLocked(SignInUser found) {
        var until = identities.user(found.userId()).orElse(found).lockedUntil();
        new Lockout(0, until, Instant.MAX.equals(until)).refuseWhileLocked(clock.instant());
    }
}

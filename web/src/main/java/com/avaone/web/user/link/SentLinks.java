package com.avaone.web.user.link;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.Identities;
import com.avaone.api.user.Links;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.PasswordPolicy;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserCommand.AcceptInvitation;
import com.avaone.api.user.UserCommand.ConfirmEmailChange;
import com.avaone.api.user.UserCommand.RequestPasswordReset;
import com.avaone.api.user.UserCommand.RequestUnlock;
import com.avaone.api.user.UserCommand.ResetPassword;
import com.avaone.api.user.UserCommand.UnlockUserByLink;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserRule;
import com.avaone.api.user.UserState;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.security.RateLimits;
import com.avaone.web.user.Door;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens links and does what they are for. The command comes before the vault: what was refused changes no password, and where a crash falls
 * between the two, another link helps. A password is hashed before the command, because that can be refused in a rush. What sets a password
 * is sent without the request's idempotency key: sent again it would be answered without being decided, and set a password that was replaced
 * since.
 */
@Component
class SentLinks {

    /** How long to wait until the doors know what a link did; it is done in any case. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Links links;
    private final Identities identities;
    private final OrganizationInPath organizations;
    private final Credentials credentials;
    private final Commands commands;
    private final CurrentRequest request;
    private final RateLimits limits;

    SentLinks(
            Links links,
            Identities identities,
            OrganizationInPath organizations,
            Credentials credentials,
            Commands commands,
            CurrentRequest request,
            RateLimits limits) {
        this.links = links;
        this.identities = identities;
        this.organizations = organizations;
        this.credentials = credentials;
        this.commands = commands;
        this.request = request;
        this.limits = limits;
    }

    /** Whom a link is for, with the organization; the operator's own users have none. */
    record Addressee(Link link, SignInUser user, @Nullable SignInOrganization organization) {

        /** The address of the page at which the person signs in, with what is known of the organization. */
        String door() {
            var page = Door.of(user.role()).page();
            return organization == null ? page : page + "?organization=" + organization.slug();
        }
    }

    /**
     * Whom the link is for.
     *
     * @throws Rejected as {@link UserRule#LINK_NOT_VALID} where it was not made here, or its time is over
     */
    Addressee open(Purpose purpose, String token) {
        limits.countSignIn(request.sourceAddress().orElse("unknown"));
        var link = links.open(purpose, token).orElseThrow(SentLinks::notValid);
        var user = identities.user(link.userId()).orElseThrow(SentLinks::notValid);
        return new Addressee(
                link, user, identities.organization(user.organizationId()).orElse(null));
    }

    /** As {@link #open}, for an invitation that still waits. */
    Addressee openInvitation(String token) {
        var addressee = open(Purpose.INVITATION, token);
        if (addressee.user().state() != UserState.INVITED) {
            throw notValid();
        }
        return addressee;
    }

    Receipt accept(String token, String password, UserProfile profile) {
        var addressee = openInvitation(token);
        judge(addressee, password, profile);
        var hash = credentials.hash(password);
        var link = addressee.link();
        var receipt = commands.sendUnkeyed(
                new AcceptInvitation(link.userId(), link.organizationId(), link.id(), profile.judged()));
        credentials.keep(link.userId(), hash);
        return knownAtTheDoors(receipt);
    }

    Receipt resetPassword(String token, String password) {
        var addressee = open(Purpose.PASSWORD_RESET, token);
        judge(addressee, password, UserProfile.EMPTY);
        var hash = credentials.hash(password);
        var link = addressee.link();
        var receipt = commands.sendUnkeyed(new ResetPassword(link.userId(), link.organizationId(), link.id()));
        credentials.keep(link.userId(), hash);
        return knownAtTheDoors(receipt);
    }

    Receipt confirmEmail(String token) {
        var link = open(Purpose.EMAIL_CHANGE, token).link();
        return knownAtTheDoors(commands.send(new ConfirmEmailChange(link.userId(), link.organizationId(), link.id())));
    }

    Receipt unlock(String token) {
        var link = open(Purpose.UNLOCK, token).link();
        return knownAtTheDoors(commands.send(new UnlockUserByLink(link.userId(), link.organizationId(), link.id())));
    }

    /** Whoever signs in next, at once, is to be known by the new address, as active, or as no longer locked. */
    private Receipt knownAtTheDoors(Receipt receipt) {
        identities.await(receipt.position(), PATIENCE);
        return receipt;
    }

    /**
     * Has a link for a new password sent, if there is such an account. Nothing of the answer tells whether there is.
     *
     * @param organization identifier or short name; blank for the operator's own users
     */
    void requestPasswordReset(@Nullable String organization, String email) {
        active(organization, email)
                .ifPresent(user -> commands.sendAside(new RequestPasswordReset(user.userId(), user.organizationId())));
    }

    /**
     * Has another link sent that opens the account, if there is such an account and it is locked. Nothing of the answer tells whether there
     * is.
     *
     * @param organization identifier or short name; blank for the operator's own users
     */
    void requestUnlock(@Nullable String organization, String email) {
        active(organization, email)
                .ifPresent(user -> commands.sendAside(new RequestUnlock(user.userId(), user.organizationId())));
    }

    private Optional<SignInUser> active(@Nullable String organization, String email) {
        limits.countSignIn(request.sourceAddress().orElse("unknown"));
        return find(organization, email).filter(user -> user.state() == UserState.ACTIVE);
    }

    private Optional<SignInUser> find(@Nullable String organization, String email) {
        try {
            var address = EmailAddress.parse("email", email);
            return organization == null || organization.isBlank()
                    ? identities.user(OrganizationId.OPERATOR, address)
                    : organizations
                            .byIdOrSlug(organization.strip())
                            .flatMap(found -> identities.user(found.organizationId(), address));
        } catch (InvalidValue notAnAddress) {
            return Optional.empty();
        }
    }

    private static void judge(Addressee addressee, String password, UserProfile profile) {
        var known = new ArrayList<String>(
                List.of(addressee.user().email().value(), addressee.user().displayName()));
        if (addressee.organization() != null) {
            known.add(addressee.organization().name());
            known.add(addressee.organization().slug().value());
        }
        known.add(profile.displayName(addressee.user().email().value()));
        PasswordPolicy.judge(password, known);
    }

    private static Rejected notValid() {
        return new Rejected(UserRule.LINK_NOT_VALID, "Ask for another link.");
    }
}

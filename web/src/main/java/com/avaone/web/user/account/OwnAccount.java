package com.avaone.web.user.account;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.Identities;
import com.avaone.api.user.Passkeys;
import com.avaone.api.user.PasswordPolicy;
import com.avaone.api.user.SecondFactors;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.UserCommand.AddPasskey;
import com.avaone.api.user.UserCommand.ChangePassword;
import com.avaone.api.user.UserCommand.ChangeUserProfile;
import com.avaone.api.user.UserCommand.EnrollSecondFactor;
import com.avaone.api.user.UserCommand.RemovePasskey;
import com.avaone.api.user.UserCommand.RemoveSecondFactor;
import com.avaone.api.user.UserCommand.RequestEmailChange;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserQuery.FindUser;
import com.avaone.api.user.UserRule;
import com.avaone.api.user.UserView;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.security.RateLimits;
import com.avaone.web.user.passkey.PasskeyCeremonies;
import com.avaone.web.user.passkey.PasskeyOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What somebody does with the own account. What would let a stranger at an unlocked screen take the account over (another password, address
 * or second factor) asks for the present password first. Such commands are sent without the request's idempotency key: sent again they are
 * decided again, and no digest of a password is kept with the key.
 */
@Component
class OwnAccount {

    private final Commands commands;
    private final Queries queries;
    private final Identities identities;
    private final Credentials credentials;
    private final SecondFactors secondFactors;
    private final Passkeys keys;
    private final PasskeyCeremonies passkeys;
    private final CurrentRequest request;
    private final RateLimits limits;

    OwnAccount(
            Commands commands,
            Queries queries,
            Identities identities,
            Credentials credentials,
            SecondFactors secondFactors,
            Passkeys keys,
            PasskeyCeremonies passkeys,
            CurrentRequest request,
            RateLimits limits) {
        this.commands = commands;
        this.queries = queries;
        this.identities = identities;
        this.credentials = credentials;
        this.secondFactors = secondFactors;
        this.keys = keys;
        this.passkeys = passkeys;
        this.request = request;
        this.limits = limits;
    }

    UserView view(SignedInUser user) {
        return queries.ask(new FindUser(user.organizationId(), user.userId()), UserView.class);
    }

    UserView view(SignedInUser user, long minPosition) {
        return queries.ask(new FindUser(user.organizationId(), user.userId()), UserView.class, minPosition);
    }

    Receipt changeProfile(SignedInUser user, UserProfile profile) {
        return commands.send(new ChangeUserProfile(user.userId(), user.organizationId(), profile));
    }

    Receipt changePassword(SignedInUser user, String present, String wanted) {
        requirePassword(user, present, "present");
        var known = new ArrayList<>(List.of(user.email().value(), user.displayName()));
        identities
                .organization(user.organizationId())
                .map(SignInOrganization::name)
                .ifPresent(known::add);
        PasswordPolicy.judge(wanted, known);
        var hash = credentials.hash(wanted);
        var receipt = commands.sendUnkeyed(new ChangePassword(user.userId(), user.organizationId(), user.sessionId()));
        credentials.keep(user.userId(), hash);
        return receipt;
    }

    Receipt requestEmailChange(SignedInUser user, String password, String email) {
        requirePassword(user, password, "password");
        return commands.sendUnkeyed(
                new RequestEmailChange(user.userId(), user.organizationId(), EmailAddress.parse("email", email)));
    }

    SecondFactors.Offer offerSecondFactor(SignedInUser user) {
        return secondFactors.offer(user.userId(), user.email().value());
    }

    SecondFactors.Offer offerSecondFactorAgain(SignedInUser user) {
        return secondFactors.offerAgain(user.userId(), user.email().value());
    }

    /** A second factor just enrolled: shown once. */
    record Enrolled(Receipt receipt, List<String> recoveryCodes) {

        /** Without the codes. */
        @Override
        public String toString() {
            return "Enrolled[]";
        }
    }

    Enrolled enrollSecondFactor(SignedInUser user, String password, String code) {
        requirePassword(user, password, "password");
        if (!secondFactors.matches(user.userId(), code.strip())) {
            throw new Rejected(
                    UserRule.CODE_WRONG, "The code is not the one that the app shows now.", "code", Map.of());
        }
        var receipt = commands.sendUnkeyed(new EnrollSecondFactor(user.userId(), user.organizationId()));
        return new Enrolled(receipt, secondFactors.newRecoveryCodes(user.userId()));
    }

    Receipt removeSecondFactor(SignedInUser user, String password) {
        requirePassword(user, password, "password");
        var receipt = commands.sendUnkeyed(new RemoveSecondFactor(user.userId(), user.organizationId()));
        secondFactors.forget(user.userId());
        return receipt;
    }

    PasskeyOffer.Enrollment offerPasskey(SignedInUser user, String password) {
        requirePassword(user, password, "password");
        return passkeys.offerEnrollment(user);
    }

    /** The offer was made to who has the password, and to this session only. */
    Receipt addPasskey(SignedInUser user, String name, String credential) {
        var passkey = passkeys.keep(user, credential);
        try {
            return commands.send(
                    new AddPasskey(user.userId(), user.organizationId(), passkey.passkeyId(), name.strip()));
        } catch (Rejected | InvalidValue refused) {
            if (passkey.isNew()) {
                keys.forget(user.userId(), passkey.passkeyId());
            }
            throw refused;
        }
    }

    /** The key may be forgotten late or not at all: it is worth nothing once the command is accepted. */
    Receipt removePasskey(SignedInUser user, String passkeyId) {
        var receipt = commands.send(new RemovePasskey(user.userId(), user.organizationId(), passkeyId));
        keys.forget(user.userId(), passkeyId);
        return receipt;
    }

    private void requirePassword(SignedInUser user, String password, String field) {
        limits.countSignIn(request.sourceAddress().orElse("unknown"));
        limits.countPassword(user.userId());
        if (!credentials.matches(user.userId(), password)) {
            throw new Rejected(UserRule.PASSWORD_WRONG, "That is not your present password.", field, Map.of());
        }
        limits.forgetPasswords(user.userId());
    }
}

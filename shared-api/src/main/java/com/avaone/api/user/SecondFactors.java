package com.avaone.api.user;

import com.avaone.api.kernel.UserId;
import java.util.List;
import java.util.OptionalInt;

/**
 * Second factors: codes from an authenticator app (TOTP, RFC 6238: six digits, 30 seconds, SHA-1), and recovery codes for its loss. Secrets
 * lie in the credential vault. A new one: {@link #offer}, {@link #matches} the first code, the command {@code EnrollSecondFactor}, {@link
 * #newRecoveryCodes}. A removed one: the command {@code RemoveSecondFactor}, {@link #forget}. How often codes may be guessed is for the
 * account's lock: each wrong one is a sign-in refused.
 */
public interface SecondFactors {

    /**
     * A secret to be entered into an authenticator app.
     *
     * @param secret in base 32, for who types it
     * @param uri {@code otpauth://...}, for a picture to be scanned
     */
    record Offer(String secret, String uri) {

        /** Without the secret, so that it reaches no log. */
        @Override
        public String toString() {
            return "Offer[]";
        }
    }

    /**
     * Makes a secret for a user without second factor, in the place of one offered before.
     *
     * @param account under which the app shows it, for example the address
     * @throws com.avaone.api.kernel.Rejected as {@link UserRule#SECOND_FACTOR_ENROLLED}
     */
    Offer offer(UserId userId, String account);

    /**
     * The offer that was made last, for whoever typed a wrong code and has the secret in the app already; another one where there is none.
     *
     * @throws com.avaone.api.kernel.Rejected as {@link UserRule#SECOND_FACTOR_ENROLLED}
     */
    Offer offerAgain(UserId userId, String account);

    /**
     * Whether this is the code of now, of half a minute ago or of half a minute ahead, and was not used before: a code counts once, on
     * whichever node.
     */
    boolean matches(UserId userId, String code);

    /** Makes ten new recovery codes in the place of earlier ones. Only their hashes are kept: show them now or never. */
    List<String> newRecoveryCodes(UserId userId);

    /**
     * Uses up a recovery code, however it is set with hyphens, spaces and capitals.
     *
     * @return how many are left, for {@code UseRecoveryCode}; empty if it is none of the user's
     */
    OptionalInt useRecoveryCode(UserId userId, String code);

    /** Forgets the secret and the recovery codes. */
    void forget(UserId userId);
}

package com.avaone.api.user;

import com.avaone.api.kernel.UserId;
import java.util.List;
import java.util.Optional;

/**
 * The public keys by which users can sign in, kept in the credential vault beside the other credentials. Which of them count, the user's
 * events say.
 */
public interface Passkeys {

    /**
     * One key.
     *
     * @param passkeyId the credential's id as its authenticator gave it, in base64url
     * @param content public key, signature counter and what else checking needs, in a form of who checks it
     */
    record Passkey(UserId userId, String passkeyId, String content) {}

    /** Keeps a key, in the place of an earlier one of the user's with its id. */
    void keep(Passkey passkey);

    /** Keeps {@code changed} in the place of {@code present}; false where that is not what is kept any more. */
    boolean replace(Passkey present, Passkey changed);

    /** The key with this id. */
    Optional<Passkey> find(String passkeyId);

    /** The user's keys, in no order. */
    List<Passkey> of(UserId userId);

    /** Forgets the key, if the user has it. */
    void forget(UserId userId, String passkeyId);
}

package com.avaone.api.user;

import com.avaone.api.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Passwords, kept as Argon2id hashes in the credential vault, outside every message. They are hashed and compared in their {@link
 * PasswordPolicy#normalized normal form}; whether one may be chosen is judged before, by the {@link PasswordPolicy}.
 */
public interface Credentials {

    /**
     * Whether this is the user's password. Takes the same time for a user that does not exist ({@code null}) or has no password.
     *
     * @throws com.avaone.api.kernel.Rejected as {@link UserRule#SIGN_IN_OVERLOADED} when too many checks are under way
     */
    boolean matches(@Nullable UserId userId, CharSequence password);

    /** Keeps the hash of a new password; durable when it returns. */
    void setPassword(UserId userId, CharSequence password);
}

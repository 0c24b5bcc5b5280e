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

    /** The hash of a password. */
    record Hash(String value) {

        /** Without the hash, so that it reaches no log. */
        @Override
        public String toString() {
            return "Hash[]";
        }
    }

    /**
     * The hash of a new password, kept nowhere yet. Made before the command that the password belongs to, because it can be refused.
     *
     * @throws com.avaone.api.kernel.Rejected as {@link UserRule#SIGN_IN_OVERLOADED} when too many checks are under way
     */
    Hash hash(CharSequence password);

    /** Keeps the hash as the user's password; durable when it returns. Nothing is kept of who was erased meanwhile. */
    void keep(UserId userId, Hash hash);

    /** {@link #hash Hashes} and {@link #keep keeps} a new password, where no command goes with it. */
    default void setPassword(UserId userId, CharSequence password) {
        keep(userId, hash(password));
    }
}

package com.avaone.command.kernel.memory;

import java.util.Optional;

/**
 * Password hashes, second factors and keys: a store of their own, because secrets may enter no event, read model, log or metadata. What it
 * holds is also held in memory, so that reading it never waits for a database.
 */
public interface CredentialVault {

    /**
     * Stores a secret in the place of an earlier one.
     *
     * @param kind what it is, for example {@code password}
     * @param subjectId whose it is
     * @param secret what to keep; hashed beforehand if it need not be read back
     */
    void put(String kind, String subjectId, Secret secret);

    /** The secret of that kind, if there is one. */
    Optional<Secret> get(String kind, String subjectId);

    /** Forgets the secret, if there is one. */
    void remove(String kind, String subjectId);
}

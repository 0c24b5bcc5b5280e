package com.avaone.command.kernel.memory;

import java.util.Map;
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

    /**
     * Stores a secret unless there is one. Of many at once, on whichever node, exactly one is stored.
     *
     * @return what is there now
     */
    Secret putIfAbsent(String kind, String subjectId, Secret secret);

    /** Stores a secret in the place of {@code earlier}; false, and nothing happens, if another one or none is there now. */
    boolean replace(String kind, String subjectId, Secret earlier, Secret secret);

    /**
     * Stores {@code mark} in the place of a secret, if there is one, so that nothing of the secret is left in the files of the store. A
     * database on other machines is told to do so by its own means; its journals and backups are not in this hand.
     */
    void erase(String kind, String subjectId, Secret mark);

    /** The secret of that kind, if there is one. */
    Optional<Secret> get(String kind, String subjectId);

    /** As {@link #get}, but asks the store for what is not held: another node may have put it there a moment ago. */
    Optional<Secret> find(String kind, String subjectId);

    /** All that is held of a kind, by subject. */
    Map<String, Secret> all(String kind);

    /** Forgets the secret, if there is one. */
    void remove(String kind, String subjectId);
}

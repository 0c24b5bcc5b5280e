package com.avaone.command.kernel.personal;

import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.Secret;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A key per person, in the credential vault and wrapped by the master key. When a person is erased a mark takes the key's place, so that a
 * key which is only missing is never taken for one that was forgotten.
 */
public final class PersonalKeys {

    /** What the keys are called in the vault, for ever. */
    static final String KIND = "personal-key";

    /** Begins the mark in the place of a forgotten key; no identifier of a master key does. */
    private static final String ERASED = "erased.";

    private final CredentialVault vault;
    private final Clock clock;
    private final MasterKey master;
    private final @Nullable MasterKey previous;
    private final Map<String, Unwrapped> held = new ConcurrentHashMap<>();

    /** A key and as what it was stored when it was unwrapped. */
    private record Unwrapped(String stored, SecretKey key) {}

    /**
     * Wraps every key anew that {@code previous} wrapped.
     *
     * @param previous the master key before {@code master}; null if there is none, or nothing of it is left
     * @throws MasterKeyRefused if a key in the vault was wrapped by neither
     */
    PersonalKeys(CredentialVault vault, Clock clock, MasterKey master, @Nullable MasterKey previous) {
        this.vault = vault;
        this.clock = clock;
        this.master = master;
        this.previous = previous;
        vault.all(KIND).forEach(this::wrapByPresentMaster);
    }

    private void wrapByPresentMaster(String personId, Secret stored) {
        var wrapped = stored.reveal();
        if (wrapped.startsWith(ERASED) || master.hasWrapped(wrapped)) {
            return;
        }
        if (previous == null || !previous.hasWrapped(wrapped)) {
            throw new MasterKeyRefused(
                    "AVAONE_MASTER_KEY is not the master key that wrapped the keys of personal data here: set that one or, to replace it, "
                            + "set it as AVAONE_MASTER_KEY_PREVIOUS beside the new one.");
        }
        // Where it is another's by now, that node has wrapped or forgotten it.
        vault.replace(KIND, personId, stored, new Secret(master.wrap(personId, previous.unwrap(personId, wrapped))));
    }

    /** The person's key to seal with, made and stored if there is none yet; empty if the person is erased. */
    Optional<SecretKey> toSeal(String personId) {
        var stored = vault.get(KIND, personId)
                .orElseGet(() -> vault.putIfAbsent(KIND, personId, new Secret(master.wrap(personId, AesGcm.newKey()))));
        return unwrap(personId, stored);
    }

    /**
     * The person's key to open with; empty if the person is erased.
     *
     * @throws PersonalDataUnreadable if there is neither a key nor a mark
     */
    Optional<SecretKey> toOpen(String personId) {
        var stored = vault.find(KIND, personId)
                .orElseThrow(() -> new PersonalDataUnreadable(
                        "the key of %s is missing, and nothing says that it was forgotten".formatted(personId)));
        return unwrap(personId, stored);
    }

    private Optional<SecretKey> unwrap(String personId, Secret stored) {
        var wrapped = stored.reveal();
        if (wrapped.startsWith(ERASED)) {
            held.remove(personId);
            return Optional.empty();
        }
        var known = held.get(personId);
        if (known == null || !known.stored.equals(wrapped)) {
            known = new Unwrapped(wrapped, masterOf(personId, wrapped).unwrap(personId, wrapped));
            held.put(personId, known);
        }
        return Optional.of(known.key);
    }

    private MasterKey masterOf(String personId, String wrapped) {
        if (master.hasWrapped(wrapped)) {
            return master;
        }
        if (previous != null && previous.hasWrapped(wrapped)) {
            return previous;
        }
        throw new PersonalDataUnreadable(
                "the key of %s was wrapped by a master key that this node does not have".formatted(personId));
    }

    /**
     * Forgets the person's key for ever: what was sealed with it reads as erased from now on, and so does what is written about the person
     * later. Can be repeated until it succeeds.
     */
    public void forget(String personId) {
        var mark = vault.get(KIND, personId)
                .filter(stored -> stored.reveal().startsWith(ERASED))
                .orElseGet(() -> new Secret(ERASED + clock.instant()));
        vault.erase(KIND, personId, mark);
        held.remove(personId);
    }
}

package com.avaone.command.kernel.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.kernel.PersonalSeal;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The personal keys of a test. */
public final class KeysOnDisposal {

    static final String MASTER = Base64.getEncoder().encodeToString("master key of tests, 32 bytes...".getBytes(UTF_8));

    private KeysOnDisposal() {}

    /** Keys in {@code vault}, wrapped by the same master key each time. */
    public static PersonalKeys in(CredentialVault vault) {
        return new PersonalKeys(vault, Clock.systemUTC(), MasterKey.parse(MASTER), null);
    }

    /** A seal by keys in memory. */
    public static PersonalSeal seal() {
        return inMemory().seal();
    }

    /** Keys in memory, with what can happen to them. */
    public static Keys inMemory() {
        return new Keys(new VaultInMemory());
    }

    /** Keys in a vault of their own. */
    public static final class Keys {

        private final VaultInMemory vault;
        private final PersonalKeys keys;

        private Keys(VaultInMemory vault) {
            this.vault = vault;
            this.keys = in(vault);
        }

        /** A seal by these keys. */
        public PersonalSeal seal() {
            return new KeyedSeal(keys);
        }

        /** As {@link PersonalKeys#forget}. */
        public void forget(String personId) {
            keys.forget(personId);
        }

        /** Loses all keys, as a vault without a backup does. */
        public void lose() {
            vault.secrets.clear();
        }
    }

    /** A seal by keys that everybody knows: what was sealed once can be opened in another run. */
    public static PersonalSeal knownToEverybody() {
        return new KeyedSeal(in(new VaultInMemory() {
            @Override
            public Secret putIfAbsent(String kind, String personId, Secret secret) {
                return super.putIfAbsent(kind, personId, known(personId));
            }

            @Override
            public Optional<Secret> find(String kind, String personId) {
                return Optional.of(putIfAbsent(kind, personId, known(personId)));
            }
        }));
    }

    private static Secret known(String personId) {
        try {
            var key = MessageDigest.getInstance("SHA-256").digest(personId.getBytes(UTF_8));
            return new Secret(MasterKey.parse(MASTER).wrap(personId, AesGcm.key(key)));
        } catch (NoSuchAlgorithmException failure) {
            throw new AssertionError(failure);
        }
    }

    /** A vault that is gone with the test. */
    static class VaultInMemory implements CredentialVault {

        final Map<String, Secret> secrets = new ConcurrentHashMap<>();

        private static String id(String kind, String subjectId) {
            return kind + " " + subjectId;
        }

        @Override
        public void put(String kind, String subjectId, Secret secret) {
            secrets.put(id(kind, subjectId), secret);
        }

        @Override
        public Secret putIfAbsent(String kind, String subjectId, Secret secret) {
            return Objects.requireNonNullElse(secrets.putIfAbsent(id(kind, subjectId), secret), secret);
        }

        @Override
        public boolean replace(String kind, String subjectId, Secret earlier, Secret secret) {
            return secrets.replace(id(kind, subjectId), earlier, secret);
        }

        @Override
        public void erase(String kind, String subjectId, Secret mark) {
            put(kind, subjectId, mark);
        }

        @Override
        public Optional<Secret> get(String kind, String subjectId) {
            return Optional.ofNullable(secrets.get(id(kind, subjectId)));
        }

        @Override
        public Optional<Secret> find(String kind, String subjectId) {
            return get(kind, subjectId);
        }

        @Override
        public Map<String, Secret> all(String kind) {
            var found = new ConcurrentHashMap<String, Secret>();
            secrets.forEach((id, secret) -> {
                if (id.startsWith(kind + " ")) {
                    found.put(id.substring(kind.length() + 1), secret);
                }
            });
            return found;
        }

        @Override
        public void remove(String kind, String subjectId) {
            secrets.remove(id(kind, subjectId));
        }
    }
}

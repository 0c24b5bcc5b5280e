package com.avaone.command.user;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.PasswordPolicy;
import com.avaone.api.user.UserRule;
import com.avaone.command.kernel.YieldingThreads;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Keeps Argon2id hashes in the credential vault. Each check takes 19 MiB and some ten milliseconds of one core on purpose, so only as many
 * run at once as there are cores, a few wait, and more are refused: else everybody could stop the suite by signing in. They run on threads of
 * their own, which give way to all others: on a virtual one, as requests have, a check would keep a core from all other requests until it is
 * done.
 */
final class VaultCredentials implements Credentials, AutoCloseable {

    private static final String KIND = "password";

    private final Argon2PasswordEncoder encoder = new FrugalArgon2PasswordEncoder();

    private final CredentialVault vault;
    private final ExecutorService hashing;
    private final Semaphore permits;
    private final Semaphore places;
    private final Duration patience;
    private final Predicate<UserId> isErased;

    /** What the password of a user who has none is compared with, so that it takes as long. */
    private final String nobodysHash = argon2("nobody");

    /**
     * @param atOnce how many hashes are computed at a time
     * @param waiting how many may wait for their turn
     * @param patience how long each waits at most
     * @param isErased whether the log says by now that a user is erased
     */
    VaultCredentials(CredentialVault vault, int atOnce, int waiting, Duration patience, Predicate<UserId> isErased) {
        this.vault = vault;
        this.hashing = Executors.newFixedThreadPool(atOnce, new YieldingThreads("passwords-"));
        this.permits = new Semaphore(atOnce, true);
        this.places = new Semaphore(atOnce + waiting);
        this.patience = patience;
        this.isErased = isErased;
    }

    @Override
    public boolean matches(@Nullable UserId userId, CharSequence password) {
        var hash = Optional.ofNullable(userId).flatMap(user -> vault.get(KIND, user.value()));
        var isRight = inTurn(() -> {
            var normalized = PasswordPolicy.normalized(password);
            var matches = encoder.matches(normalized, hash.map(Secret::reveal).orElse(nobodysHash));
            if (matches && userId != null) {
                hash.ifPresent(present -> renew(userId, present, normalized));
            }
            return matches;
        });
        return isRight && hash.isPresent();
    }

    /** A hash that was made with less effort than is due today is replaced when its password is known for a moment. */
    private void renew(UserId userId, Secret present, String password) {
        if (!encoder.upgradeEncoding(present.reveal())) {
            return;
        }
        // Does nothing where another password was set or forgotten meanwhile, here or on another node.
        vault.replace(KIND, userId.value(), present, new Secret(argon2(password)));
    }

    @Override
    public Hash hash(CharSequence password) {
        return new Hash(inTurn(() -> argon2(PasswordPolicy.normalized(password))));
    }

    @Override
    public void keep(UserId userId, Hash hash) {
        vault.put(KIND, userId.value(), new Secret(hash.value()));
        // Looked at afterwards: what is erased later, is forgotten by who hears of it.
        if (isErased.test(userId)) {
            forget(userId);
        }
    }

    /** Forgets the user's password, if there is one. */
    void forget(UserId userId) {
        vault.remove(KIND, userId.value());
    }

    private String argon2(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalArgumentException("There is no password to hash");
        }
        return hash;
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw overloaded();
        }
        try {
            if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw overloaded();
            }
            try {
                return hashing.submit(work::get).get();
            } finally {
                permits.release();
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("The password cannot be checked", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw overloaded();
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        hashing.shutdown();
    }

    private static Rejected overloaded() {
        return new Rejected(UserRule.SIGN_IN_OVERLOADED, "Try again in a few seconds.");
    }
}

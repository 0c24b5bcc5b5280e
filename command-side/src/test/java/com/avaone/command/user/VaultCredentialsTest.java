package com.avaone.command.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserRule;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.Secret;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Passwords are kept as hashes that are dear to guess, and checking them cannot stop the suite. */
@SuppressWarnings("NullAway.Init") // opened before each test
class VaultCredentialsTest {

    private static final UserId USER = new UserId("usr_01jd0000000000000000000001");
    private static final UserId NOBODY = new UserId("usr_01jd0000000000000000000002");

    @TempDir
    Path directory;

    private SqliteStore file;
    private CredentialVault vault;

    @BeforeEach
    void open() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
        vault = new SqliteMemory(file, Clock.systemUTC()).credentialVault();
    }

    @AfterEach
    void close() {
        file.close();
    }

    private VaultCredentials credentials(int atOnce, int waiting) {
        return new VaultCredentials(vault, atOnce, waiting, Duration.ofSeconds(10), NOBODY::equals);
    }

    @Test
    void knowsTheRightPasswordFromAWrongOne() {
        var credentials = credentials(1, 1);
        credentials.setPassword(USER, "correct horse");

        assertThat(credentials.matches(USER, "correct horse")).isTrue();
        assertThat(credentials.matches(USER, "wrong horse")).isFalse();
    }

    @Test
    void matchesNothingForAUserWithoutPassword() {
        var credentials = credentials(1, 1);

        assertThat(credentials.matches(NOBODY, "nobody")).isFalse();
        assertThat(credentials.matches(null, "nobody")).isFalse();
    }

    @Test
    void computesAHashForAUserThatDoesNotExist() {
        var credentials = credentials(1, 1);
        credentials.setPassword(USER, "correct horse");
        assertThat(credentials.matches(USER, "warm up")).isFalse();

        var known = nanosOf(() -> credentials.matches(USER, "wrong horse"));
        var unknown = nanosOf(() -> credentials.matches(null, "wrong horse"));

        // Without a hash it would take a ten-thousandth.
        assertThat(unknown).isGreaterThan(known / 10);
    }

    @Test
    void keepsAnArgon2idHashOfTheAdvisedStrength() {
        credentials(1, 1).setPassword(USER, "correct horse");

        assertThat(vault.get("password", USER.value()).orElseThrow().reveal())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void takesWhatLooksTheSameForTheSame() {
        var credentials = credentials(1, 1);
        credentials.setPassword(USER, "gru\u0308nes Pferd");

        assertThat(credentials.matches(USER, "gr\u00fcnes Pferd")).isTrue();
        assertThat(credentials.matches(USER, "grunes Pferd")).isFalse();
    }

    @Test
    void checksOnNoThreadOfARequest() throws Exception {
        var weaker = Objects.requireNonNull(new Argon2PasswordEncoder(16, 32, 1, 8_192, 1).encode("correct horse"));
        vault.put("password", USER.value(), new Secret(weaker));
        var checking = new AtomicReference<Thread>();
        var watched = (CredentialVault) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CredentialVault.class}, (_, method, arguments) -> {
                    if (method.getName().equals("replace")) {
                        checking.set(Thread.currentThread());
                    }
                    return method.invoke(vault, arguments);
                });
        try (var credentials = new VaultCredentials(watched, 1, 1, Duration.ofSeconds(10), _ -> false)) {
            Thread.ofVirtual()
                    .start(() -> credentials.matches(USER, "correct horse"))
                    .join();
        }

        assertThat(checking.get()).isNotNull().matches(thread -> !thread.isVirtual());
    }

    @Test
    void makesAHashAnewThatTookLessEffortThanIsAdvised() {
        var weaker = Objects.requireNonNull(new Argon2PasswordEncoder(16, 32, 1, 8_192, 1).encode("correct horse"));
        vault.put("password", USER.value(), new Secret(weaker));
        var credentials = credentials(1, 1);

        assertThat(credentials.matches(USER, "wrong horse")).isFalse();
        assertThat(hash()).isEqualTo(weaker);
        assertThat(credentials.matches(USER, "correct horse")).isTrue();
        var renewed = hash();
        assertThat(renewed).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(credentials.matches(USER, "correct horse")).isTrue();
        assertThat(hash()).isEqualTo(renewed);
    }

    @Test
    void doesNotBringAPasswordBackThatAnotherNodeReplacesMeanwhile() {
        var weaker = Objects.requireNonNull(new Argon2PasswordEncoder(16, 32, 1, 8_192, 1).encode("correct horse"));
        vault.put("password", USER.value(), new Secret(weaker));
        var credentials = new VaultCredentials(
                beforeItIsWritten(() -> credentials(1, 1).setPassword(USER, "another horse")),
                1,
                1,
                Duration.ofSeconds(10),
                _ -> false);

        assertThat(credentials.matches(USER, "correct horse")).isTrue();

        assertThat(credentials(1, 1).matches(USER, "another horse")).isTrue();
        assertThat(credentials(1, 1).matches(USER, "correct horse")).isFalse();
    }

    /** The vault as a node sees it before whose writing another one does something. */
    private CredentialVault beforeItIsWritten(Runnable another) {
        return (CredentialVault) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CredentialVault.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("get")) {
                        another.run();
                    }
                    return method.invoke(vault, arguments);
                });
    }

    @Test
    void forgetsAPassword() {
        var credentials = credentials(1, 1);
        credentials.setPassword(USER, "correct horse");

        credentials.forget(USER);

        assertThat(credentials.matches(USER, "correct horse")).isFalse();
        assertThat(vault.get("password", USER.value())).isEmpty();
    }

    @Test
    void keepsAHashOnlyWhenToldTo() {
        var credentials = credentials(1, 1);
        var hash = credentials.hash("correct horse");
        assertThat(credentials.matches(USER, "correct horse")).isFalse();

        credentials.keep(USER, hash);

        assertThat(credentials.matches(USER, "correct horse")).isTrue();
        assertThat(hash).hasToString("Hash[]");
    }

    @Test
    void keepsNothingOfWhoIsErasedBetweenHashAndKeeping() {
        var credentials = credentials(1, 1);

        credentials.keep(NOBODY, credentials.hash("correct horse"));

        assertThat(vault.get("password", NOBODY.value())).isEmpty();
    }

    private String hash() {
        return vault.get("password", USER.value()).orElseThrow().reveal();
    }

    @Test
    void remembersPasswordsAfterARestart() {
        credentials(1, 1).setPassword(USER, "correct horse");
        close();
        open();

        assertThat(credentials(1, 1).matches(USER, "correct horse")).isTrue();
    }

    @Test
    void refusesMoreChecksThanMayWait() throws InterruptedException {
        var credentials = credentials(1, 1);
        var isRunning = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var slow = new SlowPassword(isRunning, mayEnd);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = callers.submit(() -> credentials.matches(USER, slow));
            isRunning.await();
            var waiting = Thread.ofVirtual().start(() -> {
                var unused = credentials.matches(USER, "waits");
            });
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

            var refused = catchThrowable(() -> credentials.matches(USER, "one too many"));

            assertThat(((Rejected) refused).rejection().code()).isEqualTo(UserRule.SIGN_IN_OVERLOADED.code());
            mayEnd.countDown();
            assertThat(running).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(false);
            assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(credentials.matches(USER, "there is room again")).isFalse();
    }

    private static long nanosOf(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    /** A password whose check takes until it may end. */
    private record SlowPassword(CountDownLatch isRunning, CountDownLatch mayEnd) implements CharSequence {

        @Override
        public int length() {
            isRunning.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return 1;
        }

        @Override
        public char charAt(int index) {
            return 'x';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return this;
        }

        @Override
        public String toString() {
            return "x".repeat(length());
        }
    }
}

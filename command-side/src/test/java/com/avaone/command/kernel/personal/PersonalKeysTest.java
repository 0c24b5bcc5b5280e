package com.avaone.command.kernel.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.RawFiles;
import com.avaone.command.kernel.memory.Secret;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person has one key for ever, until it is forgotten for ever. */
@SuppressWarnings("NullAway.Init") // opened before each test
class PersonalKeysTest {

    private static final String ADA = "usr_1";
    private static final String EVE = "usr_2";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final MasterKey master = MasterKey.parse(MasterKey.generate());
    private SqliteStore file;
    private CredentialVault vault;
    private PersonalKeys keys;

    @BeforeEach
    void open() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
        vault = new SqliteMemory(file, CLOCK).credentialVault();
        keys = keys(master, null);
    }

    @AfterEach
    void close() {
        file.close();
    }

    private void restart() {
        close();
        open();
    }

    private PersonalKeys keys(MasterKey present, @Nullable MasterKey previous) {
        return new PersonalKeys(vault, CLOCK, present, previous);
    }

    private String stored(String personId) {
        return vault.get(PersonalKeys.KIND, personId).orElseThrow().reveal();
    }

    @Test
    void areMadeWhenFirstNeededAndOutliveARestart() {
        var key = keys.toSeal(ADA).orElseThrow();
        assertThat(key.getEncoded()).hasSize(32);
        assertThat(keys.toSeal(ADA)).hasValue(key);
        assertThat(keys.toSeal(EVE)).isPresent().isNotEqualTo(Optional.of(key));

        restart();

        assertThat(keys.toOpen(ADA)).hasValue(key);
        assertThat(keys.toSeal(ADA)).hasValue(key);
    }

    @Test
    void areOneForThirtyTwoThreadsThatNeedTheFirstAtOnce() throws Exception {
        var start = new CountDownLatch(1);
        var seen = new HashSet<SecretKey>();
        try (var threads = Executors.newFixedThreadPool(32)) {
            var running = new ArrayList<Future<SecretKey>>();
            Callable<SecretKey> need = () -> {
                start.await();
                return keys.toSeal(ADA).orElseThrow();
            };
            for (var i = 0; i < 32; i++) {
                running.add(threads.submit(need));
            }
            start.countDown();
            for (var each : running) {
                seen.add(each.get());
            }
        }

        restart();

        assertThat(seen).containsExactly(keys.toOpen(ADA).orElseThrow());
    }

    @Test
    void areDurableBeforeAnybodyCanSealWithThem() {
        var key = keys.toSeal(ADA).orElseThrow();

        // As another process would find them after a crash at this moment.
        try (var copy = SqliteStore.open(directory.resolve("events.sqlite"))) {
            vault = new SqliteMemory(copy, CLOCK).credentialVault();
            assertThat(keys(master, null).toOpen(ADA)).hasValue(key);
        }
    }

    @Test
    void lieInTheVaultOnlyAsTheMasterKeyWrappedThem() {
        var key = keys.toSeal(ADA).orElseThrow();

        assertThat(RawFiles.text(directory))
                .contains(stored(ADA))
                .doesNotContain(new String(key.getEncoded(), java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void cannotBeOpenedWhereAnotherPersonsIs() {
        keys.toSeal(ADA);
        vault.put(PersonalKeys.KIND, EVE, new Secret(stored(ADA)));

        assertThatThrownBy(() -> keys.toOpen(EVE)).isInstanceOf(PersonalDataUnreadable.class);
    }

    @Test
    void stayForgotten() {
        keys.toSeal(ADA);
        var wrapped = stored(ADA);

        keys.forget(ADA);
        assertThat(keys.toOpen(ADA)).isEmpty();
        assertThat(keys.toSeal(ADA)).isEmpty();
        assertThat(stored(ADA)).isEqualTo("erased.2026-03-01T12:00:00Z");
        assertThat(RawFiles.text(directory)).doesNotContain(wrapped);

        restart();
        assertThat(keys.toOpen(ADA)).isEmpty();
        assertThat(keys.toSeal(ADA)).isEmpty();
    }

    @Test
    void areForgottenOnceHoweverOftenAsked() {
        vault.put(PersonalKeys.KIND, ADA, new Secret("erased.2026-01-01T00:00:00Z"));

        keys.forget(ADA);

        assertThat(stored(ADA)).isEqualTo("erased.2026-01-01T00:00:00Z");
    }

    @Test
    void areNeverMadeForWhoWasErasedBefore() {
        keys.forget(ADA);

        assertThat(keys.toSeal(ADA)).isEmpty();
    }

    @Test
    void thatAnotherNodeForgotAreNotUsedAnyMore() {
        keys.toSeal(ADA);
        assertThat(keys.toOpen(ADA)).isPresent();

        keys(master, null).forget(ADA);

        assertThat(keys.toOpen(ADA)).isEmpty();
    }

    @Test
    void areWrappedAnewByANewMasterKeyAndDoNotNeedTheOldOneAfterwards() {
        var next = MasterKey.parse(MasterKey.generate());
        var key = keys.toSeal(ADA).orElseThrow();
        keys.forget(EVE);
        var wrapped = stored(ADA);

        assertThat(keys(next, master).toOpen(ADA)).hasValue(key);

        assertThat(stored(ADA)).isNotEqualTo(wrapped);
        var withoutOld = keys(next, null);
        assertThat(withoutOld.toOpen(ADA)).hasValue(key);
        assertThat(withoutOld.toOpen(EVE)).isEmpty();
    }

    @Test
    void thatAnotherNodeMakesWhileTheMasterKeyIsReplacedCanBeUsed() {
        var next = MasterKey.parse(MasterKey.generate());
        var started = keys(next, master);
        var key = keys.toSeal(ADA);

        assertThat(started.toOpen(ADA)).isEqualTo(key);
    }

    @Test
    void ofAnotherMasterKeyStopTheStartWithASentenceThatNamesTheSetting() {
        keys.toSeal(ADA);
        var wrong = MasterKey.parse(MasterKey.generate());

        assertThatThrownBy(() -> keys(wrong, null))
                .isInstanceOf(MasterKeyRefused.class)
                .hasMessageStartingWith("AVAONE_MASTER_KEY is not the master key");
        assertThatThrownBy(() -> keys(wrong, MasterKey.parse(MasterKey.generate())))
                .isInstanceOf(MasterKeyRefused.class);
    }

    @Test
    void doNotMatterToTheMasterKeyOnceTheyAreForgotten() {
        keys.forget(ADA);

        assertThatCode(() -> keys(MasterKey.parse(MasterKey.generate()), null)).doesNotThrowAnyException();
    }

    @Test
    void thatAreNowhereAreNotTakenForForgotten() {
        assertThatThrownBy(() -> keys.toOpen(ADA))
                .isInstanceOf(PersonalDataUnreadable.class)
                .hasMessageContaining(ADA);
    }
}

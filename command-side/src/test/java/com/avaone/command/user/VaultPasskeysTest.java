package com.avaone.command.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Passkeys.Passkey;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passkeys are found by what who signs in brings along, and by their user. */
@SuppressWarnings("NullAway.Init") // opened before each test
class VaultPasskeysTest {

    private static final UserId ADA = new UserId("usr_01jd0000000000000000000001");
    private static final UserId BEN = new UserId("usr_01jd0000000000000000000002");
    private static final Passkey BLUE = new Passkey(ADA, "blue", "{\"counter\": 1, \"key\": \"...\"}");
    private static final Passkey RED = new Passkey(ADA, "red", "");
    private static final Passkey BENS = new Passkey(BEN, "bens", "content");

    @TempDir
    Path directory;

    private SqliteStore file;
    private CredentialVault vault;
    private VaultPasskeys passkeys;

    @BeforeEach
    void open() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
        vault = new SqliteMemory(file, Clock.systemUTC()).credentialVault();
        passkeys = new VaultPasskeys(vault);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void areFoundByTheirIdAndTheirUserAfterARestart() {
        passkeys.keep(BLUE);
        passkeys.keep(RED);
        passkeys.keep(BENS);
        close();
        open();

        assertThat(passkeys.find("blue")).contains(BLUE);
        assertThat(passkeys.find("green")).isEmpty();
        assertThat(passkeys.of(ADA)).containsExactlyInAnyOrder(BLUE, RED);
        assertThat(passkeys.of(BEN)).containsExactly(BENS);
    }

    @Test
    void areReplacedWhenTheirCounterMoves() {
        passkeys.keep(BLUE);
        var moved = new Passkey(ADA, "blue", "{\"counter\": 2}");

        passkeys.keep(moved);

        assertThat(passkeys.of(ADA)).containsExactly(moved);
    }

    @Test
    void areReplacedOnceOfWhatIsThere() {
        passkeys.keep(BLUE);
        var moved = new Passkey(ADA, "blue", "{\"counter\": 2}");

        assertThat(passkeys.replace(BLUE, moved)).isTrue();
        assertThat(passkeys.replace(BLUE, new Passkey(ADA, "blue", "{\"counter\": 3}")))
                .isFalse();
        assertThat(passkeys.replace(RED, RED)).isFalse();

        assertThat(passkeys.of(ADA)).containsExactly(moved);
    }

    @Test
    void areNotTakenFromAnotherUser() {
        passkeys.keep(BLUE);

        assertThatThrownBy(() -> passkeys.keep(new Passkey(BEN, "blue", "content")))
                .isInstanceOf(IllegalArgumentException.class);
        passkeys.forget(BEN, "blue");

        assertThat(passkeys.find("blue")).contains(BLUE);
        assertThat(passkeys.of(BEN)).isEmpty();
    }

    @Test
    void areAllFoundThatSeveralNodesKeepAtOnce() throws InterruptedException {
        var nodes = Stream.generate(() -> new VaultPasskeys(vault)).limit(4).toList();
        var keys = IntStream.range(0, 40)
                .mapToObj(number -> new Passkey(ADA, "key-" + number, "content"))
                .toList();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.invokeAll(IntStream.range(0, keys.size())
                    .mapToObj(number -> Executors.callable(
                            () -> nodes.get(number % nodes.size()).keep(keys.get(number))))
                    .toList());
        }

        assertThat(passkeys.of(ADA)).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void areForgottenOneByOneOrAllAtOnce() {
        passkeys.keep(BLUE);
        passkeys.keep(RED);
        passkeys.keep(BENS);

        passkeys.forget(ADA, "blue");
        assertThat(passkeys.find("blue")).isEmpty();
        assertThat(passkeys.of(ADA)).containsExactly(RED);

        passkeys.forgetAll(ADA);
        assertThat(passkeys.find("red")).isEmpty();
        assertThat(passkeys.of(ADA)).isEmpty();
        assertThat(passkeys.of(BEN)).containsExactly(BENS);
    }
}

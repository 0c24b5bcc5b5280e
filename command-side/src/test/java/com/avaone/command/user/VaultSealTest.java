package com.avaone.command.user;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was sealed here cannot be changed or made up elsewhere. */
@SuppressWarnings("NullAway.Init") // opened before each test
class VaultSealTest {

    private static final byte[] CONTENT = "ses_1".getBytes(UTF_8);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private SqliteStore file;

    @BeforeEach
    void open() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
    }

    @AfterEach
    void close() {
        file.close();
    }

    private VaultSeal start() {
        return new VaultSeal(new SqliteMemory(file, clock).credentialVault(), "session-seal", clock);
    }

    @Test
    void knowsItsSealAfterARestart() {
        var seal = start().seal(CONTENT);
        close();
        open();

        assertThat(start().isSealOf(CONTENT, seal)).isTrue();
    }

    @Test
    void knowsEveryForgery() {
        var seals = start();
        var seal = seals.seal(CONTENT);

        assertThat(seals.isSealOf("ses_2".getBytes(UTF_8), seal)).isFalse();
        assertThat(seals.isSealOf(CONTENT, new byte[0])).isFalse();
        assertThat(seals.isSealOf(CONTENT, new byte[seal.length])).isFalse();
        for (var i = 0; i < seal.length; i++) {
            var changed = seal.clone();
            changed[i] ^= 1;
            assertThat(seals.isSealOf(CONTENT, changed)).isFalse();
        }
    }

    @Test
    void takesANewKeyAfterAMonthAndStillKnowsTheOld() {
        var old = start().seal(CONTENT);
        clock.advance(Duration.ofDays(29));
        assertThat(start().seal(CONTENT)).isEqualTo(old);

        clock.advance(Duration.ofDays(1));
        var seals = start();

        assertThat(seals.seal(CONTENT)).isNotEqualTo(old);
        assertThat(seals.isSealOf(CONTENT, old)).isTrue();
        assertThat(start().isSealOf(CONTENT, seals.seal(CONTENT))).isTrue();
    }
}

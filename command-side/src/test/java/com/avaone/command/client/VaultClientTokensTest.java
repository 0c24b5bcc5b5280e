package com.avaone.command.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.client.ClientEvent.TokenRevoked;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientToken;
import com.avaone.api.client.TokenId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.command.kernel.Twice;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of API clients are known by their hashes. */
@SuppressWarnings("NullAway.Init") // opened before each test
class VaultClientTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TokenId NAME = TokenId.random();
    private static final ClientToken TOKEN = ClientToken.random(ClientId.random());

    @TempDir
    Path directory;

    private SqliteStore file;
    private VaultClientTokens tokens;

    @BeforeEach
    void open() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
        CommandMemory memory = new SqliteMemory(file, Clock.systemUTC());
        tokens = new VaultClientTokens(memory.credentialVault(), memory.processState());
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void matchUnderTheirNameAfterARestart() {
        tokens.keep(NAME, TOKEN);
        close();
        open();

        assertThat(tokens.matches(NAME, TOKEN)).isTrue();
        assertThat(tokens.matches(NAME, ClientToken.random(TOKEN.clientId()))).isFalse();
        assertThat(tokens.matches(TokenId.random(), TOKEN)).isFalse();
    }

    @Test
    void areNowhereInTheFiles() throws Exception {
        tokens.keep(NAME, TOKEN);
        close();

        try (var files = Files.list(directory)) {
            for (var each : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))
                        .doesNotContain(TOKEN.text());
            }
        }
        open();
    }

    @Test
    void areForgottenOnceTheyAreRevoked() {
        tokens.keep(NAME, TOKEN);
        tokens.noteUse(NAME, NOW);
        await().until(() -> tokens.lastUse(NAME).isPresent());

        new Twice(new WhenTokenIsRevokedThenForgetIt(tokens))
                .deliver(new TokenRevoked(TOKEN.clientId(), OrganizationId.random(), NAME), NOW);

        assertThat(tokens.matches(NAME, TOKEN)).isFalse();
        assertThat(tokens.lastUse(NAME)).isEmpty();
    }

    @Test
    void areNotedAsUsedOnceAnHour() {
        assertThat(tokens.lastUse(NAME)).isEmpty();
        tokens.noteUse(NAME, NOW);
        await().until(() -> tokens.lastUse(NAME).equals(java.util.Optional.of(NOW)));

        tokens.noteUse(NAME, NOW.plus(Duration.ofMinutes(59)));
        var later = NOW.plus(Duration.ofHours(1));
        tokens.noteUse(NAME, later);

        await().until(() -> tokens.lastUse(NAME).equals(java.util.Optional.of(later)));
    }

    @Test
    void areRecognizedByTheirFormAndChecksum() {
        assertThat(TOKEN.text()).matches("avaone_[0-9a-z]{26}_[A-Za-z0-9_-]{49}");
        assertThat(ClientToken.parse(TOKEN.text())).contains(TOKEN);
        assertThat(ClientToken.random(TOKEN.clientId()).text()).isNotEqualTo(TOKEN.text());
        assertThat(TOKEN).hasToString("token of " + TOKEN.clientId());
        for (var at = 0; at < TOKEN.text().length(); at++) {
            var changed = new StringBuilder(TOKEN.text());
            changed.setCharAt(at, changed.charAt(at) == '0' ? '1' : '0');
            assertThat(ClientToken.parse(changed.toString()))
                    .as("changed at %d", at)
                    .isEmpty();
        }
        assertThat(ClientToken.parse(TOKEN.text() + "0")).isEmpty();
        assertThat(ClientToken.parse("")).isEmpty();
    }
}

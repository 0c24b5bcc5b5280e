package com.avaone.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Links;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A link that went out by mail cannot be made up, changed, kept for long or used for something else. */
@SuppressWarnings("NullAway.Init") // opened before each test
class SealedLinksTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(NOW);
    private SqliteStore file;

    @BeforeEach
    void open() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
    }

    @AfterEach
    void close() {
        file.close();
    }

    private Links links() {
        var vault = new SqliteMemory(file, clock).credentialVault();
        return new SealedLinks(new VaultSeal(vault, "link-seal", clock), clock);
    }

    private static Link link(Purpose purpose) {
        return new Link(
                purpose,
                new UserId("usr_01jd0000000000000000000001"),
                new OrganizationId("org_01jd0000000000000000000001"),
                "01jd0000000000000000000009",
                NOW.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void saysWhatItWasSealedFor(Purpose purpose) {
        var text = links().seal(link(purpose));

        assertThat(text).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+").hasSizeLessThan(300);
        assertThat(links().open(purpose, text)).contains(link(purpose));
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void isWorthNothingForAnotherPurpose(Purpose purpose) {
        var text = links().seal(link(purpose));

        for (var other : Purpose.values()) {
            assertThat(links().open(other, text).isPresent()).isEqualTo(other == purpose);
        }
    }

    @Test
    void isWorthNothingWhenItsTimeIsOver() {
        var text = links().seal(link(Purpose.INVITATION));
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(links().open(Purpose.INVITATION, text)).isPresent();

        clock.advance(Duration.ofMillis(1));

        assertThat(links().open(Purpose.INVITATION, text)).isEmpty();
    }

    @Test
    void isWorthNothingWhenASingleCharacterIsChanged() {
        var text = links().seal(link(Purpose.PASSWORD_RESET));

        for (var i = 0; i < text.length(); i++) {
            var changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            // The last character of a part has bits that say nothing.
            if (i + 1 < text.length() && text.charAt(i + 1) != '.') {
                assertThat(links().open(Purpose.PASSWORD_RESET, changed))
                        .as(changed)
                        .isEmpty();
            }
        }
    }

    @Test
    void isNothingThatWasNotSealed() {
        for (var text : new String[] {"", ".", "a.b", "%%.%%", "x".repeat(10_000), "x".repeat(600) + ".y"}) {
            assertThat(links().open(Purpose.INVITATION, text)).isEmpty();
        }
    }

    @Test
    void isNotSealedWithTheKeyOfSessions() {
        var vault = new SqliteMemory(file, clock).credentialVault();
        var text = new SealedLinks(new VaultSeal(vault, "session-seal", clock), clock).seal(link(Purpose.UNLOCK));

        assertThat(links().open(Purpose.UNLOCK, text)).isEmpty();
    }

    @Test
    void isGoodAfterARestartAndAfterItsKeyWasReplaced() {
        var link = new Link(
                Purpose.INVITATION,
                link(Purpose.INVITATION).userId(),
                OrganizationId.OPERATOR,
                "id",
                NOW.plus(Duration.ofDays(31)));
        var text = links().seal(link);
        close();
        open();
        clock.advance(Duration.ofDays(30));

        assertThat(links().seal(link)).isNotEqualTo(text);
        assertThat(links().open(Purpose.INVITATION, text)).contains(link);
    }
}

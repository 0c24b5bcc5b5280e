package com.avaone.command.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.UserId;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.IdempotencyOutcomes.Claim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory in the embedded store keeps the contract, and what only it promises. */
@SuppressWarnings("NullAway.Init") // opened before each test
class SqliteMemoryTest extends CommandMemoryContractTest {

    @TempDir
    Path directory;

    private SqliteStore store;

    @Override
    CommandMemory open() {
        store = SqliteStore.open(directory.resolve("events.sqlite"));
        return new SqliteMemory(store, clock);
    }

    @Override
    void close() {
        store.close();
    }

    @Override
    String stored() {
        return RawFiles.text(directory);
    }

    @Test
    void leavesNothingOfAnErasedSecretInItsFiles() {
        var vault = memory.credentialVault();
        for (var subject = 0; subject < 300; subject++) {
            vault.put("key", "subject " + (subject * 7919) % 300, new Secret("secret of " + subject + " to find"));
        }
        assertThat(stored()).contains("secret of 0 to find", "secret of 150 to find", "secret of 299 to find");

        for (var subject = 0; subject < 300; subject += 2) {
            vault.erase("key", "subject " + (subject * 7919) % 300, new Secret("mark"));
        }

        var left = stored();
        for (var subject = 0; subject < 300; subject++) {
            var secret = "secret of " + subject + " to find";
            assertThat(left.contains(secret)).as(secret).isEqualTo(subject % 2 == 1);
        }
    }

    @Test
    void knowsAtOnceThatAnEarlierRunLeftAClaimBehind() {
        memory.idempotencyOutcomes().claim("key", "digest", "org_1");
        close();
        memory = open();

        assertThat(memory.idempotencyOutcomes().claim("key", "digest", "org_2")).isEqualTo(new Claim.Orphaned("org_1"));
        assertThat(memory.idempotencyOutcomes().claim("key", "digest", "org_2")).isEqualTo(new Claim.InProgress());
    }

    @Test
    void givesAwayAtOnceWhatAnEarlierRunReservedForAnOwnerThatNeverCame() {
        memory.reservations().reserve("slug", "northwind", "org_1", null, owner -> false);
        memory.reservations().reserve("slug", "kestrel", "org_2", null, owner -> true);
        var nextRun = new SqliteMemory(store, Clock.offset(clock, Duration.ofSeconds(1))).reservations();

        assertThat(nextRun.reserve("slug", "northwind", "org_3", null, owner -> false))
                .isTrue();
        assertThat(nextRun.reserve("slug", "northwind", "org_4", null, owner -> false))
                .isFalse();
        assertThat(nextRun.reserve("slug", "kestrel", "org_5", null, owner -> true))
                .isFalse();
    }

    @Test
    void forgetsOutcomesAfterADay() {
        memory.idempotencyOutcomes().claim("old", "digest", "org_1");
        memory.idempotencyOutcomes().complete("old", new Receipt("org_1", 0, 1));
        var nextDay = Clock.offset(clock, Duration.ofHours(25));
        var later = new SqliteMemory(store, nextDay).idempotencyOutcomes();

        assertThat(later.claim("new", "digest", "org_1")).isEqualTo(new Claim.Claimed());

        var keys = store.read(s -> s.all("SELECT scope_key FROM idempotency_outcome", row -> row.getString(1)));
        assertThat(keys).containsExactly("new");
    }

    @Test
    void findsAndSendsMailThatWasWrittenBeforeThereWereAttachments() throws IOException, SQLException {
        var mailId = MailId.random();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:"
                        + Files.createDirectory(directory.resolve("earlier")).resolve("events.sqlite"));
                var statement = connection.createStatement()) {
            for (var version = 1; version <= 5; version++) {
                try (var schema = Objects.requireNonNull(
                        SqliteStore.class.getResourceAsStream("schema-%d.sql".formatted(version)))) {
                    statement.executeUpdate(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            statement.executeUpdate("PRAGMA application_id=" + 0x41564131);
            statement.executeUpdate("PRAGMA user_version=5");
            statement.executeUpdate(
                    "INSERT INTO mail (mail_id, event_id, recipient, person_id, organization_id, template, subject, text, html,"
                            + " words, state, attempts, due, created_at, give_up_at)"
                            + " VALUES ('%s', 'event', 'asha@acme.example', 'led_1', 'org_1', 'LEAD_MEETING', 'Hello', 'the text',"
                                    .formatted(mailId)
                            + " 'the page', 'hello', 'WAITING', 0, 0, 0, 9999999999999)");
        }

        try (var earlier = SqliteStore.open(directory.resolve("earlier/events.sqlite"))) {
            var outbox = new SqliteMemory(earlier, clock).outbox();

            assertThat(outbox.find(mailId)).hasValueSatisfying(mail -> {
                assertThat(mail.text()).isEqualTo("the text");
                assertThat(mail.attachment()).isNull();
            });
            assertThat(outbox.take(clock.instant(), clock.instant())).hasValueSatisfying(taken -> {
                assertThat(taken.mail().mailId()).isEqualTo(mailId);
                assertThat(taken.mail().attachment()).isNull();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WHERE recipient = '' ORDER BY mail_id DESC LIMIT 25",
                "WHERE recipient = '' AND mail_id < '' ORDER BY mail_id DESC LIMIT 25",
                "WHERE state = '' ORDER BY mail_id DESC LIMIT 25",
                "WHERE person_id = ''",
                "WHERE organization_id = ''",
                "WHERE created_at < 0 LIMIT 1"
            })
    void findsMailByAnIndexInTheOrderOfTheList(String condition) {
        assertThat(plan(condition)).singleElement().asString().startsWith("SEARCH mail USING INDEX mail_");
    }

    @Test
    void findsWhatIsDueWithoutReadingAllThatWaits() {
        // Only what is due at the same moment is put in order.
        assertThat(plan(SqliteOutbox.DUE, 0L))
                .containsExactly(
                        "SEARCH mail USING INDEX mail_by_due (due<?)", "USE TEMP B-TREE FOR LAST TERM OF ORDER BY");
    }

    private List<String> plan(String condition, Object... arguments) {
        return store.read(statements -> statements.all(
                "EXPLAIN QUERY PLAN SELECT subject FROM mail " + condition, row -> row.getString(4), arguments));
    }

    @Test
    void leavesNothingOfAMailOnTheDiskThatWasForgotten() {
        var about = UserId.random();
        memory.outbox()
                .write(new Mail(
                        MailId.random(),
                        "event",
                        new EmailAddress("asha@acme.example"),
                        about.value(),
                        OrganizationId.random(),
                        MailTemplate.INVITATION,
                        Mail.SUITE,
                        null,
                        "Your invitation",
                        new Secret("a link to forget".repeat(1_000)),
                        new Secret("the page"),
                        null,
                        clock.instant(),
                        clock.instant()));
        assertThat(RawFiles.text(directory)).contains("a link to forget", "asha@acme.example");

        memory.outbox().forgetPerson(about.value());
        close();

        // Closing empties the write-ahead log into the file.
        assertThat(RawFiles.text(directory)).doesNotContain("a link to forget", "asha@acme.example");
        memory = open();
    }
}

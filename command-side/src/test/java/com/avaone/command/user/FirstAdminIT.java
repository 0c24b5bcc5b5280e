package com.avaone.command.user;

import static com.avaone.command.user.FirstAdminCreation.FIRST_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.FirstAdmin;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody can enter a fresh installation, whatever happens while it starts, and only who was told. */
@SuppressWarnings("NullAway.Init") // filled by JUnit
class FirstAdminIT {

    private static final SystemAdminRegistered REGISTERED = new SystemAdminRegistered(
            FIRST_ADMIN, OrganizationId.OPERATOR, new EmailAddress("ada@example.com"), "System admin");
    private static final String EMAIL = "avaone.admin.email=ada@example.com";

    @TempDir
    Path directory;

    @Test
    void getsAPasswordThatIsToldOnce() {
        String password;
        try (var suite = new RunningUsers(directory, EMAIL)) {
            assertThat(suite.told).hasSize(1);
            password = String.valueOf(suite.told.getFirst().generatedPassword());
            assertThat(password).hasSize(20);
            assertThat(suite.told.getFirst()).asString().doesNotContain(password);
            assertThat(suite.bean(Credentials.class).matches(FIRST_ADMIN, password))
                    .isTrue();
            assertThat(suite.events(FIRST_ADMIN.value())).containsExactly(REGISTERED);
        }
        try (var suite = new RunningUsers(directory, EMAIL)) {
            assertThat(suite.told).isEmpty();
            assertThat(suite.bean(Credentials.class).matches(FIRST_ADMIN, password))
                    .isTrue();
            assertThat(suite.events(FIRST_ADMIN.value())).containsExactly(REGISTERED);
        }
    }

    @Test
    void hasThePasswordThatWasGivenAtTheFirstStartOnly() {
        try (var suite = new RunningUsers(directory, EMAIL, "avaone.admin.password=given")) {
            assertThat(suite.told).containsExactly(new FirstAdmin(REGISTERED.email(), null));
            assertThat(suite.bean(Credentials.class).matches(FIRST_ADMIN, "given"))
                    .isTrue();
        }
        try (var suite = new RunningUsers(directory, EMAIL, "avaone.admin.password=another")) {
            assertThat(suite.bean(Credentials.class).matches(FIRST_ADMIN, "given"))
                    .isTrue();
            assertThat(suite.bean(Credentials.class).matches(FIRST_ADMIN, "another"))
                    .isFalse();
        }
    }

    @Test
    void isToldAgainWhenTheProcessDiedBeforeTheUserWasThere() {
        // What a process that dies at that moment leaves behind.
        try (var store = SqliteStore.open(eventStore())) {
            var memory = new SqliteMemory(store, Clock.systemUTC());
            memory.idempotencyOutcomes().claim("first-system-admin", "", FIRST_ADMIN.value());
        }
        try (var suite = new RunningUsers(directory, EMAIL)) {
            assertThat(suite.told).hasSize(1);
            var password = String.valueOf(suite.told.getFirst().generatedPassword());
            assertThat(suite.bean(Credentials.class).matches(FIRST_ADMIN, password))
                    .isTrue();
            assertThat(suite.events(FIRST_ADMIN.value())).containsExactly(REGISTERED);
        }
    }

    @Test
    void isRecordedAsTheSuitesOwnAct() {
        try (var suite = new RunningUsers(directory, EMAIL)) {
            var metadata = suite.bean(EventStore.class)
                    .readEvents(FIRST_ADMIN.value())
                    .next()
                    .getMetaData();

            assertThat(metadata)
                    .containsEntry(MetadataKey.TENANT, OrganizationId.OPERATOR.value())
                    .containsEntry(MetadataKey.ACTOR_KIND, "AUTOMATION")
                    .containsEntry(MetadataKey.ACTOR_ID, "first-system-admin")
                    .containsKeys(MetadataKey.REASON, MetadataKey.CAUSATION_ID, MetadataKey.CORRELATION_ID)
                    // Axon's own provider would add it beside ours.
                    .doesNotContainKey("traceId");
        }
    }

    @Test
    void keepsNoPasswordInTheClear() {
        try (var suite = new RunningUsers(directory, EMAIL)) {
            var password = String.valueOf(suite.told.getFirst().generatedPassword());
            var kept = suite.bean(CommandMemory.class).credentialVault().get("password", FIRST_ADMIN.value());

            assertThat(kept.orElseThrow().reveal()).startsWith("$argon2id$").doesNotContain(password);
        }
    }

    @Test
    void cannotHaveAWeakPasswordInProduction() {
        assertThatThrownBy(() -> new RunningUsers(
                        directory, "spring.profiles.active=prod", EMAIL, "avaone.admin.password=changeme12345"))
                .rootCause()
                .hasMessageStartingWith("avaone.admin.password (AVAONE_ADMIN_PASSWORD) is too easy to guess")
                .hasMessageNotContaining("changeme12345");
    }

    private Path eventStore() {
        var folder = directory.resolve("events");
        assertThat(folder.toFile().mkdirs()).isTrue();
        return folder.resolve("events.sqlite");
    }
}

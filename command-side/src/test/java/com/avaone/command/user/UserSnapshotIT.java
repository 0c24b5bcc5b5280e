package com.avaone.command.user;

import static com.avaone.command.user.FirstAdminCreation.FIRST_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.UserCommand.AddPasskey;
import com.avaone.api.user.UserCommand.ConfirmEmailChange;
import com.avaone.api.user.UserCommand.EndSession;
import com.avaone.api.user.UserCommand.EnrollSecondFactor;
import com.avaone.api.user.UserCommand.OpenSession;
import com.avaone.api.user.UserCommand.RemovePasskey;
import com.avaone.api.user.UserCommand.RemoveSecondFactor;
import com.avaone.api.user.UserCommand.RequestEmailChange;
import com.avaone.api.user.UserEvent.EmailChangeRequested;
import com.avaone.api.user.UserEvent.EmailChanged;
import com.avaone.command.kernel.eventstore.SqliteStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An aggregate with a long history is not read from its first event every time. */
@SuppressWarnings("NullAway.Init") // filled by JUnit
class UserSnapshotIT {

    private static final EmailAddress OTHER_EMAIL = new EmailAddress("other@example.com");

    @TempDir
    Path directory;

    @Test
    void continuesFromASnapshotAfterARestart() {
        var kept = SessionId.random();
        long version;
        try (var suite = new RunningUsers(directory)) {
            suite.send(new OpenSession(FIRST_ADMIN, OrganizationId.OPERATOR, kept, null));
            suite.send(new AddPasskey(FIRST_ADMIN, OrganizationId.OPERATOR, "passkey", "Blue key"));
            suite.send(new EnrollSecondFactor(FIRST_ADMIN, OrganizationId.OPERATOR));
            suite.send(new RequestEmailChange(FIRST_ADMIN, OrganizationId.OPERATOR, OTHER_EMAIL));
            for (var i = 0; i < 60; i++) {
                var session = SessionId.random();
                suite.send(new OpenSession(FIRST_ADMIN, OrganizationId.OPERATOR, session, null));
                suite.send(new EndSession(FIRST_ADMIN, OrganizationId.OPERATOR, session, SessionEnd.SIGNED_OUT));
            }
            await().until(() -> !snapshots(suite).isEmpty());
            assertThat(contents(suite))
                    .noneMatch(text -> text.contains("admin@localhost") || text.contains("other@example.com"));
            version = suite.events(FIRST_ADMIN.value()).size() - 1;
        }
        try (var suite = new RunningUsers(directory)) {
            // Only who knows the session from before the snapshot can end it.
            var receipt = suite.send(new EndSession(FIRST_ADMIN, OrganizationId.OPERATOR, kept, SessionEnd.REVOKED));

            assertThat(receipt.version()).isEqualTo(version + 1);
            suite.send(new RemovePasskey(FIRST_ADMIN, OrganizationId.OPERATOR, "passkey"));
            suite.send(new RemoveSecondFactor(FIRST_ADMIN, OrganizationId.OPERATOR));
            suite.send(new ConfirmEmailChange(FIRST_ADMIN, OrganizationId.OPERATOR, changeId(suite)));
            assertThat(suite.events(FIRST_ADMIN.value()).getLast())
                    .isEqualTo(new EmailChanged(
                            FIRST_ADMIN, OrganizationId.OPERATOR, OTHER_EMAIL, new EmailAddress("admin@localhost")));
            assertThat(snapshots(suite)).containsExactly("user 6");
        }
    }

    private static String changeId(RunningUsers suite) {
        return suite.events(FIRST_ADMIN.value()).stream()
                .filter(EmailChangeRequested.class::isInstance)
                .map(event -> ((EmailChangeRequested) event).changeId())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> contents(RunningUsers suite) {
        return suite.bean(SqliteStore.class)
                .read(statements ->
                        statements.all("SELECT CAST(payload AS TEXT) FROM snapshot", row -> row.getString(1)));
    }

    private static List<String> snapshots(RunningUsers suite) {
        return suite.bean(SqliteStore.class)
                .read(statements ->
                        statements.all("SELECT name || ' ' || revision FROM snapshot", row -> row.getString(1)));
    }
}

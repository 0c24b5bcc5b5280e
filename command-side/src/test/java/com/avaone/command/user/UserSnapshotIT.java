package com.avaone.command.user;

import static com.avaone.command.user.FirstAdminCreation.FIRST_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.UserCommand.EndSession;
import com.avaone.api.user.UserCommand.OpenSession;
import com.avaone.command.kernel.eventstore.SqliteStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An aggregate with a long history is not read from its first event every time. */
@SuppressWarnings("NullAway.Init") // filled by JUnit
class UserSnapshotIT {

    @TempDir
    Path directory;

    @Test
    void continuesFromASnapshotAfterARestart() {
        var kept = SessionId.random();
        long version;
        try (var suite = new RunningUsers(directory)) {
            suite.send(new OpenSession(FIRST_ADMIN, OrganizationId.OPERATOR, kept));
            for (var i = 0; i < 60; i++) {
                var session = SessionId.random();
                suite.send(new OpenSession(FIRST_ADMIN, OrganizationId.OPERATOR, session));
                suite.send(new EndSession(FIRST_ADMIN, OrganizationId.OPERATOR, session, SessionEnd.SIGNED_OUT));
            }
            await().until(() -> !snapshots(suite).isEmpty());
            version = suite.events(FIRST_ADMIN.value()).size() - 1;
        }
        try (var suite = new RunningUsers(directory)) {
            // Only who knows the session from before the snapshot can end it.
            var receipt = suite.send(new EndSession(FIRST_ADMIN, OrganizationId.OPERATOR, kept, SessionEnd.REVOKED));

            assertThat(receipt.version()).isEqualTo(version + 1);
            assertThat(snapshots(suite)).containsExactly("user 1");
        }
    }

    private static List<String> snapshots(RunningUsers suite) {
        return suite.bean(SqliteStore.class)
                .read(statements ->
                        statements.all("SELECT name || ' ' || revision FROM snapshot", row -> row.getString(1)));
    }
}

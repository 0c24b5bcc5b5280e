package com.avaone.command.kernel.personal;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.nio.file.Path;
import java.time.Clock;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** By settings alone the suite gets its master key, replaces it, or says what is wrong with it. */
@SuppressWarnings("NullAway.Init") // opened before each test
class PersonalConfigurationTest {

    private static final String OLD = MasterKey.generate();
    private static final String NEW = MasterKey.generate();

    @TempDir
    Path directory;

    private SqliteStore file;
    private ApplicationContextRunner suite;

    @BeforeEach
    void open() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
        suite = new ApplicationContextRunner()
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(CommandMemory.class, () -> new SqliteMemory(file, Clock.systemUTC()))
                .withPropertyValues("avaone.data-dir=" + directory)
                .withUserConfiguration(PersonalConfiguration.class);
    }

    @AfterEach
    void close() {
        file.close();
    }

    private ApplicationContextRunner with(String master, String previous) {
        return suite.withPropertyValues("avaone.master-key=" + master, "avaone.master-key-previous=" + previous);
    }

    private SecretKey key(ApplicationContextRunner suite) {
        var found = new SecretKey[1];
        suite.run(context ->
                found[0] = context.getBean(PersonalKeys.class).toSeal("usr_1").orElseThrow());
        return found[0];
    }

    @Test
    void makesAMasterKeyInTheDataDirectoryWhereNoneIsSet() {
        var key = key(suite);

        assertThat(directory.resolve("master.key")).exists();
        assertThat(key(suite)).isEqualTo(key);
    }

    @Test
    void makesNoFileWhereOneIsSet() {
        key(with(OLD, ""));

        assertThat(directory.resolve("master.key")).doesNotExist();
    }

    @Test
    void replacesTheMasterKeyInOneStart() {
        var key = key(with(OLD, ""));

        assertThat(key(with(NEW, OLD))).isEqualTo(key);
        assertThat(key(with(NEW, ""))).isEqualTo(key);
        with(OLD, "")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseInstanceOf(MasterKeyRefused.class)
                        .rootCause()
                        .hasMessageStartingWith("AVAONE_MASTER_KEY is not the master key"));
    }

    @Test
    void saysWhichSettingIsNoKeyWithoutShowingIt() {
        for (var setting : new String[] {"avaone.master-key", "avaone.master-key-previous"}) {
            suite.withPropertyValues(setting + "=canary")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessage("%s must be the base64 of 32 bytes."
                                    .formatted(setting.toUpperCase(java.util.Locale.ROOT)
                                            .replaceAll("[.-]", "_"))));
        }
    }

    @Test
    void isExplainedInASentenceInThePlaceOfAStackTrace() {
        var analysis =
                new MasterKeyRefusedAnalyzer().analyze(new RuntimeException(new MasterKeyRefused("A sentence.")));

        assertThat(analysis).isNotNull().extracting("description").isEqualTo("A sentence.");
    }
}

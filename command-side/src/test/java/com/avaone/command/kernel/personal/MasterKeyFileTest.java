package com.avaone.command.kernel.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation without a setting keeps its master key in a file. */
@SuppressWarnings("NullAway.Init") // filled by JUnit
class MasterKeyFileTest {

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("data").resolve("master.key");
    }

    private MasterKey read(boolean mayBeNew) {
        return new MasterKeyFile(directory.resolve("data")).read(mayBeNew);
    }

    @Test
    void isMadeOnceForItsOwnerAlone() throws IOException {
        var wrapped = read(true).wrap("usr_1", AesGcm.newKey());

        assertThat(read(true).hasWrapped(wrapped)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(file().getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void isNotMadeAnewWhereKeysAreThatItWrapped() {
        assertThatThrownBy(() -> read(false))
                .isInstanceOf(MasterKeyRefused.class)
                .hasMessageStartingWith("AVAONE_MASTER_KEY is not set")
                .hasMessageContaining("master.key is missing");
        assertThat(file()).doesNotExist();
    }

    @Test
    void isRefusedWhereItIsDamagedWithoutBeingShown() throws IOException {
        read(true);
        Files.writeString(file(), "canary");

        assertThatThrownBy(() -> read(true))
                .isInstanceOf(MasterKeyRefused.class)
                .hasMessageStartingWith("AVAONE_MASTER_KEY is not set")
                .hasMessageContaining("master.key is damaged")
                .hasMessageNotContaining("canary");
    }
}

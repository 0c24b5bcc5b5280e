package com.avaone.command.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path parent;

    @Test
    void belongsToOneAtATime() throws IOException {
        var path = parent.resolve("data");
        try (var first = DataDirectory.open(path)) {
            assertThat(first.eventStore().getParent()).isDirectory();
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOf(DataDirectoryInUse.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("avaone.data-dir");
        }
        DataDirectory.open(path).close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isClosedToOtherUsers() throws IOException {
        var path = parent.resolve("data");
        DataDirectory.open(path).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
    }
}

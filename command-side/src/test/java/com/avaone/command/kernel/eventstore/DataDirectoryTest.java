package com.avaone.command.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    /** Another process: says "in use" if the directory is, else nothing. */
    static final class Other {
        public static void main(String[] arguments) throws IOException {
            try {
                DataDirectory.open(Path.of(arguments[0])).close();
            } catch (DataDirectoryInUse inUse) {
                System.out.print("in use");
            }
        }
    }

    @Test
    void belongsToOneProcess() throws Exception {
        var path = parent.resolve("data");
        try (var mine = DataDirectory.open(path)) {
            assertThat(mine.eventStore()).hasFileName("events.sqlite");
            assertThat(tryFromAnotherProcess(path)).isEqualTo("in use");
        }
        assertThat(tryFromAnotherProcess(path)).isEmpty();
    }

    private static String tryFromAnotherProcess(Path path) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Other.class.getName(), path.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
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

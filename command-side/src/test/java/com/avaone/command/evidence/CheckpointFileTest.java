package com.avaone.command.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.evidence.BundleFiles;
import com.avaone.evidence.Checkpoint;
import com.avaone.evidence.Hash;
import com.avaone.evidence.SignedNote;
import com.avaone.evidence.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a crash or a full disk leaves of a note, the file is one of whole notes again, and each is in it once. */
class CheckpointFileTest {

    private static final String OURS = "log/ours";
    private static final String OTHERS = "log/others";

    private final SigningKey key = SigningKey.generate("test");

    @TempDir
    private Path directory;

    private SignedNote note(String origin, long size) {
        return new Checkpoint(origin, size, Hash.ofLeaf(new byte[] {(byte) size})).signed(key);
    }

    private Path path() {
        return directory.resolve("kept").resolve("checkpoints");
    }

    private static List<SignedNote> notes(Path file) throws IOException {
        return BundleFiles.parseNotes(Files.readString(file));
    }

    @Test
    void theLastOfEachLogIsFoundHoweverFarBack() throws IOException {
        var written = new CheckpointFile(path());
        assertThat(written.last(OURS)).isEmpty();
        written.append(note(OURS, 3));
        written.append(note(OTHERS, 1));
        Files.writeString(
                path(),
                BundleFiles.notes(List.of(note(OTHERS, 2))).repeat(10_000),
                UTF_8,
                java.nio.file.StandardOpenOption.APPEND);
        var read = new CheckpointFile(path());
        assertThat(read.last(OURS)).map(Checkpoint::size).contains(3L);
        assertThat(read.last(OTHERS)).map(Checkpoint::size).contains(2L);
        assertThat(read.last("log")).isEmpty();
    }

    @Test
    void whereverItWasCutOffTheNextNoteIsWhole() throws IOException {
        var first = note(OURS, 1);
        var second = note(OURS, 2);
        var whole = BundleFiles.notes(List.of(first)).getBytes(UTF_8);
        var both = BundleFiles.notes(List.of(first, second)).getBytes(UTF_8);
        Files.createDirectories(path().getParent());
        for (var cut = 0; cut <= both.length; cut++) {
            Files.write(path(), Arrays.copyOf(both, cut));
            var file = new CheckpointFile(path());
            // The last line feed is no part of what was signed.
            var known = cut < whole.length - 1 ? 0L : cut < both.length - 1 ? 1L : 2L;
            assertThat(file.last(OURS).map(Checkpoint::size).orElse(0L))
                    .as("cut at %d", cut)
                    .isEqualTo(known);
            file.append(first);
            file.append(second);
            assertThat(Files.readAllBytes(path())).as("cut at %d", cut).isEqualTo(both);
        }
    }

    /** As a disk leaves it that noted the length before the bytes. */
    @Test
    void whatWasNeverWrittenIsNoNote() throws IOException {
        new CheckpointFile(path()).append(note(OURS, 1));
        Files.write(path(), new byte[300], java.nio.file.StandardOpenOption.APPEND);
        new CheckpointFile(path()).append(note(OURS, 2));
        assertThat(notes(path())).containsExactly(note(OURS, 1), note(OURS, 2));
    }

    @Test
    void aNoteThatCouldNotBeAppendedIsAppendedLater() throws IOException {
        var file = new CheckpointFile(path());
        file.append(note(OURS, 1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> file.append(note(OURS, 2))).isInstanceOf(UncheckedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        file.append(note(OURS, 2));
        assertThat(notes(path())).containsExactly(note(OURS, 1), note(OURS, 2));
    }

    @Test
    void itGoesOnInANewFileWhereTheOldOneWasTakenAway() throws IOException {
        var file = new CheckpointFile(path());
        file.append(note(OURS, 1));
        Files.move(path(), directory.resolve("taken"));
        file.append(note(OURS, 2));
        assertThat(notes(path())).containsExactly(note(OURS, 2));
    }

    @Test
    void whatIsNoFileOfCheckpointsIsLeftAlone() throws IOException {
        Files.createDirectories(path().getParent());
        for (var content : List.of("x".repeat(20_000), "some line\n".repeat(3_000))) {
            Files.writeString(path(), content);
            var file = new CheckpointFile(path());
            assertThatThrownBy(() -> file.append(note(OURS, 1)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage("It is no file of checkpoints");
            assertThat(Files.readString(path())).isEqualTo(content);
        }
    }
}

package com.avaone.command.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.evidence.BundleFiles;
import com.avaone.evidence.Checkpoint;
import com.avaone.evidence.NotValid;
import com.avaone.evidence.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A file to which every checkpoint is appended that this node signs. Whoever copies it elsewhere from time to time can tell later whether the
 * log is still the one that it was.
 */
final class CheckpointFile {

    /** So much of its end is looked at to find the last checkpoint of a log. */
    private static final int LOOKED_AT = 1 << 20;

    private final Path file;

    CheckpointFile(Path file) {
        this.file = file;
    }

    /** Appends a note. It is on the disk when this returns. */
    synchronized void append(SignedNote note) {
        try {
            var directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            try (var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                for (var rest = ByteBuffer.wrap(BundleFiles.notes(List.of(note)).getBytes(UTF_8));
                        rest.hasRemaining(); ) {
                    var _ = channel.write(rest);
                }
                channel.force(true);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The checkpoint cannot be appended to %s".formatted(file), failure);
        }
    }

    /** The last checkpoint of a log near the end of the file. What a crash left half written is passed over. */
    Optional<Checkpoint> last(String origin) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var buffer = ByteBuffer.allocate((int) Math.min(LOOKED_AT, channel.size()));
            var begin = channel.size() - buffer.capacity();
            while (buffer.hasRemaining() && channel.read(buffer, begin + buffer.position()) >= 0) {
                // Until it is full.
            }
            var paragraphs = List.of(new String(buffer.array(), 0, buffer.position(), UTF_8).split("\n\n", -1));
            return paragraphs.reversed().stream()
                    .filter(paragraph -> paragraph.strip().startsWith(origin + "\n"))
                    .flatMap(paragraph -> parsed(paragraph.strip() + "\n").stream())
                    .findFirst();
        } catch (java.nio.file.NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("The checkpoints in %s cannot be read".formatted(file), failure);
        }
    }

    private static Optional<Checkpoint> parsed(String text) {
        try {
            return Optional.of(Checkpoint.parse(text));
        } catch (NotValid _) {
            return Optional.empty();
        }
    }
}

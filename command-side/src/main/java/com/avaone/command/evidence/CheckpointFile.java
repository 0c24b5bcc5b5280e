package com.avaone.command.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.evidence.BundleFiles;
import com.avaone.evidence.Checkpoint;
import com.avaone.evidence.NotValid;
import com.avaone.evidence.SignedNote;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to which every checkpoint is appended that this node signs, or finds signed. Whoever copies it elsewhere from time to time can tell
 * later whether the log is still the one that it was. It is read once, before it is first used and after a failure.
 */
final class CheckpointFile {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);
    private static final String SIGNATURE = "\u2014 ";
    private static final int LINES = 3;

    /** No line is longer, and no more than this is left of a note that was not written to its end. */
    private static final int LONGEST = 8_192;

    private final Path file;

    /** The largest checkpoint of each log; null as long as the file is not read. */
    private @Nullable Map<String, Checkpoint> largest;

    CheckpointFile(Path file) {
        this.file = file;
    }

    /** Appends a note, if none of that log is in the file that is as large. It is on the disk when this returns. */
    synchronized void append(SignedNote note) {
        var checkpoint = Checkpoint.parse(note.text());
        if (lacks(checkpoint.origin(), checkpoint.size())) {
            try {
                write(note);
            } catch (IOException failure) {
                // A part of it may be in the file: that is found when it is read again.
                largest = null;
                throw new UncheckedIOException("The checkpoint cannot be appended to %s".formatted(file), failure);
            }
            largest().put(checkpoint.origin(), checkpoint);
        }
    }

    /** Whether no checkpoint of a log is in the file that is as large. */
    synchronized boolean lacks(String origin, long size) {
        return last(origin).filter(last -> last.size() >= size).isEmpty();
    }

    private void write(SignedNote note) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            write(channel, BundleFiles.notes(List.of(note)));
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        for (var rest = ByteBuffer.wrap(text.getBytes(UTF_8)); rest.hasRemaining(); ) {
            var _ = channel.write(rest);
        }
        channel.force(true);
    }

    /** The largest checkpoint of a log in the file. */
    synchronized Optional<Checkpoint> last(String origin) {
        return Optional.ofNullable(largest().get(origin));
    }

    private Map<String, Checkpoint> largest() {
        var known = largest;
        if (known == null) {
            try {
                known = read();
            } catch (IOException failure) {
                throw new UncheckedIOException("The checkpoints in %s cannot be read".formatted(file), failure);
            }
            largest = known;
        }
        return known;
    }

    /** Reads the file, and takes off its end what is left of a note that was not written whole. */
    private Map<String, Checkpoint> read() throws IOException {
        var notes = new Notes();
        try (var bytes = new BufferedInputStream(Files.newInputStream(file))) {
            var line = new ByteArrayOutputStream();
            for (int next; (next = bytes.read()) >= 0; ) {
                notes.read++;
                if (next == '\n') {
                    notes.line(line.toString(UTF_8));
                    line.reset();
                } else {
                    line.write(next);
                }
                if (line.size() > LONGEST) {
                    throw new IOException("It is no file of checkpoints");
                }
            }
        } catch (NoSuchFileException _) {
            return notes.largest;
        }
        if (notes.read > notes.whole + LONGEST) {
            throw new IOException("It is no file of checkpoints");
        }
        if (notes.read > notes.whole || !notes.ended) {
            LOG.warn("{} ends with a note that was not written whole; it is cut off at byte {}", file, notes.whole);
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(notes.whole).position(notes.whole);
                write(channel, notes.ended ? "" : "\n");
            }
        }
        return notes.largest;
    }

    /** What was read of the file. */
    private static final class Notes {

        private final Map<String, Checkpoint> largest = new HashMap<>();
        private final List<String> text = new ArrayList<>();
        private boolean behindEmptyLine;

        /** How many bytes. */
        private long read;

        /** Up to where notes are whole. */
        private long whole;

        /** Whether the empty line is there that follows the last whole note, if there is one. */
        private boolean ended = true;

        void line(String line) {
            if (line.startsWith(SIGNATURE)) {
                note();
                whole = read;
                ended = false;
                behindEmptyLine = true; // whatever comes next, it is of another note
            } else if (line.isEmpty()) {
                if (!ended) {
                    whole = read;
                    ended = true;
                }
                behindEmptyLine = true;
            } else {
                if (behindEmptyLine) {
                    text.clear();
                }
                behindEmptyLine = false;
                if (text.size() < LINES) {
                    text.add(line);
                }
            }
        }

        private void note() {
            try {
                var checkpoint = Checkpoint.parse(String.join("\n", text) + "\n");
                largest.merge(checkpoint.origin(), checkpoint, (one, other) -> other.size() > one.size() ? other : one);
            } catch (NotValid _) {
                // Two that a crash ran together: what is behind them is read as ever.
            }
        }
    }
}

package com.avaone.query.user;

import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInUser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Users and sessions after one event of the log, to begin with at the next start. It may be lost at any time: then the log is read from its
 * first event.
 *
 * @param format of the file; another is not read
 * @param position of the last event seen
 * @param lastEventId its identifier: tells a log of the same length, but another history, from ours
 */
record IdentitySnapshot(
        int format, long position, String lastEventId, List<SignInUser> users, List<SessionView> sessions) {

    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Logger LOG = LoggerFactory.getLogger(IdentitySnapshot.class);

    static IdentitySnapshot of(long position, String lastEventId, List<SignInUser> users, List<SessionView> sessions) {
        return new IdentitySnapshot(FORMAT, position, lastEventId, users, sessions);
    }

    /** Reads the file; empty where there is none that can be used. */
    static Optional<IdentitySnapshot> read(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            var snapshot = JSON.readValue(Files.readAllBytes(file), IdentitySnapshot.class);
            return Optional.of(snapshot).filter(found -> found.format() == FORMAT);
        } catch (IOException | JacksonException unreadable) {
            LOG.warn(
                    "The snapshot {} cannot be read; users and sessions are built from the first event",
                    file,
                    unreadable);
            return Optional.empty();
        }
    }

    /** Puts the file in place as a whole: after a crash there is the old one or the new one. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(this));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

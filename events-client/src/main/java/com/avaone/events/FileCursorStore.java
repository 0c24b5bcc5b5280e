package com.avaone.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps a program's progress in a file, which is replaced as a whole: after a crash it holds the one before or the new one. */
public final class FileCursorStore implements CursorStore {

    private final Path file;

    /** @param file in a directory that exists */
    public FileCursorStore(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public Optional<Progress> load() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readString(file).split("\n", -1);
        if (lines.length < 3) {
            throw new IOException("%s is no file of progress".formatted(file));
        }
        try {
            return Optional.of(new Progress(lines[0], Long.parseLong(lines[1]), lines[2]));
        } catch (NumberFormatException e) {
            throw new IOException("%s is no file of progress".formatted(file), e);
        }
    }

    @Override
    public void save(Progress progress) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        var text = "%s\n%d\n%s\n".formatted(progress.cursor(), progress.count(), progress.digest());
        try (var channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var content = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

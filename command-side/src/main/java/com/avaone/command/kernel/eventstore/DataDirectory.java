package com.avaone.command.kernel.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory in which one process keeps its data, locked while it is open: two writers in one store would give the same positions twice.
 * The operating system frees the lock when the process ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the directory if it is missing (for its owner alone, since it holds secrets) and locks it.
     *
     * @throws DataDirectoryInUse if another process has locked it
     * @throws UncheckedIOException if it cannot be created or written
     */
    public static DataDirectory open(Path directory) {
        var path = directory.toAbsolutePath().normalize();
        try {
            createPrivate(path);
            var lock = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(lock)) {
                lock.close();
                throw new DataDirectoryInUse(path);
            }
            createPrivate(path.resolve("events"));
            createPrivate(path.resolve("assets"));
            return new DataDirectory(path, lock);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The data directory %s cannot be used: %s".formatted(path, failure), failure);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        var posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(
                directory,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0]);
    }

    /** The file of the embedded event store. */
    public Path eventStore() {
        return path.resolve("events").resolve("events.sqlite");
    }

    /** The directory of pictures, which can no more be made again than the events. */
    public Path assets() {
        return path.resolve("assets");
    }

    /** Frees the lock. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}

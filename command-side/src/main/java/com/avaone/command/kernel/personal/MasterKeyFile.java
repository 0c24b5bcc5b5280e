package com.avaone.command.kernel.personal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The master key of an installation that nobody gave one, in a file of its data directory that only its owner may read. */
final class MasterKeyFile {

    private final Path file;

    MasterKeyFile(Path dataDirectory) {
        this.file = dataDirectory.resolve("master.key");
    }

    /**
     * The key in the file.
     *
     * @param mayBeNew whether to make the file where it is missing
     * @throws MasterKeyRefused if it is missing and may not be new, or is damaged
     */
    MasterKey read(boolean mayBeNew) {
        try {
            if (!Files.exists(file)) {
                if (!mayBeNew) {
                    throw new MasterKeyRefused(
                            ("AVAONE_MASTER_KEY is not set and %s is missing, but there are keys of personal data that it wrapped: bring"
                                            + " the file back.")
                                    .formatted(file));
                }
                write(MasterKey.generate());
            }
            return MasterKey.parse(Files.readString(file).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException("The master key %s cannot be read or written".formatted(file), failure);
        } catch (IllegalArgumentException _) {
            throw new MasterKeyRefused(
                    "AVAONE_MASTER_KEY is not set and %s is damaged: bring the file back.".formatted(file));
        }
    }

    /** As a whole: after a crash there is the file or none. */
    private void write(String key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var unfinished = file.resolveSibling("master.key.new");
        Files.deleteIfExists(unfinished);
        try (var channel = FileChannel.open(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
            channel.write(ByteBuffer.wrap((key + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

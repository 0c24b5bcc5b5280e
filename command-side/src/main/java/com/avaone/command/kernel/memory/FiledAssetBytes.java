package com.avaone.command.kernel.memory;

import com.avaone.api.asset.AssetBytes;
import com.avaone.api.asset.AssetId;
import com.avaone.api.asset.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Bytes as files of a directory: one directory for each asset, in it a file for each of its pictures, named by its hash. */
public final class FiledAssetBytes implements AssetBytes {

    private static final int ATTEMPTS = 3;

    private final Path directory;

    /**
     * @param directory which is there, and in which nothing else is
     */
    public FiledAssetBytes(Path directory) {
        this.directory = directory;
    }

    private Path of(AssetId assetId) {
        return directory.resolve(assetId.value());
    }

    private Path file(AssetId assetId, Sha256 sha256) {
        return of(assetId).resolve(sha256.value());
    }

    @Override
    public void store(AssetId assetId, Sha256 sha256, byte[] bytes) {
        for (var attempt = 1; !holds(assetId, sha256); attempt++) {
            try {
                write(assetId, sha256, bytes);
            } catch (NoSuchFileException gone) {
                // The asset's directory went as it was deleted in another thread.
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(gone);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Under another name first: a file that has its name is whole. */
    private void write(AssetId assetId, Sha256 sha256, byte[] bytes) throws IOException {
        Files.createDirectories(of(assetId));
        var part = Files.createTempFile(of(assetId), "part-", null);
        try {
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                    var _ = channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(part, file(assetId, sha256), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        force(of(assetId));
        force(directory);
    }

    /** A file's name is durable when its directory is. */
    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public boolean holds(AssetId assetId, Sha256 sha256) {
        return Files.isRegularFile(file(assetId, sha256));
    }

    @Override
    public Optional<InputStream> open(AssetId assetId, Sha256 sha256) throws IOException {
        try {
            return Optional.of(Files.newInputStream(file(assetId, sha256)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public void removeAll(AssetId assetId) {
        try (var files = Files.newDirectoryStream(of(assetId))) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(of(assetId));
        } catch (NoSuchFileException _) {
            // Nothing is left to be removed.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

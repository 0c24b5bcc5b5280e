package com.avaone.command.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.evidence.BundleFiles;
import com.avaone.evidence.Hash;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Documents in files of a directory of their own, until they are in a bundle, and the bundle, until it is taken. */
final class Spool implements AutoCloseable {

    private static final byte LINE_FEED = '\n';

    private final Path directory;

    /** Names in the bundle; a file here is called by its number. */
    private final List<String> files = new ArrayList<>();

    private @Nullable OutputStream lines;
    private @Nullable OutputStream hashes;
    private String collection = "";

    private Spool(Path directory) {
        this.directory = directory;
    }

    /** Deletes what a process left in a directory that ended while it made bundles. */
    static void forgetUnfinished(Path parent) {
        try (var left = Files.newDirectoryStream(parent)) {
            for (var directory : left) {
                FileSystemUtils.deleteRecursively(directory);
            }
        } catch (NoSuchFileException _) {
            // None was ever made here.
        } catch (IOException failure) {
            throw new UncheckedIOException("What is left of unfinished bundles cannot be deleted", failure);
        }
    }

    /** A new one in a directory, which is made where it is missing. */
    static Spool in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new Spool(Files.createTempDirectory(parent, "bundle-"));
    }

    /** Adds a document. Those of a collection come one after another. */
    void document(String ofCollection, String id, String json) throws IOException {
        if (!ofCollection.equals(collection)) {
            finish();
            collection = ofCollection;
            lines = begin(ofCollection + BundleFiles.LINES);
            hashes = begin(ofCollection + BundleFiles.HASHES);
        }
        var line = json.getBytes(UTF_8);
        write(lines, line);
        write(hashes, "%s %s".formatted(Hash.sha256(line).hex(), id).getBytes(UTF_8));
    }

    private static void write(@Nullable OutputStream target, byte[] line) throws IOException {
        if (target != null) {
            target.write(line);
            target.write(LINE_FEED);
        }
    }

    private OutputStream begin(String name) throws IOException {
        files.add(BundleFiles.DOCUMENTS + name);
        return new BufferedOutputStream(Files.newOutputStream(file(files.size() - 1)));
    }

    private Path file(int number) {
        return directory.resolve(Integer.toString(number));
    }

    /** Writes down what is still in memory. */
    void finish() throws IOException {
        if (lines != null) {
            lines.close();
        }
        if (hashes != null) {
            hashes.close();
        }
        lines = null;
        hashes = null;
        collection = "";
    }

    /** The files by their names in the bundle. */
    List<String> files() {
        return List.copyOf(files);
    }

    /** Writes a file to {@code target}. */
    void copy(String name, OutputStream target) throws IOException {
        var _ = Files.copy(file(files.indexOf(name)), target);
    }

    /** Where the bundle is written. */
    Path bundle() {
        return directory.resolve("bundle.zip");
    }

    /** Forgets all documents. */
    void clear() throws IOException {
        finish();
        for (var number = 0; number < files.size(); number++) {
            Files.deleteIfExists(file(number));
        }
        files.clear();
    }

    @Override
    public void close() {
        try (Closeable _ = () -> FileSystemUtils.deleteRecursively(directory)) {
            finish();
        } catch (IOException failure) {
            throw new UncheckedIOException("The files of a bundle cannot be deleted", failure);
        }
    }
}

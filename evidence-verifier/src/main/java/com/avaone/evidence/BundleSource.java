package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files in a ZIP that may have been made to do harm: nothing is unpacked, and never more than a line is in memory. */
final class BundleSource implements Closeable {

    /** So much may come out of any ZIP; beyond, no more than 200 bytes of each. */
    private static final long UNSUSPICIOUS = 1L << 30;

    private static final int LARGEST_RATIO = 200;
    private static final int MOST_FILES = 1_001;
    private static final int LONGEST_LINE = 64 << 20;
    private static final int LARGEST_TEXT = 4 << 20;

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries;

    private BundleSource(Path file, ZipFile zip, Map<String, ZipEntry> entries) {
        this.file = file;
        this.zip = zip;
        this.entries = entries;
    }

    /**
     * Opens a bundle.
     *
     * @throws NotValid if it is no ZIP, or one that no bundle is
     */
    static BundleSource open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), UTF_8);
        } catch (ZipException | EOFException e) {
            throw new NotValid("%s is no whole ZIP: %s".formatted(file.getFileName(), e.getMessage()));
        }
        try {
            return new BundleSource(file, zip, entries(zip, Files.size(file)));
        } catch (NotValid | IOException refusal) {
            zip.close();
            throw refusal;
        }
    }

    private static Map<String, ZipEntry> entries(ZipFile zip, long packed) {
        if (zip.size() > MOST_FILES) {
            throw new NotValid("The ZIP has more files than a bundle may have");
        }
        var entries = new LinkedHashMap<String, ZipEntry>();
        var names = new HashSet<String>();
        var unpacked = 0.0; // what it says may be more than there are numbers
        for (var entry : zip.stream().toList()) {
            if (!BundleFiles.isName(entry.getName())) {
                throw new NotValid("No file of a bundle is called %s".formatted(Words.shown(entry.getName())));
            }
            // Where it is unpacked, names that differ in their case only may be one.
            if (!names.add(entry.getName().toLowerCase(Locale.ROOT))) {
                throw new NotValid("%s is there twice".formatted(entry.getName()));
            }
            entries.put(entry.getName(), entry);
            unpacked += Math.max(0, entry.getSize());
        }
        if (unpacked > UNSUSPICIOUS && unpacked / LARGEST_RATIO > packed) {
            throw new NotValid("The ZIP is packed more tightly than any bundle");
        }
        return entries;
    }

    Set<String> names() {
        return entries.keySet();
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /**
     * Reads a small file.
     *
     * @throws NotValid if it is not there, or too large
     */
    String text(String name) throws IOException {
        try (var lines = lines(name)) {
            return new String(lines.input.readAllBytes(LARGEST_TEXT), UTF_8);
        }
    }

    /**
     * Reads a file line by line.
     *
     * @throws NotValid if it is not there
     */
    Lines lines(String name) throws IOException {
        var entry = entries.get(name);
        if (entry == null) {
            throw new NotValid("%s is missing".formatted(name));
        }
        return new Lines(name, new Measured(name, zip.getInputStream(entry), entry.getSize()));
    }

    /**
     * What each file is to whoever reads the ZIP from its beginning. {@link #lines} go by the directory at its end.
     *
     * @throws NotValid if there are others than in the directory, or something beside them
     */
    Map<String, Manifest.FileDigest> digestsFromTheBeginning() throws IOException {
        var digests = new LinkedHashMap<String, Manifest.FileDigest>();
        try (var reading = new ZipReading(file)) {
            for (var listed : entries.values()) {
                reading.next(listed);
                // Not closed: it would close them all.
                var lines = new Lines(listed.getName(), new Measured(listed.getName(), reading, listed.getSize()));
                digests.put(listed.getName(), lines.digest());
            }
            reading.end();
        } catch (ZipException | EOFException e) {
            throw new NotValid("The ZIP cannot be read from its beginning: %s".formatted(e.getMessage()));
        }
        return digests;
    }

    /** The lines of a file, and what all of it is like once it was read. */
    static final class Lines implements Closeable {

        private final String name;
        private final Measured input;
        private final InputStream buffered;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        private Lines(String name, Measured input) {
            this.name = name;
            this.input = input;
            this.buffered = new BufferedInputStream(input, 1 << 16);
        }

        /** The next line without its line feed; null at the end. */
        byte @Nullable [] next() throws IOException {
            line.reset();
            var begun = false;
            for (var unit = buffered.read(); unit >= 0; unit = buffered.read()) {
                if (unit == '\n') {
                    return line.toByteArray();
                }
                begun = true;
                line.write(unit);
                if (line.size() > LONGEST_LINE) {
                    throw new NotValid("%s has a line that is too long".formatted(name));
                }
            }
            return begun ? line.toByteArray() : null;
        }

        /** What the manifest should say of the file. Reads what is left. */
        Manifest.FileDigest digest() throws IOException {
            var rest = new byte[1 << 16];
            while (buffered.read(rest) >= 0) {
                // Only to be measured.
            }
            return new Manifest.FileDigest(Hash.of(input.digest.digest()), input.size);
        }

        @Override
        public void close() throws IOException {
            buffered.close();
        }
    }

    /** Counts and digests what is read, and reads no more than the ZIP said. */
    private static final class Measured extends InputStream {

        private final String name;
        private final InputStream source;
        private final long most;
        private final MessageDigest digest = Hash.sha256();
        private long size;

        Measured(String name, InputStream source, long most) {
            this.name = name;
            this.source = source;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read;
            try {
                read = source.read(target, from, length);
            } catch (ZipException | EOFException e) {
                throw new NotValid("%s is damaged: %s".formatted(name, e.getMessage()));
            }
            if (read > 0) {
                digest.update(target, from, read);
                size += read;
            }
            if (size > most) {
                throw new NotValid("%s is larger than the ZIP says".formatted(name));
            }
            return read;
        }

        byte[] readAllBytes(int limit) throws IOException {
            var bytes = readNBytes(limit);
            if (bytes.length == limit) {
                throw new NotValid("%s is too large".formatted(name));
            }
            return bytes;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a bundle file by file, and the signed manifest at its end. Nothing is held of what was written but its digests. */
public final class BundleWriter implements Closeable {

    private static final byte LINE_FEED = '\n';

    private final ZipOutputStream zip;
    private final Map<String, Manifest.FileDigest> files = new LinkedHashMap<>();

    /** @param target is closed with this */
    public BundleWriter(OutputStream target) {
        zip = new ZipOutputStream(target, UTF_8);
    }

    /** Writes one file. Close it before the next. */
    public final class FileWriter extends FilterOutputStream {

        private final String name;
        private final MessageDigest digest = Hash.sha256();
        private long size;

        private FileWriter(String name) {
            super(zip);
            this.name = name;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            zip.write(bytes, from, length);
            digest.update(bytes, from, length);
            size += length;
        }

        /** Writes a line, with a line feed behind it. */
        public void line(byte[] bytes) throws IOException {
            write(bytes, 0, bytes.length);
            write(LINE_FEED);
        }

        @Override
        public void close() throws IOException {
            zip.closeEntry();
            files.put(name, new Manifest.FileDigest(Hash.of(digest.digest()), size));
        }
    }

    /** Begins a file. */
    public FileWriter begin(String name) throws IOException {
        if (!BundleFiles.isName(name) || files.containsKey(name)) {
            throw new IllegalArgumentException("No file of a bundle is called " + name);
        }
        zip.putNextEntry(entry(name));
        return new FileWriter(name);
    }

    /** Writes a small file. */
    public void text(String name, String content) throws IOException {
        try (var file = begin(name)) {
            file.write(content.getBytes(UTF_8));
        }
    }

    /**
     * Writes the manifest, the last file.
     *
     * @param manifest makes it of the files that were written
     */
    public void finish(Function<Map<String, Manifest.FileDigest>, Manifest> manifest, SigningKey key)
            throws IOException {
        var note = SignedNote.sign(manifest.apply(files).text(), key);
        zip.putNextEntry(entry(BundleFiles.MANIFEST));
        zip.write(note.note().getBytes(UTF_8));
        zip.closeEntry();
    }

    /** Of no time: when it was made is in the manifest. */
    private static ZipEntry entry(String name) {
        var entry = new ZipEntry(name);
        entry.setTime(0);
        return entry;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

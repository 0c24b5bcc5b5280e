package com.avaone.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is in a bundle. Its text is signed as a note.
 *
 * @param origin of the checkpoint, see {@link Checkpoint}
 * @param organization whose bundle it is
 * @param made when it was made
 * @param events how many there are
 * @param position in the suite's log up to which they are; that of the last event or a later one
 * @param documentsFrom the position that every document has reached
 * @param documentsTo the position that no document is behind; the same where nothing happened while they were read
 * @param files every other file of the bundle, by its name, in the order of the ZIP
 */
public record Manifest(
        String origin,
        String organization,
        Instant made,
        long events,
        long position,
        long documentsFrom,
        long documentsTo,
        Map<String, FileDigest> files) {

    /** The first line, and with it the version of the form. */
    static final String FORM = "avaone-evidence-bundle/1";

    private static final int MOST_FILES = 1_000;

    /**
     * A file.
     *
     * @param sha256 over its content
     * @param size in bytes
     */
    public record FileDigest(Hash sha256, long size) {}

    /** Keeps the order of the files. */
    public Manifest {
        files = new LinkedHashMap<>(files);
    }

    /** What is signed. */
    public String text() {
        var text = new StringBuilder(FORM)
                .append("\norigin ")
                .append(origin)
                .append("\norganization ")
                .append(organization)
                .append("\nmade ")
                .append(made)
                .append("\nevents ")
                .append(events)
                .append("\nposition ")
                .append(position)
                .append("\ndocuments-from ")
                .append(documentsFrom)
                .append("\ndocuments-to ")
                .append(documentsTo)
                .append('\n');
        files.forEach((name, file) ->
                text.append("file %s %d %s\n".formatted(file.sha256().hex(), file.size(), name)));
        return text.toString();
    }

    /**
     * Reads the text of a manifest.
     *
     * @throws NotValid if it is none
     */
    public static Manifest parse(String text) {
        var lines = text.split("\n", 0);
        if (!lines[0].equals(FORM)) {
            throw new NotValid("The manifest must begin with %s".formatted(FORM));
        }
        var values = new LinkedHashMap<String, String>();
        var files = new LinkedHashMap<String, FileDigest>();
        for (var i = 1; i < lines.length; i++) {
            var parts = lines[i].split(" ", 4);
            var known = parts.length == 4 && parts[0].equals("file")
                    ? files.put(parts[3], new FileDigest(hash(parts[1]), number(parts[2])))
                    : parts.length == 2 ? values.put(parts[0], parts[1]) : "";
            if (known != null || files.size() > MOST_FILES) {
                throw new NotValid("Line %d of the manifest is none, or stands there twice".formatted(i + 1));
            }
        }
        return new Manifest(
                value(values, "origin"),
                value(values, "organization"),
                instant(value(values, "made")),
                number(value(values, "events")),
                number(value(values, "position")),
                number(value(values, "documents-from")),
                number(value(values, "documents-to")),
                files);
    }

    private static String value(Map<String, String> values, String key) {
        var value = values.get(key);
        if (value == null) {
            throw new NotValid("The manifest must say `%s`".formatted(key));
        }
        return value;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new NotValid("%s is no instant".formatted(text));
        }
    }

    private static Hash hash(String hex) {
        try {
            return Hash.ofHex(hex);
        } catch (IllegalArgumentException _) {
            throw new NotValid("A digest is 64 hexadecimal digits");
        }
    }

    private static long number(String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new NotValid("%s is no number".formatted(text));
        }
        return Long.parseLong(text);
    }
}

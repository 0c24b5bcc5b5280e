package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Bundles of organizations that do not exist. */
final class Bundles {

    static final String ORGANIZATION = "org_01jd3r0v6g9m5r6w3m1v0k8q2t";

    private static final Instant MADE = Instant.parse("2026-01-31T12:00:00Z");

    private Bundles() {}

    /** Events of a log in which those of others stand between. */
    static List<LogLine> events(int count, Random random) {
        var events = new ArrayList<LogLine>();
        var position = 0L;
        for (var i = 0; i < count; i++) {
            position += 1 + random.nextInt(5);
            var metadata = new TreeMap<>(Map.of(LogLine.ORGANIZATION, ORGANIZATION, "actorKind", "USER"));
            if (random.nextBoolean()) {
                metadata.put("sealed.reason", "1.usr_x." + random.nextLong());
            }
            events.add(new LogLine(
                    position,
                    "event-" + random.nextLong(),
                    MADE.plusMillis(random.nextInt()),
                    "license.suspended",
                    random.nextBoolean() ? "1" : null,
                    new LogLine.Aggregate("lic_" + random.nextInt(9), random.nextBoolean() ? "license" : null, i),
                    metadata,
                    "{\"text\":\"%s\",\"n\":%d}"
                            .formatted(random.nextBoolean() ? "नमस्ते" : "\\u0007\\\"", random.nextLong())
                            .getBytes(UTF_8)));
        }
        return events;
    }

    /** Identifiers and JSON of documents. */
    static Map<String, String> documents(int count, Random random) {
        var documents = new TreeMap<String, String>();
        for (var i = 0; i < count; i++) {
            var id = "usr_%06d".formatted(i);
            documents.put(id, "{\"_id\":\"%s\",\"seats\":%d}".formatted(id, random.nextInt()));
        }
        return documents;
    }

    static Hash root(List<LogLine> events, int size) {
        var tree = new GrowingTree();
        events.stream().limit(size).forEach(event -> tree.add(Hash.ofLeaf(event.bytes())));
        return tree.root();
    }

    static String origin(SigningKey key) {
        return key.verifier().name() + "/" + ORGANIZATION;
    }

    static SignedNote checkpoint(List<LogLine> events, int size, SigningKey key) {
        return new Checkpoint(origin(key), size, root(events, size)).signed(key);
    }

    /** A bundle, with earlier checkpoints at some sizes. */
    static void write(
            Path file,
            List<LogLine> events,
            Map<String, Map<String, String>> documents,
            List<Integer> earlier,
            SigningKey key)
            throws IOException {
        var tree = new MerkleTree(Trees.parts(
                events.stream().map(event -> Hash.ofLeaf(event.bytes())).toList()));
        try (var bundle = new BundleWriter(Files.newOutputStream(file))) {
            bundle.text(BundleFiles.KEY, key.verifier().text() + "\n");
            try (var lines = bundle.begin(BundleFiles.EVENTS)) {
                for (var event : events) {
                    lines.line(event.bytes());
                }
            }
            try (var lines = bundle.begin(BundleFiles.EVENT_HASHES)) {
                for (var event : events) {
                    lines.line(Hash.ofLeaf(event.bytes()).hex().getBytes(UTF_8));
                }
            }
            for (var collection : documents.entrySet()) {
                var begin = BundleFiles.DOCUMENTS + collection.getKey();
                try (var lines = bundle.begin(begin + BundleFiles.LINES)) {
                    for (var document : collection.getValue().values()) {
                        lines.line(document.getBytes(UTF_8));
                    }
                }
                try (var lines = bundle.begin(begin + BundleFiles.HASHES)) {
                    for (var document : collection.getValue().entrySet()) {
                        var hash = Hash.sha256(document.getValue().getBytes(UTF_8));
                        lines.line((hash.hex() + " " + document.getKey()).getBytes(UTF_8));
                    }
                }
            }
            bundle.text(
                    BundleFiles.CHECKPOINT,
                    checkpoint(events, events.size(), key).note());
            bundle.text(
                    BundleFiles.EARLIER,
                    BundleFiles.notes(earlier.stream()
                            .map(size -> checkpoint(events, size, key))
                            .toList()));
            bundle.text(
                    BundleFiles.CONSISTENCY,
                    BundleFiles.proofs(earlier.stream()
                            .map(size -> new BundleFiles.ConsistencyProof(
                                    size, events.size(), tree.consistency(size, events.size())))
                            .toList()));
            var position = events.isEmpty() ? 0 : events.getLast().position();
            bundle.finish(
                    files -> new Manifest(
                            origin(key), ORGANIZATION, MADE, events.size(), position, position, position, files),
                    key);
        }
    }

    /** Unpacks a ZIP, lets its files be changed, and packs it again. */
    static void change(Path file, UnaryOperator<Map<String, String>> change) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        Files.write(file, zip(change.apply(files)));
    }

    static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                new ByteArrayInputStream(each.getValue().getBytes(UTF_8)).transferTo(zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

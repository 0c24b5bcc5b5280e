package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bundle: that the events are those that the checkpoint signs, none missing, changed, added or in another place; that earlier
 * checkpoints are of the same log; that the documents are those that the manifest signs. Reads the file some times, and holds no more than some
 * thousand hashes of it.
 */
public final class BundleVerifier {

    private final BundleSource bundle;
    private final VerifierKey key;
    private final Report report;
    private final Manifest manifest;
    private final Checkpoint checkpoint;

    /** Whose bundle it must be; null where anybody's will do. */
    private final @Nullable String organization;

    /** Which log it must be of: the organization's under this key. */
    private final String origin;

    /** The first signed root of each size, by size: the checkpoint's own, the earlier ones, and those that somebody kept. */
    private final TreeMap<Long, Signed> signed = new TreeMap<>();

    private record Signed(Hash root, String source) {}

    private record Kept(SignedNote note, Checkpoint said) {}

    private BundleVerifier(
            BundleSource bundle,
            VerifierKey key,
            @Nullable String organization,
            Report report,
            Manifest manifest,
            Checkpoint checkpoint) {
        this.bundle = bundle;
        this.key = key;
        this.organization = organization;
        this.report = report;
        this.manifest = manifest;
        this.checkpoint = checkpoint;
        this.origin = key.name() + "/" + manifest.organization();
    }

    /** As below, of whatever organization it is. */
    public static Report verify(Path file, @Nullable VerifierKey key, List<SignedNote> kept) throws IOException {
        return verify(file, key, null, kept);
    }

    /**
     * Verifies a bundle.
     *
     * @param key by which it must be signed; where null the one in the bundle, so that nothing is said about who signed
     * @param organization whose bundle it must be, its identifier; where null anybody's, which the report tells
     * @param kept checkpoints that somebody kept from earlier, of any logs
     * @throws IOException if the file cannot be read
     * @throws NotValid if what somebody kept is no checkpoint
     */
    public static Report verify(
            Path file, @Nullable VerifierKey key, @Nullable String organization, List<SignedNote> kept)
            throws IOException {
        // Before the bundle is looked at: what is wrong with them is not the bundle's fault.
        var parsed = kept.stream()
                .map(note -> new Kept(note, Checkpoint.parse(note.text())))
                .toList();
        var report = new Report();
        try (var bundle = BundleSource.open(file)) {
            begin(bundle, key, organization, report).verify(parsed);
        } catch (NotValid fault) {
            report.found(String.valueOf(file.getFileName()), String.valueOf(fault.getMessage()));
        }
        return report;
    }

    private static BundleVerifier begin(
            BundleSource bundle, @Nullable VerifierKey given, @Nullable String organization, Report report)
            throws IOException {
        var key = given == null ? VerifierKey.parse(bundle.text(BundleFiles.KEY)) : given;
        if (given == null) {
            report.remark(
                    "Who signed is not proven: the key was taken from the bundle itself. Compare its fingerprint with the one that the operator tells, or give the key with --key: "
                            + key.fingerprint());
        }
        var manifestNote = note(bundle, BundleFiles.MANIFEST, key, report);
        var checkpointNote = note(bundle, BundleFiles.CHECKPOINT, key, report);
        return new BundleVerifier(
                bundle,
                key,
                organization,
                report,
                Manifest.parse(manifestNote.text()),
                Checkpoint.parse(checkpointNote.text()));
    }

    private static SignedNote note(BundleSource bundle, String name, VerifierKey key, Report report)
            throws IOException {
        var note = SignedNote.parse(bundle.text(name));
        if (note.isSignedBy(key)) {
            report.checked("%s: signed by %s".formatted(name, key.name()));
        } else {
            report.found(name, "is not signed by the key %s (%s)".formatted(key.name(), key.id()));
        }
        return note;
    }

    private void verify(List<Kept> kept) throws IOException {
        tellWhatItIsAbout();
        verifyBelonging();
        signed.put(checkpoint.size(), new Signed(checkpoint.root(), BundleFiles.CHECKPOINT));
        var earlier = verifyEarlier(kept);
        verifyProofs(earlier);
        verifyEvents();
        for (var name : bundle.names()) {
            if (name.startsWith(BundleFiles.DOCUMENTS) && name.endsWith(BundleFiles.LINES)) {
                verifyDocuments(name);
            }
        }
        verifyFiles();
    }

    /** Nobody but the reader knows whether it is the one that was asked for, and not that of somebody else or an old one. */
    private void tellWhatItIsAbout() {
        report.about("organization %s".formatted(manifest.organization()));
        report.about("made %s".formatted(manifest.made()));
        report.about("%d events, up to position %d".formatted(checkpoint.size(), manifest.position()));
        report.about("root %s".formatted(checkpoint.root().base64()));
        report.about(
                manifest.documentsFrom() == manifest.documentsTo()
                        ? "documents as of position %d".formatted(manifest.documentsTo())
                        : "documents, each as of a position from %d to %d"
                                .formatted(manifest.documentsFrom(), manifest.documentsTo()));
    }

    /** That manifest and checkpoint are about the same log, and that it is the one that was asked for. */
    private void verifyBelonging() {
        if (organization != null && !organization.equals(manifest.organization())) {
            report.found(
                    BundleFiles.MANIFEST,
                    "is of the organization %s, not of %s"
                            .formatted(Words.shown(manifest.organization()), Words.shown(organization)));
        }
        if (!checkpoint.origin().equals(origin)) {
            report.found(
                    BundleFiles.CHECKPOINT,
                    "is of the log %s, not of %s".formatted(Words.shown(checkpoint.origin()), Words.shown(origin)));
        }
        if (!manifest.origin().equals(origin)) {
            report.found(
                    BundleFiles.MANIFEST,
                    "is of the log %s, not of %s".formatted(Words.shown(manifest.origin()), Words.shown(origin)));
        }
        if (checkpoint.size() != manifest.events()) {
            report.found(
                    BundleFiles.CHECKPOINT,
                    "is over %d events, the manifest says %d".formatted(checkpoint.size(), manifest.events()));
        }
    }

    /** Takes in what was signed earlier: what is wrong with the events is then between two of them. */
    private List<Checkpoint> verifyEarlier(List<Kept> kept) throws IOException {
        var earlier = new ArrayList<Checkpoint>();
        for (var note : BundleFiles.parseNotes(bundle.text(BundleFiles.EARLIER))) {
            var said = Checkpoint.parse(note.text());
            takeIn(note, said, BundleFiles.EARLIER);
            earlier.add(said);
        }
        takeInKept(kept);
        return earlier;
    }

    /** Whoever keeps checkpoints keeps those of other logs with them. */
    private void takeInKept(List<Kept> kept) {
        var ofThisLog = of(origin, kept);
        ofThisLog.forEach(each -> takeIn(each.note(), each.said(), "the checkpoint that you kept"));
        if (!ofThisLog.isEmpty()) {
            report.remark("Checkpoints of this log that you kept, and that it was compared with: %d"
                    .formatted(ofThisLog.size()));
        } else if (!kept.isEmpty()) {
            tellThatNoneIsOfThisLog(kept);
        }
    }

    private static List<Kept> of(String origin, List<Kept> kept) {
        return kept.stream().filter(each -> each.said().origin().equals(origin)).toList();
    }

    /**
     * Whoever kept a copy of all that the suite signed has its own log's with them, by this key, and none yet of an organization that has its
     * first bundle. Otherwise another log stands for the one of which something was kept.
     */
    private void tellThatNoneIsOfThisLog(List<Kept> kept) {
        var ofSuite = of(key.name(), kept);
        if (ofSuite.isEmpty()) {
            report.found(
                    "the checkpoints that you kept",
                    "none is of the log %s; the first is of %s"
                            .formatted(
                                    Words.shown(origin),
                                    Words.shown(kept.getFirst().said().origin())));
        } else if (ofSuite.getLast().note().isSignedBy(key)) {
            report.remark(
                    "None of the checkpoints that you kept is of this log, so it was compared with none: those of the suite's own log tell nothing about an organization's");
        } else {
            report.found("the checkpoints that you kept", "those of the suite's log are not signed by the key");
        }
    }

    private void takeIn(SignedNote note, Checkpoint said, String source) {
        if (!said.origin().equals(origin)) {
            report.found(source, "the one of size %d is of another log".formatted(said.size()));
        } else if (!note.isSignedBy(key)) {
            report.found(source, "the one of size %d is not signed by the key".formatted(said.size()));
        } else if (said.size() > checkpoint.size()) {
            report.found(
                    source,
                    "signs %d events; this bundle ends with event number %d, so what followed was cut off, or this is an older bundle"
                            .formatted(said.size(), checkpoint.size() - 1));
        } else {
            var other = signed.putIfAbsent(said.size(), new Signed(said.root(), source));
            if (other != null && !other.root().equals(said.root())) {
                report.found(
                        source,
                        "signs another root for %d events than %s: the log was forked"
                                .formatted(said.size(), other.source()));
            }
        }
    }

    private void verifyProofs(List<Checkpoint> earlier) throws IOException {
        var proofs = new HashMap<Long, List<Hash>>();
        for (var proof : BundleFiles.parseProofs(bundle.text(BundleFiles.CONSISTENCY))) {
            if (proof.to() == checkpoint.size()) {
                proofs.put(proof.from(), proof.hashes());
            }
        }
        var wrong = 0;
        for (var before : earlier) {
            var proof = proofs.get(before.size());
            if (proof == null
                    || !Proofs.isConsistent(
                            before.size(), before.root(), checkpoint.size(), checkpoint.root(), proof)) {
                report.found(
                        BundleFiles.CONSISTENCY,
                        "does not prove that the checkpoint holds the one of %d events".formatted(before.size()));
                wrong++;
            }
        }
        if (wrong == 0) {
            report.checked(
                    "%s: the checkpoint holds the %d earlier ones".formatted(BundleFiles.CONSISTENCY, earlier.size()));
        }
    }

    /** Roots of a tree that grows, compared with what was signed at each size. */
    private final class Comparison {

        private final GrowingTree tree = new GrowingTree();
        private long lastRight;
        private @Nullable Long firstWrong;

        Comparison() {
            compare();
        }

        void add(Hash leaf) {
            tree.add(leaf);
            compare();
        }

        private void compare() {
            var expected = signed.get(tree.size());
            if (expected == null) {
                return;
            }
            if (!expected.root().equals(tree.root())) {
                if (firstWrong == null) {
                    firstWrong = tree.size();
                }
            } else if (firstWrong == null) {
                lastRight = tree.size();
            }
        }

        /** Whether all that was signed is as it was signed. */
        boolean isRight() {
            return firstWrong == null && tree.size() == checkpoint.size();
        }

        String where() {
            if (firstWrong == null && tree.size() > checkpoint.size()) {
                return "behind the %d of the checkpoint stand %d more"
                        .formatted(checkpoint.size(), tree.size() - checkpoint.size());
            }
            return "the first %d are those of a signed checkpoint; the fault is in number %d to %d"
                    .formatted(lastRight, lastRight, (firstWrong == null ? checkpoint.size() : firstWrong) - 1);
        }
    }

    private void verifyEvents() throws IOException {
        var ofHashes = new Comparison();
        try (var lines = bundle.lines(BundleFiles.EVENT_HASHES)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                ofHashes.add(hash(line, BundleFiles.EVENT_HASHES));
            }
        }
        var ofEvents = new Comparison();
        var order = new Order();
        var differences = new Report();
        long count;
        try (var events = bundle.lines(BundleFiles.EVENTS);
                var hashes = bundle.lines(BundleFiles.EVENT_HASHES)) {
            var comparison =
                    new LineComparison(BundleFiles.EVENTS, new EventExpectations(hashes), Hash::ofLeaf, differences);
            count = comparison.compare(events, (index, line, hash) -> {
                ofEvents.add(hash);
                order.look(index, line);
            });
        }
        if (ofHashes.isRight()) {
            // So each hash is trusted, and a line that does not fit is the one that was touched.
            differences.findings().forEach(each -> report.found(each.where(), each.what()));
        } else if (ofEvents.isRight()) {
            report.found(BundleFiles.EVENT_HASHES, "is not what was signed; the events themselves are");
            differences.findings().forEach(each -> report.remark("%s differs there".formatted(each)));
        } else {
            report.found(
                    BundleFiles.EVENTS,
                    "the events and their hashes are not those that were signed: %s".formatted(ofEvents.where()));
            differences.findings().forEach(each -> report.found(each.where(), each.what()));
        }
        order.tell();
        if (ofHashes.isRight() && ofEvents.isRight()) {
            report.checked("%s: %d events, each as it was signed, none missing, none added, all in order"
                    .formatted(BundleFiles.EVENTS, count));
        }
    }

    private static Hash hash(byte[] line, String file) {
        try {
            return Hash.ofHex(new String(line, UTF_8));
        } catch (IllegalArgumentException _) {
            throw new NotValid(
                    "%s has a line that is no hash: %s".formatted(file, Words.shown(new String(line, UTF_8))));
        }
    }

    private static final class EventExpectations implements LineComparison.Expectations {

        private final BundleSource.Lines hashes;
        private long number;

        EventExpectations(BundleSource.Lines hashes) {
            this.hashes = hashes;
        }

        @Override
        public LineComparison.@Nullable Expected next() throws IOException {
            var line = hashes.next();
            return line == null
                    ? null
                    : new LineComparison.Expected(hash(line, BundleFiles.EVENT_HASHES), "event number " + number++);
        }
    }

    /** That signed events are what a log holds: of one organization, by growing position. It would be the signer's fault. */
    private final class Order {

        private long last = Long.MIN_VALUE;
        private @Nullable String fault;

        void look(long index, byte[] line) {
            if (fault != null) {
                return;
            }
            try {
                var fields = JsonFields.of(new String(line, UTF_8));
                var position = Long.parseLong(fields.getOrDefault("position", ""));
                if (position <= last) {
                    fault = "event number %d has no later position than the one before".formatted(index);
                }
                last = position;
                var metadata = JsonFields.of(fields.getOrDefault("metadata", "{}"));
                if (!manifest.organization().equals(metadata.get(LogLine.ORGANIZATION))) {
                    fault = "event number %d is of another organization".formatted(index);
                }
            } catch (NotValid | NumberFormatException _) {
                fault = "event number %d is not of the form of a log's line".formatted(index);
            }
        }

        void tell() {
            if (fault != null) {
                report.found(BundleFiles.EVENTS, fault);
            } else if (last > manifest.position()) {
                report.found(BundleFiles.EVENTS, "goes on behind position %d".formatted(manifest.position()));
            }
        }
    }

    private void verifyDocuments(String name) throws IOException {
        var hashesName = name.substring(0, name.length() - BundleFiles.LINES.length()) + BundleFiles.HASHES;
        if (!bundle.has(hashesName)) {
            report.found(hashesName, "is missing");
            return;
        }
        var before = report.findings().size();
        try (var documents = bundle.lines(name);
                var hashes = bundle.lines(hashesName)) {
            var comparison =
                    new LineComparison(name, () -> expectedDocument(hashes.next(), hashesName), Hash::sha256, report);
            var count = comparison.compare(documents, (_, _, _) -> {});
            if (report.findings().size() == before) {
                report.checked("%s: %d documents, each as it was signed".formatted(name, count));
            }
            if (name.equals(BundleFiles.PARKED)) {
                report.remark(
                        "%d events had not come into the read models, see %s: documents may show what was before them"
                                .formatted(count, name));
            }
        }
    }

    private static LineComparison.@Nullable Expected expectedDocument(byte @Nullable [] line, String file) {
        if (line == null) {
            return null;
        }
        var parts = new String(line, UTF_8).split(" ", 2);
        if (parts.length != 2) {
            throw new NotValid("%s has a line that is no hash and identifier".formatted(file));
        }
        return new LineComparison.Expected(hash(parts[0].getBytes(UTF_8), file), "document " + Words.shown(parts[1]));
    }

    /** That every file is the one that the manifest signs. Last, because what is in a file says more than that it is another. */
    private void verifyFiles() throws IOException {
        for (var name : manifest.files().keySet()) {
            if (!bundle.has(name)) {
                report.found(Words.shown(name), "is missing");
            }
        }
        var digests = new HashMap<String, Manifest.FileDigest>();
        for (var name : bundle.names()) {
            try (var lines = bundle.lines(name)) {
                digests.put(name, lines.digest());
            }
            if (name.equals(BundleFiles.MANIFEST)) {
                continue;
            }
            var signedDigest = manifest.files().get(name);
            if (signedDigest == null) {
                report.found(name, "is not in the manifest");
            } else if (!signedDigest.equals(digests.get(name))) {
                report.found(name, "is not the file that the manifest signs");
            }
        }
        bundle.digestsFromTheBeginning().forEach((name, digest) -> {
            if (!digest.equals(digests.get(name))) {
                report.found(name, "is another file to whoever reads the ZIP from its beginning");
            }
        });
        if (report.isClean()) {
            report.checked("%s: %d files, each the one that was signed"
                    .formatted(BundleFiles.MANIFEST, manifest.files().size()));
        }
    }
}

package com.avaone.command.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.evidence.EvidenceBundle;
import com.avaone.api.evidence.EvidenceCheckpoint;
import com.avaone.api.evidence.EvidenceRule;
import com.avaone.api.evidence.OrganizationDocuments;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.command.kernel.eventstore.StoredLog;
import com.avaone.command.kernel.memory.EvidenceTrees;
import com.avaone.command.kernel.memory.EvidenceTrees.Node;
import com.avaone.evidence.BundleFiles;
import com.avaone.evidence.BundleFiles.ConsistencyProof;
import com.avaone.evidence.BundleWriter;
import com.avaone.evidence.Hash;
import com.avaone.evidence.Manifest;
import com.avaone.evidence.MerkleTree;
import com.avaone.evidence.SignedNote;
import com.avaone.evidence.SigningKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes bundles, a few at once. Each is written to the disk first, so that whoever takes one slowly keeps nobody else from theirs; of an
 * organization there is one at a time.
 */
final class Bundles {

    private static final int MOST_AT_ONCE = 2;
    private static final int EARLIER = 100;
    private static final int READ_AT_ONCE = 500;

    /** So often is tried to read the documents while nothing happens in the organization. */
    private static final int ATTEMPTS = 3;

    private static final DateTimeFormatter IN_NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final StoredLog log;
    private final EvidenceTrees trees;
    private final Checkpoints checkpoints;
    private final OrganizationDocuments documents;
    private final SigningKey key;
    private final Clock clock;
    private final Path directory;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    /** Whose are being made, or taken. Under the lock. */
    private final Set<OrganizationId> atWork = new HashSet<>();

    /**
     * @param directory for files that are gone when a bundle is closed
     * @param patience how long one waits while others are made
     */
    Bundles(
            StoredLog log,
            EvidenceTrees trees,
            Checkpoints checkpoints,
            OrganizationDocuments documents,
            SigningKey key,
            Clock clock,
            Path directory,
            Duration patience) {
        this.log = log;
        this.trees = trees;
        this.checkpoints = checkpoints;
        this.documents = documents;
        this.key = key;
        this.clock = clock;
        this.directory = directory;
        this.patience = patience;
    }

    EvidenceBundle make(OrganizationId organizationId) {
        if (!begins(organizationId)) {
            throw new Rejected(
                    EvidenceRule.TOO_MANY_BUNDLES, "A bundle of this organization is being made, or taken, already.");
        }
        var made = false;
        try {
            var bundle = makeInPlace(organizationId);
            made = true;
            return bundle;
        } catch (IOException failure) {
            throw new UncheckedIOException("The bundle cannot be written down", failure);
        } finally {
            if (!made) {
                end(organizationId);
            }
        }
    }

    /** False where another of the organization does not end in time. */
    private boolean begins(OrganizationId organizationId) {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (!atWork.add(organizationId)) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void end(OrganizationId organizationId) {
        lock.lock();
        try {
            atWork.remove(organizationId);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private EvidenceBundle makeInPlace(OrganizationId organizationId) throws IOException {
        if (!hasPlace()) {
            throw new Rejected(
                    EvidenceRule.TOO_MANY_BUNDLES,
                    "%d bundles are being made, as many as at once.".formatted(MOST_AT_ONCE));
        }
        try {
            var spool = Spool.in(directory);
            try {
                var contents = contents(organizationId, spool);
                try (var target = new BufferedOutputStream(Files.newOutputStream(spool.bundle()))) {
                    contents.writeTo(target);
                }
                spool.clear();
                return new Made(contents, spool);
            } catch (IOException | RuntimeException failure) {
                spool.close();
                throw failure;
            }
        } finally {
            places.release();
        }
    }

    private boolean hasPlace() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Contents contents(OrganizationId organizationId, Spool spool) throws IOException {
        var tree = organizationId.value();
        var stored = new StoredTree(trees, tree);
        var from = 0L;
        var to = 0L;
        for (var attempt = 1; ; attempt++) {
            from = checkpoints.catchUp();
            var before = stored.sizeAt(from);
            spool.clear();
            documents.read(organizationId, from, spool::document);
            to = checkpoints.catchUp();
            // Where nothing happened meanwhile, they are as at the later position too.
            if (stored.sizeAt(to) == before) {
                from = to;
                break;
            }
            if (attempt == ATTEMPTS) {
                break;
            }
        }
        spool.finish();
        return new Contents(organizationId, stored, spool, checkpoints.sign(tree), from, to);
    }

    /** One that lies on the disk. */
    private final class Made implements EvidenceBundle {

        private final Contents contents;
        private final Spool spool;
        private boolean closed;

        Made(Contents contents, Spool spool) {
            this.contents = contents;
            this.spool = spool;
        }

        @Override
        public String fileName() {
            return "evidence-%s-%s.zip"
                    .formatted(contents.organizationId.value(), IN_NAME.format(contents.checkpoint.at()));
        }

        @Override
        public long events() {
            return contents.checkpoint.size();
        }

        @Override
        public void writeTo(OutputStream target) throws IOException {
            var _ = Files.copy(spool.bundle(), target);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                try {
                    spool.close();
                } finally {
                    end(contents.organizationId);
                }
            }
        }
    }

    /** All that the bundle is of is known; the events are read while it is written. */
    private final class Contents {

        private final OrganizationId organizationId;
        private final StoredTree stored;
        private final Spool spool;
        private final EvidenceCheckpoint checkpoint;
        private final long documentsFrom;
        private final long documentsTo;

        Contents(
                OrganizationId organizationId,
                StoredTree stored,
                Spool spool,
                EvidenceCheckpoint checkpoint,
                long documentsFrom,
                long documentsTo) {
            this.organizationId = organizationId;
            this.stored = stored;
            this.spool = spool;
            this.checkpoint = checkpoint;
            this.documentsFrom = documentsFrom;
            this.documentsTo = documentsTo;
        }

        /** Writes the ZIP. */
        void writeTo(OutputStream target) throws IOException {
            try (var bundle = new BundleWriter(target)) {
                bundle.text(BundleFiles.README, readme());
                bundle.text(BundleFiles.KEY, key.verifier().text() + "\n");
                writeEvents(bundle);
                writeHashes(bundle);
                for (var file : spool.files()) {
                    try (var to = bundle.begin(file)) {
                        spool.copy(file, to);
                    }
                }
                bundle.text(BundleFiles.CHECKPOINT, checkpoint.note());
                writeEarlier(bundle);
                var position = Math.max(documentsTo, lastPosition());
                bundle.finish(
                        files -> new Manifest(
                                checkpoint.origin(),
                                organizationId.value(),
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                checkpoint.size(),
                                position,
                                documentsFrom,
                                documentsTo,
                                files),
                        key);
            }
        }

        private long lastPosition() {
            return checkpoint.size() == 0
                    ? -1
                    : stored.leaf(checkpoint.size() - 1).orElseThrow().position();
        }

        /** As they are in the store now: if one is not as it was signed, the bundle shows it. */
        private void writeEvents(BundleWriter bundle) throws IOException {
            try (var lines = bundle.begin(BundleFiles.EVENTS)) {
                for (var first = 0L; first < checkpoint.size(); first += READ_AT_ONCE) {
                    for (var entry :
                            log.at(leaves(first).stream().map(Node::position).toList())) {
                        lines.line(LogLines.of(entry).bytes());
                    }
                }
            }
        }

        private void writeHashes(BundleWriter bundle) throws IOException {
            try (var lines = bundle.begin(BundleFiles.EVENT_HASHES)) {
                for (var first = 0L; first < checkpoint.size(); first += READ_AT_ONCE) {
                    for (var leaf : leaves(first)) {
                        lines.line(Hash.of(leaf.hash()).hex().getBytes(UTF_8));
                    }
                }
            }
        }

        private List<Node> leaves(long first) {
            return trees.nodes(
                    organizationId.value(), 0, first, (int) Math.min(READ_AT_ONCE, checkpoint.size() - first));
        }

        private void writeEarlier(BundleWriter bundle) throws IOException {
            var earlier = checkpoints
                    .before(organizationId.value(), checkpoint.number(), EARLIER)
                    .reversed();
            bundle.text(
                    BundleFiles.EARLIER,
                    BundleFiles.notes(earlier.stream()
                            .map(each -> SignedNote.parse(each.note()))
                            .toList()));
            var tree = new MerkleTree(stored);
            bundle.text(
                    BundleFiles.CONSISTENCY,
                    BundleFiles.proofs(earlier.stream()
                            .map(each -> new ConsistencyProof(
                                    each.size(), checkpoint.size(), tree.consistency(each.size(), checkpoint.size())))
                            .toList()));
        }
    }

    private static String readme() {
        try (InputStream text = Bundles.class.getResourceAsStream("README.txt")) {
            if (text == null) {
                throw new IllegalStateException("README.txt is missing from the program");
            }
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

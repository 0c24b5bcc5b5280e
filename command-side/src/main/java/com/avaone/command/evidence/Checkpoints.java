package com.avaone.command.evidence;

import com.avaone.api.evidence.EvidenceCheckpoint;
import com.avaone.api.evidence.EvidenceRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.command.kernel.memory.EvidenceTrees;
import com.avaone.command.kernel.memory.EvidenceTrees.SignedCheckpoint;
import com.avaone.evidence.Checkpoint;
import com.avaone.evidence.MerkleTree;
import com.avaone.evidence.SignedNote;
import com.avaone.evidence.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs. A checkpoint is stored before anybody sees it; none is signed of a tree that does not hold the one signed before, or is smaller. Once
 * the events contradicted what was signed, nothing is signed of that log until they do not any more.
 */
final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final TreeGrowth growth;
    private final EvidenceTrees trees;
    private final SigningKey key;
    private final CheckpointFile file;
    private final Clock clock;
    private final Duration interval;

    /** How the events contradict what was signed, by tree. */
    private final Map<String, String> contradictions = new ConcurrentSkipListMap<>();

    Checkpoints(
            TreeGrowth growth,
            EvidenceTrees trees,
            SigningKey key,
            CheckpointFile file,
            Clock clock,
            Duration interval) {
        this.growth = growth;
        this.trees = trees;
        this.key = key;
        this.file = file;
        this.clock = clock;
        this.interval = interval;
    }

    /** The origin of a tree's log. */
    String origin(String tree) {
        var name = key.verifier().name();
        return tree.equals(StoredTree.OF_SUITE) ? name : name + "/" + tree;
    }

    /**
     * Adds every event that is in the log now.
     *
     * @return up to which position every event is in the trees
     * @throws Rejected if the log ends before what was in it
     */
    long catchUp() {
        try {
            var position = growth.catchUp();
            contradictions.remove("");
            return position;
        } catch (Contradiction contradiction) {
            throw refused("", contradiction);
        }
    }

    /** How the events contradict what was signed of this tree, or of all. */
    Optional<String> contradiction(String tree) {
        return Optional.ofNullable(contradictions.getOrDefault("", contradictions.get(tree)));
    }

    /** How they contradict anything that was signed. */
    Optional<String> contradiction() {
        return contradictions.values().stream().findFirst();
    }

    /** Looks whether the suite's tree holds what was signed last, as the database and the file tell it, and puts into the file what it lacks. */
    void lookBack() {
        var tree = StoredTree.OF_SUITE;
        catchUp();
        check(
                tree,
                trees.lastCheckpoint(origin(tree)).map(SignedCheckpoint::note).orElse(null));
        var inFile = file.last(origin(tree)).orElse(null);
        try {
            if (inFile != null) {
                check(tree, inFile);
            }
        } catch (Contradiction contradiction) {
            throw refused(tree, contradiction);
        }
        trees.checkpointsBefore(origin(tree), Long.MAX_VALUE, 100).reversed().stream()
                .filter(signed -> inFile != null && signed.size() > inFile.size())
                .forEach(signed -> file.append(SignedNote.parse(signed.note())));
    }

    private void check(String tree, @Nullable String note) {
        if (note == null) {
            return;
        }
        try {
            check(tree, Checkpoint.parse(SignedNote.parse(note).text()));
            contradictions.remove(tree);
        } catch (Contradiction contradiction) {
            throw refused(tree, contradiction);
        }
    }

    private void check(String tree, Checkpoint signed) {
        var stored = new StoredTree(trees, tree);
        var size = stored.sizeAt(trees.position());
        if (signed.size() > size) {
            throw new Contradiction(
                    "Of %s %d events were signed, and there are %d".formatted(signed.origin(), signed.size(), size));
        }
        if (!new MerkleTree(stored).root(signed.size()).equals(signed.root())) {
            throw new Contradiction("Of %s another root was signed for %d events than these have"
                    .formatted(signed.origin(), signed.size()));
        }
    }

    /** Once for each, as loud as can be; again where it is another. */
    private Rejected refused(String tree, Contradiction contradiction) {
        var message = String.valueOf(contradiction.getMessage());
        if (!message.equals(contradictions.put(tree, message))) {
            LOG.error(
                    "THE EVENTS CONTRADICT WHAT WAS SIGNED. {}. Nothing more is signed. See docs/evidence.md", message);
        }
        return new Rejected(EvidenceRule.CONTRADICTED, message + ".");
    }

    /** The last checkpoint of a tree if it is not older than the interval, else one of the tree as it is now. */
    EvidenceCheckpoint recent(String tree) {
        catchUp();
        var last = trees.lastCheckpoint(origin(tree)).orElse(null);
        if (last != null && last.at().plus(interval).isAfter(clock.instant())) {
            check(tree, last.note());
            return view(last);
        }
        return sign(tree);
    }

    /** Has the suite's tree signed where the last time is longer ago than the interval and something happened since. */
    void keepUp() {
        catchUp();
        var tree = StoredTree.OF_SUITE;
        var last = trees.lastCheckpoint(origin(tree)).orElse(null);
        if (last == null
                || (!last.at().plus(interval).isAfter(clock.instant())
                        && last.size() < new StoredTree(trees, tree).sizeAt(trees.position()))) {
            sign(tree);
        }
    }

    /** A checkpoint over so many events or more. */
    EvidenceCheckpoint over(String tree, long size) {
        var recent = recent(tree);
        return recent.size() >= size ? recent : sign(tree);
    }

    /** A checkpoint of the tree as it is now: the last one, where nothing came since. */
    EvidenceCheckpoint sign(String tree) {
        while (true) {
            var last = trees.lastCheckpoint(origin(tree)).orElse(null);
            check(tree, last == null ? null : last.note());
            var stored = new StoredTree(trees, tree);
            var size = stored.sizeAt(trees.position());
            if (last != null && last.size() == size) {
                return view(last);
            }
            var note = new Checkpoint(origin(tree), size, new MerkleTree(stored).root(size)).signed(key);
            var next = new SignedCheckpoint(
                    origin(tree), last == null ? 0 : last.number() + 1, size, clock.instant(), note.note());
            // Where another node was quicker, what it signed is looked at first.
            if (trees.add(next)) {
                file.append(note);
                return view(next);
            }
        }
    }

    /** Checkpoints before a number, the newest first. */
    List<EvidenceCheckpoint> before(String tree, long number, int most) {
        return trees.checkpointsBefore(origin(tree), number, most).stream()
                .map(Checkpoints::view)
                .toList();
    }

    private static EvidenceCheckpoint view(SignedCheckpoint signed) {
        var checkpoint = Checkpoint.parse(SignedNote.parse(signed.note()).text());
        return new EvidenceCheckpoint(
                signed.origin(),
                signed.number(),
                signed.size(),
                checkpoint.root().base64(),
                signed.at(),
                signed.note());
    }
}

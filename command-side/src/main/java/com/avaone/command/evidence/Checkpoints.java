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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs. A checkpoint is stored before anybody sees it, and none is signed or shown before the tree, and the suite's, is held against what was
 * signed of it before, as the database and the file tell it. A tree that does not hold that, or is smaller, is not signed.
 */
final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int MOST_APPENDED = 100;

    /** Stands for a tree where it is the events that are not those of which the hashes are stored, whatever was signed. */
    private static final String EVENTS = "";

    private final TreeGrowth growth;
    private final EvidenceTrees trees;
    private final SigningKey key;
    private final CheckpointFile file;
    private final Clock clock;
    private final Duration interval;

    /** How the events contradict what was signed, by tree: each only gone when that tree was held against everything again. */
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
     * @throws Rejected if the log is not the one any more that it was
     */
    long catchUp() {
        try {
            var position = growth.catchUp();
            contradictions.remove(EVENTS);
            return position;
        } catch (Contradiction contradiction) {
            throw refused(EVENTS, contradiction);
        }
    }

    /** How the events contradict what was signed of this tree, or of all. */
    Optional<String> contradiction(String tree) {
        return Stream.of(EVENTS, StoredTree.OF_SUITE, tree)
                .flatMap(each -> Optional.ofNullable(contradictions.get(each)).stream())
                .findFirst();
    }

    /** How they contradict anything that was signed. */
    Optional<String> contradiction() {
        return contradictions.values().stream().findFirst();
    }

    /** Looks whether the suite's tree holds what was signed last, and puts into the file what it lacks. */
    void lookBack() {
        catchUp();
        hold(StoredTree.OF_SUITE);
    }

    /**
     * Holds the suite's tree, and then this one, against what was signed of it, and puts into the file what it lacks: a crash may have come
     * between it and the database.
     *
     * @return the last that was signed of this tree
     * @throws Rejected if a tree contradicts it
     */
    private Optional<SignedCheckpoint> hold(String tree) {
        if (!tree.equals(StoredTree.OF_SUITE)) {
            var _ = hold(StoredTree.OF_SUITE);
        }
        var last = trees.lastCheckpoint(origin(tree));
        try {
            Stream.concat(last.map(Checkpoints::checkpoint).stream(), file.last(origin(tree)).stream())
                    .distinct()
                    .forEach(signed -> compare(tree, signed));
        } catch (Contradiction contradiction) {
            throw refused(tree, contradiction);
        }
        contradictions.remove(tree);
        if (last.isPresent() && file.lacks(origin(tree), last.get().size())) {
            trees.checkpointsBefore(origin(tree), Long.MAX_VALUE, MOST_APPENDED)
                    .reversed()
                    .forEach(signed -> file.append(SignedNote.parse(signed.note())));
        }
        return last;
    }

    private static Checkpoint checkpoint(SignedCheckpoint signed) {
        return Checkpoint.parse(SignedNote.parse(signed.note()).text());
    }

    private void compare(String tree, Checkpoint signed) {
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

    /** As loud as can be, once as long as it stands. */
    private Rejected refused(String tree, Contradiction contradiction) {
        var message = String.valueOf(contradiction.getMessage());
        if (contradictions.put(tree, message) == null) {
            LOG.error(
                    "THE EVENTS CONTRADICT WHAT WAS SIGNED. {}. Nothing more is signed. See docs/evidence.md", message);
        }
        return new Rejected(EvidenceRule.CONTRADICTED, message + ".");
    }

    /** The last checkpoint of a tree if it is not older than the interval, else one of the tree as it is now. */
    EvidenceCheckpoint recent(String tree) {
        catchUp();
        return hold(tree).filter(this::isRecent).map(Checkpoints::view).orElseGet(() -> sign(tree));
    }

    private boolean isRecent(SignedCheckpoint signed) {
        return signed.at().plus(interval).isAfter(clock.instant());
    }

    /** Has the suite's tree signed where the last time is longer ago than the interval and something happened since. */
    void keepUp() {
        catchUp();
        contradictions.keySet().stream().filter(tree -> !tree.equals(EVENTS)).forEach(this::lookAgain);
        var tree = StoredTree.OF_SUITE;
        var last = trees.lastCheckpoint(origin(tree)).orElse(null);
        if (last == null || (!isRecent(last) && last.size() != new StoredTree(trees, tree).sizeAt(trees.position()))) {
            var _ = sign(tree);
        }
    }

    /** Whether a tree contradicts still. */
    private void lookAgain(String tree) {
        try {
            var _ = hold(tree);
        } catch (Rejected _) {
            // Told already.
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
            var last = hold(tree).orElse(null);
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
        return new EvidenceCheckpoint(
                signed.origin(),
                signed.number(),
                signed.size(),
                checkpoint(signed).root().base64(),
                signed.at(),
                signed.note());
    }
}

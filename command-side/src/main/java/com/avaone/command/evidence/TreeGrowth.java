package com.avaone.command.evidence;

import com.avaone.command.kernel.eventstore.StoredLog;
import com.avaone.command.kernel.memory.EvidenceTrees;
import com.avaone.command.kernel.memory.EvidenceTrees.Node;
import com.avaone.evidence.GrowingTree;
import com.avaone.evidence.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds what the log has to the trees. An event costs one stored hash in the suite's tree and one in its organization's, however large these are;
 * every 256th of a level costs one more.
 */
final class TreeGrowth {

    private static final int BATCH = 1_000;

    /** More trees than this at once, and the size of the one that was longest without an event is asked for again. */
    private static final int MOST_SIZES = 10_000;

    private final StoredLog log;
    private final EvidenceTrees trees;

    private final Map<String, Long> sizes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_SIZES;
        }
    };

    /** Up to which position {@link #sizes} are right. */
    private long sizesAt = Long.MIN_VALUE;

    TreeGrowth(StoredLog log, EvidenceTrees trees) {
        this.log = log;
        this.trees = trees;
    }

    /**
     * Adds every event that is in the log now.
     *
     * @return up to which position every event is in the trees
     * @throws Contradiction if the log ends before that, or has another event there than when it was added
     */
    synchronized long catchUp() {
        var head = log.head();
        var position = trees.position();
        if (position > head && position > log.head()) {
            throw new Contradiction(
                    "The log ends at position %d, but events up to position %d were in it".formatted(head, position));
        }
        compareLast(position);
        while (position < head) {
            var entries = log.behind(position, BATCH);
            if (entries.isEmpty()) {
                break;
            }
            add(position, entries);
            position = trees.position();
        }
        return position;
    }

    /**
     * Holds the last event that was added against the store. Where hashes and events lie apart, the events may be put back alone, and others
     * come in the place of those that are gone.
     */
    private void compareLast(long position) {
        if (position < 0) {
            return;
        }
        var stored = new StoredTree(trees, StoredTree.OF_SUITE);
        var leaf = stored.leaf(stored.sizeAt(position) - 1)
                .orElseThrow(
                        () -> new IllegalStateException("The hash of the event at %d is missing".formatted(position)));
        var hash = log.at(List.of(position)).stream()
                .map(entry -> Hash.ofLeaf(LogLines.of(entry).bytes()))
                .findFirst();
        if (!hash.equals(Optional.of(Hash.of(leaf.hash())))) {
            throw new Contradiction("The event at position %d is not the one that was there when its hash was stored"
                    .formatted(position));
        }
    }

    private void add(long from, List<StoredLog.Entry> entries) {
        if (sizesAt != from) {
            sizes.clear();
        }
        sizesAt = Long.MIN_VALUE; // until it is stored
        var to = entries.getLast().position();
        var batch = new Batch(from);
        for (var entry : entries) {
            var line = LogLines.of(entry);
            var leaf = Hash.ofLeaf(line.bytes());
            batch.add(StoredTree.OF_SUITE, entry.position(), leaf);
            var organization = line.organization();
            if (organization != null) {
                batch.add(organization, entry.position(), leaf);
            }
        }
        if (trees.append(from, to, batch.nodes)) {
            sizesAt = to;
        }
    }

    /** What is to be stored at once. */
    private final class Batch {

        private final long from;
        private final List<Node> nodes = new ArrayList<>();

        /** The nodes of this batch by tree, level and number: not yet to be read from the store. */
        private final Map<String, Hash> pending = new HashMap<>();

        Batch(long from) {
            this.from = from;
        }

        void add(String tree, long position, Hash leaf) {
            var number = sizes.computeIfAbsent(tree, name -> new StoredTree(trees, name).sizeAt(from));
            sizes.put(tree, number + 1);
            add(tree, 0, number, position, leaf);
        }

        private void add(String tree, int level, long number, long position, Hash hash) {
            nodes.add(new Node(tree, level, number, position, hash.bytes()));
            pending.put(key(tree, level, number), hash);
            if ((number + 1) % EvidenceTrees.WIDTH == 0) {
                add(tree, level + 1, number / EvidenceTrees.WIDTH, position, above(tree, level, number));
            }
        }

        /** The root of the nodes that end with this one. */
        private Hash above(String tree, int level, long last) {
            var first = last + 1 - EvidenceTrees.WIDTH;
            var stored = new HashMap<Long, Hash>();
            if (!pending.containsKey(key(tree, level, first))) {
                trees.nodes(tree, level, first, EvidenceTrees.WIDTH)
                        .forEach(node -> stored.put(node.number(), Hash.of(node.hash())));
            }
            var above = new GrowingTree();
            for (var number = first; number <= last; number++) {
                var hash = pending.getOrDefault(key(tree, level, number), stored.get(number));
                if (hash == null) {
                    throw new IllegalStateException(
                            "The tree %s lacks node %d of level %d".formatted(tree, number, level));
                }
                above.add(hash);
            }
            return above.root();
        }

        private static String key(String tree, int level, long number) {
            return tree + '/' + level + '/' + number;
        }
    }
}

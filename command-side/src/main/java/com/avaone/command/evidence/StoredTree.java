package com.avaone.command.evidence;

import com.avaone.command.kernel.memory.EvidenceTrees;
import com.avaone.command.kernel.memory.EvidenceTrees.Node;
import com.avaone.evidence.GrowingTree;
import com.avaone.evidence.Hash;
import com.avaone.evidence.MerkleTree;
import java.util.Optional;

/** One tree as it is stored. */
final class StoredTree implements MerkleTree.Parts {

    /** Over every event. An organization's is named by its identifier. */
    static final String OF_SUITE = "suite";

    /** {@link EvidenceTrees#WIDTH} is two to the power of this. */
    private static final int LEVELS_OF_NODE = 8;

    private final EvidenceTrees trees;
    private final String name;

    StoredTree(EvidenceTrees trees, String name) {
        this.trees = trees;
        this.name = name;
    }

    /** How many events it has up to a position of the log. */
    long sizeAt(long position) {
        var last = trees.last(name).orElse(null);
        if (last == null) {
            return 0;
        }
        if (last.position() <= position) {
            return last.number() + 1;
        }
        var least = 0L;
        var most = last.number();
        while (least < most) {
            var middle = (least + most) >>> 1;
            if (leaf(middle).orElseThrow().position() <= position) {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        return least;
    }

    /** The event of this number. */
    Optional<Node> leaf(long number) {
        return trees.nodes(name, 0, number, 1).stream()
                .filter(node -> node.number() == number)
                .findFirst();
    }

    @Override
    public Hash part(int level, long index) {
        var inNode = level % LEVELS_OF_NODE;
        var count = 1 << inNode;
        var nodes = trees.nodes(name, level / LEVELS_OF_NODE, index << inNode, count);
        if (nodes.size() < count || nodes.getFirst().number() != index << inNode) {
            throw new IllegalArgumentException("The tree %s has no part %d of level %d".formatted(name, index, level));
        }
        var part = new GrowingTree();
        nodes.forEach(node -> part.add(Hash.of(node.hash())));
        return part.root();
    }
}

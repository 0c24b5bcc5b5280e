package com.avaone.evidence;

import java.util.List;

/** Trees in memory. */
final class Trees {

    private Trees() {}

    /** The complete parts of the tree of these leaves, worked out each time. */
    static MerkleTree.Parts parts(List<Hash> leaves) {
        return new MerkleTree.Parts() {
            @Override
            public Hash part(int level, long index) {
                return level == 0
                        ? leaves.get((int) index)
                        : Hash.ofNode(part(level - 1, 2 * index), part(level - 1, 2 * index + 1));
            }
        };
    }
}

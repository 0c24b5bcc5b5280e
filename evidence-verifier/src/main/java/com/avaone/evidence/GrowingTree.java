package com.avaone.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree (RFC 9162, section 2.1) that grows leaf by leaf, of which only the roots of its complete parts are kept: one for each bit that
 * is set in its size. Used by one thread.
 */
public final class GrowingTree {

    /** The roots of the complete parts, the largest first. */
    private final List<Hash> parts = new ArrayList<>();

    private long size;

    /** Adds a leaf by its hash. */
    public void add(Hash leaf) {
        var hash = leaf;
        // Each bit that is carried joins two parts of the same size.
        for (var carried = size; (carried & 1) == 1; carried >>= 1) {
            hash = Hash.ofNode(parts.removeLast(), hash);
        }
        parts.add(hash);
        size++;
    }

    /** How many leaves it has. */
    public long size() {
        return size;
    }

    /** The root over all leaves that were added. */
    public Hash root() {
        return join(parts);
    }

    /** The root over complete parts, the largest first. */
    static Hash join(List<Hash> parts) {
        if (parts.isEmpty()) {
            return Hash.OF_NOTHING;
        }
        var root = parts.getLast();
        for (var i = parts.size() - 2; i >= 0; i--) {
            root = Hash.ofNode(parts.get(i), root);
        }
        return root;
    }
}

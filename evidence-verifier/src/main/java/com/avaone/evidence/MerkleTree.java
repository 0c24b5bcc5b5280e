package com.avaone.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of a Merkle tree (RFC 9162, section 2.1) whose complete parts somebody keeps. Every answer asks for some {@code log2(size)}
 * parts.
 */
public final class MerkleTree {

    private final Parts parts;

    /** @param parts of the tree; as many as are asked for must be there */
    public MerkleTree(Parts parts) {
        this.parts = parts;
    }

    /** The complete parts of a tree. */
    @FunctionalInterface
    public interface Parts {

        /**
         * The root of the leaves from {@code index * 2^level} on, {@code 2^level} of them.
         *
         * @throws IllegalArgumentException if the tree has not so many leaves
         */
        Hash part(int level, long index);
    }

    /** The root of the first {@code size} leaves. */
    public Hash root(long size) {
        check(size >= 0, "A tree has no %d leaves", size);
        return root(0, size);
    }

    /**
     * Proves that a leaf is in the tree of the first {@code size} leaves (section 2.1.3.1).
     *
     * @param index of the leaf, from 0
     * @return what {@link Proofs#isIncluded} needs, from the leaf upwards
     */
    public List<Hash> inclusion(long index, long size) {
        check(index >= 0 && index < size, "There is no leaf %d", index);
        var path = new ArrayList<Hash>();
        for (long from = 0, until = size; until - from > 1; ) {
            var middle = from + split(until - from);
            if (index < middle) {
                path.add(root(middle, until));
                until = middle;
            } else {
                path.add(root(from, middle));
                from = middle;
            }
        }
        return List.copyOf(path.reversed());
    }

    /**
     * Proves that the tree of the first {@code size} leaves holds that of the first {@code earlier} unchanged (section 2.1.4.1).
     *
     * @return what {@link Proofs#isConsistent} needs; nothing where the two are the same, or the earlier is empty
     */
    public List<Hash> consistency(long earlier, long size) {
        check(earlier >= 0 && earlier <= size, "A tree of %d leaves has no earlier one of more", size);
        if (earlier == 0 || earlier == size) {
            return List.of();
        }
        var path = new ArrayList<Hash>();
        var wholeTree = true;
        long from = 0;
        for (long until = size; earlier != until; ) {
            var middle = from + split(until - from);
            if (earlier <= middle) {
                path.add(root(middle, until));
                until = middle;
            } else {
                path.add(root(from, middle));
                from = middle;
                wholeTree = false;
            }
        }
        if (!wholeTree) {
            path.add(root(from, earlier));
        }
        return List.copyOf(path.reversed());
    }

    /** The root of some leaves that are a subtree of one of the trees. */
    private Hash root(long from, long until) {
        var complete = new ArrayList<Hash>();
        for (var begin = from; begin < until; ) {
            var level = 63 - Long.numberOfLeadingZeros(until - begin);
            complete.add(parts.part(level, begin >> level));
            begin += 1L << level;
        }
        return GrowingTree.join(complete);
    }

    /** How many of so many leaves are on the left: the largest power of two that is less. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    private static void check(boolean condition, String message, long value) {
        if (!condition) {
            throw new IllegalArgumentException(message.formatted(value));
        }
    }
}

package com.avaone.evidence;

import java.util.List;

/** Verifies proofs, with nothing but roots. */
public final class Proofs {

    private Proofs() {}

    /**
     * Whether a leaf is in a tree (RFC 9162, section 2.1.3.2).
     *
     * @param leaf its hash
     * @param index its number, from 0
     * @param size of the tree
     * @param proof from the leaf upwards
     */
    public static boolean isIncluded(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        var place = index;
        var last = size - 1;
        var hash = leaf;
        for (var sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = Hash.ofNode(sibling, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.ofNode(hash, sibling);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /**
     * Whether a tree holds an earlier one unchanged (RFC 9162, section 2.1.4.2). Every tree holds the empty one, and each one itself.
     *
     * @param earlier size of the earlier tree
     * @param size of the later tree
     */
    public static boolean isConsistent(long earlier, Hash earlierRoot, long size, Hash root, List<Hash> proof) {
        if (earlier < 0 || earlier > size) {
            return false;
        }
        if (earlier == 0) {
            return proof.isEmpty() && earlierRoot.equals(Hash.OF_NOTHING);
        }
        if (earlier == size) {
            return proof.isEmpty() && earlierRoot.equals(root);
        }
        // A complete earlier tree is a part of the later one, and left out of the proof.
        var isPart = Long.bitCount(earlier) == 1;
        if (!isPart && proof.isEmpty()) {
            return false;
        }
        var place = earlier - 1;
        var last = size - 1;
        while ((place & 1) == 1) {
            place >>= 1;
            last >>= 1;
        }
        var earlierHash = isPart ? earlierRoot : proof.getFirst();
        var hash = earlierHash;
        for (var sibling : isPart ? proof : proof.subList(1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                earlierHash = Hash.ofNode(sibling, earlierHash);
                hash = Hash.ofNode(sibling, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.ofNode(hash, sibling);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && earlierHash.equals(earlierRoot) && hash.equals(root);
    }
}

package com.avaone.command.kernel.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Hashes of the evidence log's trees, and the checkpoints that were signed. The hashes follow from the events and are the same whoever works
 * them out, so that several nodes may store them at once. What a method changed is durable when it returns.
 */
public interface EvidenceTrees {

    /** How many nodes of a level one node of the next is over. */
    int WIDTH = 256;

    /**
     * A complete part of a tree.
     *
     * @param tree whose
     * @param level 0 for a single event, n for {@link #WIDTH} to the power of n of them
     * @param number in its level, from 0
     * @param position of the last event in it
     * @param hash 32 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Node(String tree, int level, long number, long position, byte[] hash) {}

    /**
     * What was signed.
     *
     * @param origin of which log
     * @param number of the checkpoint in that log, from 0 without gaps
     * @param size how many events it is over
     * @param note the signed note
     */
    record SignedCheckpoint(String origin, long number, long size, Instant at, String note) {}

    /** Up to which position of the log every event is in its trees; -1 before the first. */
    long position();

    /**
     * Stores nodes of the events behind {@code from} up to {@code to}.
     *
     * @return false, and the position is where it was, if another node has come further meanwhile
     */
    boolean append(long from, long to, List<Node> nodes);

    /** Nodes of a level, from one number on. After a crash there may be some of events behind the {@link #position}. */
    List<Node> nodes(String tree, int level, long first, int most);

    /** The last node of level 0; likewise. */
    Optional<Node> last(String tree);

    /** Forgets every hash, so that they are worked out anew. What was signed stays. */
    void forgetHashes();

    /** The last checkpoint of a log. */
    Optional<SignedCheckpoint> lastCheckpoint(String origin);

    /** Checkpoints of a log before a number, the newest first. */
    List<SignedCheckpoint> checkpointsBefore(String origin, long number, int most);

    /**
     * Stores a checkpoint, which must be the next of its log.
     *
     * @return false, and nothing happens, if there is one of its number already
     */
    boolean add(SignedCheckpoint next);
}

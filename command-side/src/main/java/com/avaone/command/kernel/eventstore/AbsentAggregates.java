package com.avaone.command.kernel.eventstore;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which aggregates are surely not stored, so that nobody has to look for a new one: whoever makes an aggregate asks first whether it is there, and
 * to find nothing costs the store more than to write the event. It is a Bloom filter: what it calls absent is absent, and of what is absent it
 * calls at most one in forty present, more when a run adds more than it was made for.
 */
final class AbsentAggregates {

    private static final long LEAST_ROOM = 1_000_000;
    private static final long MOST_ROOM = 100_000_000;
    private static final int BITS_EACH = 8;
    private static final int PROBES = 4;

    private final AtomicLongArray words;
    private final int mask;
    private volatile boolean allAdded;

    /** @param stored how many events there are: no more aggregates than that */
    AbsentAggregates(long stored) {
        // Room for as many again. A power of two, so that a mask finds the bit.
        var room = Math.clamp(2 * stored, LEAST_ROOM, MOST_ROOM);
        var bits = Long.highestOneBit(room * BITS_EACH - 1) << 1;
        words = new AtomicLongArray((int) (bits / Long.SIZE));
        mask = (int) (bits - 1);
    }

    /** Notes that there is, or will perhaps be in a moment, such an aggregate. */
    void add(String aggregateId) {
        var hash = hash(aggregateId);
        for (var probe = 0; probe < PROBES; probe++) {
            var bit = bit(hash, probe);
            if (!isSet(bit)) {
                words.accumulateAndGet(bit / Long.SIZE, 1L << bit, (word, one) -> word | one);
            }
        }
    }

    /** All that were stored before have been added: from now on an answer can be given. */
    void allAdded() {
        allAdded = true;
    }

    /** Whether no event of this aggregate is stored, for sure. */
    boolean contains(String aggregateId) {
        if (!allAdded) {
            return false;
        }
        var hash = hash(aggregateId);
        for (var probe = 0; probe < PROBES; probe++) {
            if (!isSet(bit(hash, probe))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSet(int bit) {
        return (words.get(bit / Long.SIZE) & 1L << bit) != 0;
    }

    private int bit(long hash, int probe) {
        return ((int) hash + probe * (int) (hash >>> Integer.SIZE)) & mask;
    }

    /** 64 bits, well mixed. A string's own hash has 32, and is the same for many identifiers of one moment. */
    private static long hash(String value) {
        var hash = 0xcbf29ce484222325L; // FNV-1a, then the end of SplitMix64
        for (var i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}

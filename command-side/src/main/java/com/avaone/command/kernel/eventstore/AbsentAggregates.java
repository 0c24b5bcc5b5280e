package com.avaone.command.kernel.eventstore;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which aggregates are surely not stored, so that nobody has to look for a new one: whoever makes an aggregate asks first whether it is there, and
 * to find nothing costs the store more than to write the event. It consists of Bloom filters: what it calls absent is absent, and of what is absent
 * each filter calls at most one in four hundred present. When one is full, another of twice the size is laid beside it, up to room for fifty
 * million (128 MiB), so that a long run does not make more and more callers look in vain; beyond, the last one takes all.
 */
final class AbsentAggregates {

    private static final long LEAST_ROOM = 1_000_000;
    private static final long MOST_ROOM = 50_000_000;
    private static final int BITS_EACH = 16;
    private static final int PROBES = 4;

    /** The last one takes what is added. */
    private final List<Filter> filters;

    private volatile boolean allAdded;

    /** @param stored how many events there are: no more aggregates than that */
    AbsentAggregates(long stored) {
        // Room for as many again.
        this(stored, LEAST_ROOM);
    }

    AbsentAggregates(long stored, long leastRoom) {
        filters = new CopyOnWriteArrayList<>(List.of(new Filter(Math.clamp(2 * stored, leastRoom, MOST_ROOM))));
    }

    /** Notes that there is, or will perhaps be in a moment, such an aggregate. */
    void add(String aggregateId) {
        var hash = hash(aggregateId);
        if (isAbsent(hash)) {
            var last = filters.getLast();
            last.add(hash);
            if (last.isFull()) {
                layBeside(last);
            }
        }
    }

    /** Once, though two threads may have found it full. */
    private synchronized void layBeside(Filter full) {
        if (filters.getLast() == full && full.room < MOST_ROOM) {
            filters.add(new Filter(Math.min(2 * full.room, MOST_ROOM)));
        }
    }

    /** All that were stored before have been added: from now on an answer can be given. */
    void allAdded() {
        allAdded = true;
    }

    /** Whether no event of this aggregate is stored, for sure. */
    boolean contains(String aggregateId) {
        return allAdded && isAbsent(hash(aggregateId));
    }

    private boolean isAbsent(long hash) {
        for (var filter : filters) {
            if (filter.holds(hash)) {
                return false;
            }
        }
        return true;
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

    /** One Bloom filter. */
    private static final class Filter {

        private final long room;
        private final AtomicLong added = new AtomicLong();
        private final AtomicLongArray words;
        private final int mask;

        Filter(long room) {
            this.room = room;
            // A power of two, so that a mask finds the bit.
            var bits = Long.highestOneBit(room * BITS_EACH - 1) << 1;
            words = new AtomicLongArray((int) (bits / Long.SIZE));
            mask = (int) (bits - 1);
        }

        void add(long hash) {
            for (var probe = 0; probe < PROBES; probe++) {
                var bit = bit(hash, probe);
                if (!isSet(bit)) {
                    words.accumulateAndGet(bit / Long.SIZE, 1L << bit, (word, one) -> word | one);
                }
            }
            added.incrementAndGet();
        }

        boolean holds(long hash) {
            for (var probe = 0; probe < PROBES; probe++) {
                if (!isSet(bit(hash, probe))) {
                    return false;
                }
            }
            return true;
        }

        boolean isFull() {
            return added.get() >= room;
        }

        private boolean isSet(int bit) {
            return (words.get(bit / Long.SIZE) & 1L << bit) != 0;
        }

        private int bit(long hash, int probe) {
            return ((int) hash + probe * (int) (hash >>> Integer.SIZE)) & mask;
        }
    }
}

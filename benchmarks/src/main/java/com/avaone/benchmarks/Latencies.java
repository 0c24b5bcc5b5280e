package com.avaone.benchmarks;

import java.util.Arrays;

/** How long each of many repetitions took, one after the other. */
final class Latencies {

    private final long[] nanos;

    private Latencies(long[] nanos) {
        this.nanos = nanos;
        Arrays.sort(nanos);
    }

    static Latencies of(int repetitions, Runnable work) {
        var nanos = new long[repetitions];
        for (var i = 0; i < repetitions; i++) {
            var begin = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - begin;
        }
        return new Latencies(nanos);
    }

    /** The time, in milliseconds, within which this share of the repetitions was done. */
    double millis(double share) {
        return nanos[(int) (share * (nanos.length - 1))] / 1e6;
    }
}

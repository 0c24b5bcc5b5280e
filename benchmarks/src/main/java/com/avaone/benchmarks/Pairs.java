package com.avaone.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;

/** Two measurements taken in turn (A B B A …), so that a machine that slows down slows both; the median of the ratios is what counts. */
final class Pairs {

    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUp", 30));
    private static final int PAIRS = Integer.getInteger("pairs", 9);

    private Pairs() {}

    /** A rate: how many per second. */
    @FunctionalInterface
    interface Rate {
        double measure() throws Exception;
    }

    /** Medians of both rates and of their ratio, with the ratio's least and greatest. */
    record Result(double a, double b, double ratio, double least, double greatest) {

        /** A row of a Markdown table. */
        String row(String name) {
            return String.format(
                    Locale.ROOT, "| %s | %,.0f | %,.0f | %.2f | %.2f to %.2f |", name, a, b, ratio, least, greatest);
        }
    }

    /** Measures for half a minute without looking, until the code is compiled. */
    static void warmUp(Rate rate) throws Exception {
        for (var begin = System.nanoTime(); System.nanoTime() - begin < WARM_UP.toNanos(); ) {
            rate.measure();
        }
    }

    /** Measures both once to warm up, then nine pairs. */
    static Result compare(Rate a, Rate b) throws Exception {
        a.measure();
        b.measure();
        var as = new ArrayList<Double>();
        var bs = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        for (int pair = 0; pair < PAIRS; pair++) {
            double x;
            double y;
            if (pair % 2 == 0) {
                x = a.measure();
                y = b.measure();
            } else {
                y = b.measure();
                x = a.measure();
            }
            as.add(x);
            bs.add(y);
            ratios.add(x / y);
        }
        as.sort(null);
        bs.sort(null);
        ratios.sort(null);
        return new Result(
                as.get(PAIRS / 2), bs.get(PAIRS / 2), ratios.get(PAIRS / 2), ratios.getFirst(), ratios.getLast());
    }
}

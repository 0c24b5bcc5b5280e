package com.avaone.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Two measurements taken in turn (A B B A …), so that a machine that slows down slows both; the median of the ratios is what counts. */
final class Pairs {

    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUp", 30));
    private static final int PAIRS = Integer.getInteger("pairs", 9);

    private Pairs() {}

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** A rate: how many per second. */
    @FunctionalInterface
    interface Rate {
        double measure() throws Exception;
    }

    /** What was done per second, and the processor time that the whole process spent on each, in microseconds. */
    private record Measured(double rate, double processorMicros) {

        static Measured of(Rate rate) throws Exception {
            var processor = SYSTEM.getProcessCpuTime();
            var begin = System.nanoTime();
            var perSecond = rate.measure();
            var seconds = (System.nanoTime() - begin) / 1e9;
            return new Measured(perSecond, (SYSTEM.getProcessCpuTime() - processor) / 1e3 / (perSecond * seconds));
        }
    }

    /** Medians of both rates, of the processor time of each in microseconds, and of their ratio, with the ratio's least and greatest. */
    record Result(
            double a, double b, double processorOfA, double processorOfB, double ratio, double least, double greatest) {

        /** A row of a Markdown table. */
        String row(String name) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %.0f | %.0f | %.2f | %.2f to %.2f |",
                    name,
                    a,
                    b,
                    processorOfA,
                    processorOfB,
                    ratio,
                    least,
                    greatest);
        }
    }

    /** The head of a Markdown table of such rows. */
    static String head(String name, String a, String b) {
        return "| %s | %s | %s | µs of processor each | and | ratio | least to greatest |%n|---|---|---|---|---|---|---|"
                .formatted(name, a, b);
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
        var as = new ArrayList<Measured>();
        var bs = new ArrayList<Measured>();
        var ratios = new ArrayList<Double>();
        for (int pair = 0; pair < PAIRS; pair++) {
            Measured x;
            Measured y;
            if (pair % 2 == 0) {
                x = Measured.of(a);
                y = Measured.of(b);
            } else {
                y = Measured.of(b);
                x = Measured.of(a);
            }
            as.add(x);
            bs.add(y);
            ratios.add(x.rate / y.rate);
        }
        ratios.sort(null);
        return new Result(
                median(as, Measured::rate),
                median(bs, Measured::rate),
                median(as, Measured::processorMicros),
                median(bs, Measured::processorMicros),
                ratios.get(PAIRS / 2),
                ratios.getFirst(),
                ratios.getLast());
    }

    private static double median(List<Measured> measured, ToDoubleFunction<Measured> figure) {
        return measured.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(PAIRS / 2)
                .findFirst()
                .orElseThrow();
    }
}

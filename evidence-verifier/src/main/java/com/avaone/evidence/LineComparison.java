package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares lines with the hashes that they should have, in order, and says of each line that does not fit what is wrong with it: changed,
 * missing, in another place, or of nobody. Looks so far ahead that memory stays bounded.
 */
final class LineComparison {

    private static final int LOOK_AHEAD = 4_096;

    private final String file;
    private final Expectations expectations;
    private final Function<byte[], Hash> hashing;
    private final Report report;
    private final Deque<Expected> ahead = new ArrayDeque<>();

    /** Expected lines that did not stand where they should; they may still come. */
    private final Map<Hash, Expected> missing = new HashMap<>();

    private final List<Expected> missingInOrder = new ArrayList<>();
    private boolean noMoreExpected;

    /**
     * A line that should be there.
     *
     * @param name by which it is reported
     */
    record Expected(Hash hash, String name) {}

    /** The lines that should be there, in order. */
    @FunctionalInterface
    interface Expectations {

        /** The next; null at the end. */
        @Nullable
        Expected next() throws IOException;
    }

    LineComparison(String file, Expectations expectations, Function<byte[], Hash> hashing, Report report) {
        this.file = file;
        this.expectations = expectations;
        this.hashing = hashing;
        this.report = report;
    }

    /**
     * Compares them all.
     *
     * @param whenRead is shown each line and its hash
     * @return how many lines there were
     */
    long compare(BundleSource.Lines lines, WhenRead whenRead) throws IOException {
        var count = 0L;
        var line = lines.next();
        while (line != null) {
            var hash = hashing.apply(line);
            whenRead.read(count, line, hash);
            count++;
            var next = lines.next();
            compare(line, hash, next);
            line = next;
        }
        missingInOrder.removeIf(expected -> !missing.containsKey(expected.hash()));
        missingInOrder.forEach(expected -> report.found(file, expected.name() + " is missing"));
        tellTruncation();
        return count;
    }

    /** Sees each line that there is. */
    @FunctionalInterface
    interface WhenRead {
        void read(long index, byte[] line, Hash hash);
    }

    private void compare(byte[] line, Hash hash, byte @Nullable [] next) throws IOException {
        fill(1);
        var expected = ahead.peek();
        if (expected != null && expected.hash().equals(hash)) {
            ahead.remove();
            return;
        }
        var moved = missing.remove(hash);
        if (moved != null) {
            report.found(
                    file, "%s stands in another place, behind those that should follow it".formatted(moved.name()));
            return;
        }
        if (expected == null) {
            report.found(file, "%s stands behind the last one, and nobody signed it".formatted(named(line)));
            return;
        }
        fill(LOOK_AHEAD);
        if (ahead.stream().anyMatch(each -> each.hash().equals(hash))) {
            for (var skipped = ahead.remove(); !skipped.hash().equals(hash); skipped = ahead.remove()) {
                missing.put(skipped.hash(), skipped);
                missingInOrder.add(skipped);
                forgetOldest();
            }
            return;
        }
        if (next != null && hashing.apply(next).equals(expected.hash())) {
            report.found(file, "%s was put in before %s".formatted(named(line), expected.name()));
            return;
        }
        ahead.remove();
        report.found(file, "%s is not as it was signed; now it says: %s".formatted(expected.name(), named(line)));
    }

    private void forgetOldest() {
        if (missingInOrder.size() > LOOK_AHEAD) {
            var oldest = missingInOrder.removeFirst();
            if (missing.remove(oldest.hash()) != null) {
                report.found(file, oldest.name() + " is missing");
            }
        }
    }

    private void tellTruncation() throws IOException {
        fill(1);
        var first = ahead.poll();
        if (first == null) {
            return;
        }
        var count = 1L + ahead.size();
        ahead.clear();
        while (!noMoreExpected) {
            fill(LOOK_AHEAD);
            count += ahead.size();
            ahead.clear();
        }
        report.found(
                file, "ends too early: %s and all behind it are missing, %d in all".formatted(first.name(), count));
    }

    private void fill(int size) throws IOException {
        while (ahead.size() < size && !noMoreExpected) {
            var next = expectations.next();
            if (next == null) {
                noMoreExpected = true;
            } else {
                ahead.add(next);
            }
        }
    }

    /** What a line says of itself. */
    static String named(byte[] line) {
        try {
            var fields = JsonFields.of(new String(line, UTF_8));
            var position = fields.get("position");
            return position == null
                    ? "document " + Words.shown(fields.getOrDefault("_id", "without an identifier"))
                    : "event at position %s, id %s, %s"
                            .formatted(
                                    Words.shown(position),
                                    Words.shown(fields.getOrDefault("id", "?")),
                                    Words.shown(fields.getOrDefault("type", "?")));
        } catch (NotValid _) {
            return "a line that is no JSON: " + Words.shown(new String(line, UTF_8));
        }
    }
}

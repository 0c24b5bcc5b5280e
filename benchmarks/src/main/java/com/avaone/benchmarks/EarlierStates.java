package com.avaone.benchmarks;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether what the audit tells about earlier moments is what the events say, and how long an answer takes. Every event is taken along as an
 * export, folded here by code that shares nothing with the suite, and held against the suite's answers, byte by byte.
 */
final class EarlierStates {

    private static final int ORGANIZATIONS = Integer.getInteger("organizations", 200);
    private static final int EVENTS = Integer.getInteger("events", 20_000);
    private static final int POSITIONS = Integer.getInteger("positions", 50);
    private static final int TIMED = Integer.getInteger("timed", 1_000);
    private static final int CALLERS = 8;

    private final RunningSuite suite;
    private final Random random = new Random(20_000);
    private final List<String> organizations = new ArrayList<>();

    private EarlierStates(RunningSuite suite) {
        this.suite = suite;
    }

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-earlier");
        try (var suite = RunningSuite.start(directory.resolve("data"))) {
            new EarlierStates(suite).measure();
        } finally {
            Directories.delete(directory);
        }
    }

    private void measure() throws Exception {
        var seed = System.nanoTime();
        live();
        suite.settle();
        var export = suite.lines("/api/audit/events.jsonl?type=license.*").reversed();
        export.addAll(suite.lines("/api/audit/events.jsonl?type=organization.*"));
        var fold = new Fold(export);
        System.out.printf(
                Locale.ROOT,
                "%d organizations, %d events exported, made and settled in %.0f s%n",
                organizations.size(),
                export.size(),
                (System.nanoTime() - seed) / 1e9);

        var equal = 0;
        var control = 0;
        for (var i = 0; i < POSITIONS; i++) {
            var event = fold.random(random);
            var position = event.position();
            var told = answer(event.licenseId(), position);
            var expected = fold.state(event.licenseId(), position);
            equal += told.equals(expected)
                            && organizationAnswer(event, position).equals(fold.organization(event, position))
                    ? 1
                    : 0;
            control += told.equals(fold.state(event.licenseId(), position - 1)) ? 0 : 1;
            if (!told.equals(expected)) {
                System.out.println(position + "\n" + told + "\n" + expected);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d of %d states equal, byte by byte; one event earlier differ %d%n",
                equal,
                POSITIONS,
                control);

        time(
                "state of a license",
                position -> "/api/audit/licenses/" + fold.random(random).licenseId() + "/state?asOf=" + position,
                fold);
        time(
                "license as it was",
                position -> "/api/organizations/" + fold.random(random).organizationId() + "/license?asOf=" + position,
                fold);
        time(
                "difference",
                position -> "/api/audit/licenses/%s/diff?from=%d&to=%d"
                        .formatted(fold.random(random).licenseId(), position, fold.last()),
                fold);
        time("history", position -> "/api/audit/licenses/" + fold.random(random).licenseId(), fold);
        time("search of the log", position -> "/api/audit/events?toPosition=" + position, fold);
    }

    /** Makes the organizations and lets their licenses change, until there are enough events. */
    private void live() throws Exception {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var registered = new ArrayList<Callable<String>>();
            for (var number = 1; number <= ORGANIZATIONS; number++) {
                var one = number;
                registered.add(() -> suite.register(one));
            }
            for (var organization : callers.invokeAll(registered)) {
                organizations.add(organization.get());
            }
            var rounds = (EVENTS - 2 * ORGANIZATIONS) / ORGANIZATIONS;
            var lives = new ArrayList<Callable<@Nullable Void>>();
            for (var organization : organizations) {
                lives.add(() -> {
                    live(organization, rounds);
                    return null;
                });
            }
            for (var life : callers.invokeAll(lives)) {
                life.get();
            }
        }
    }

    private void live(String organization, int rounds) {
        var chance = new Random(organization.hashCode());
        var license = "/api/organizations/" + organization + "/license/";
        var shut = false;
        for (var round = 0; round < rounds; round++) {
            switch (chance.nextInt(5)) {
                case 0 ->
                    suite.put(
                            license + "grace",
                            "{\"graceDays\":%d,\"reason\":\"a benchmark\"}".formatted(1 + (round * 7) % 90));
                case 1 ->
                    suite.put(
                            license + "overage",
                            "{\"extraSeats\":%d,\"reason\":\"a benchmark\"}".formatted(1 + round % 50));
                case 2 -> {
                    suite.post(license + (shut ? "resume" : "suspend"), "{\"reason\":\"a benchmark\"}");
                    shut = !shut;
                }
                default ->
                    suite.put(license + "seats", "{\"seats\":%d,\"reason\":\"a benchmark\"}".formatted(101 + round));
            }
        }
    }

    private String answer(String licenseId, long position) {
        return stateOf(suite.text("/api/audit/licenses/" + licenseId + "/state?asOf=" + position));
    }

    private String organizationAnswer(Happened event, long position) {
        return stateOf(suite.text("/api/audit/organizations/" + event.organizationId() + "/state?asOf=" + position));
    }

    /** The bytes of the state within the answer. */
    private static String stateOf(String answer) {
        return answer.substring(answer.indexOf("\"state\":") + 8, answer.indexOf(",\"fields\":["));
    }

    private void time(String what, LongFunction<String> path, Fold fold) {
        var micros = new long[TIMED];
        for (var i = -TIMED / 10; i < TIMED; i++) {
            var asked = path.apply(fold.random(random).position() + EVENTS);
            var begin = System.nanoTime();
            suite.text(asked);
            if (i >= 0) {
                micros[i] = (System.nanoTime() - begin) / 1_000;
            }
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.1f ms, p95 %.1f ms, longest %.1f ms of %d%n",
                what,
                micros[TIMED / 2] / 1e3,
                micros[TIMED * 95 / 100] / 1e3,
                micros[TIMED - 1] / 1e3,
                TIMED);
    }

    /** An event of a license. */
    private record Happened(long position, String licenseId, String organizationId) {}

    /** The independent fold: from lines of the export to states as text, in which names are in the order of the alphabet. */
    private static final class Fold {

        private final List<JsonNode> licenseEvents = new ArrayList<>();
        private final Map<String, JsonNode> registrations = new HashMap<>();
        private final List<Happened> all = new ArrayList<>();

        Fold(List<String> export) {
            for (var line : export) {
                var event = JsonMapper.shared().readTree(line);
                var data = event.path("data");
                if (event.path("type").asString().startsWith("license.")) {
                    licenseEvents.add(event);
                    all.add(new Happened(
                            event.path("position").asLong(),
                            data.path("licenseId").asString(),
                            data.path("organizationId").asString()));
                } else if (event.path("type").asString().equals("organization.registered")) {
                    registrations.put(data.path("organizationId").asString(), event);
                }
            }
        }

        Happened random(Random random) {
            return all.get(random.nextInt(all.size()));
        }

        long last() {
            return all.getLast().position() + EVENTS * 2L;
        }

        String state(String licenseId, long position) {
            var fields = new TreeMap<String, String>();
            for (var event : licenseEvents) {
                var data = event.path("data");
                if (event.path("position").asLong() > position) {
                    break;
                }
                if (!data.path("licenseId").asString().equals(licenseId)) {
                    continue;
                }
                switch (event.path("type").asString()) {
                    case "license.issued" -> {
                        var terms = data.path("terms");
                        fields.put("extraSeats", "0");
                        fields.put("graceDays", terms.path("graceDays").toString());
                        fields.put("products", terms.path("products").toString());
                        fields.put("seats", terms.path("seats").toString());
                        fields.put("seatsUsed", "0");
                        fields.put("status", "\"ACTIVE\"");
                        fields.put("validUntil", terms.path("validUntil").toString());
                    }
                    case "license.suspended" -> fields.put("status", "\"SUSPENDED\"");
                    case "license.reinstated" -> fields.put("status", "\"ACTIVE\"");
                    case "license.seat-limit-changed" ->
                        fields.put("seats", data.path("seats").toString());
                    case "license.grace-period-changed" ->
                        fields.put("graceDays", data.path("graceDays").toString());
                    case "license.overage-policy-changed" ->
                        fields.put(
                                "extraSeats",
                                data.path("overage").path("extraSeats").toString());
                    default -> throw new IllegalStateException(event.toString());
                }
            }
            return text(fields);
        }

        String organization(Happened event, long position) {
            var registered = Objects.requireNonNull(registrations.get(event.organizationId()));
            var data = registered.path("data");
            var fields = new TreeMap<String, String>();
            fields.put("createdAt", registered.path("at").toString());
            fields.put("license", state(event.licenseId(), position));
            fields.put("licenseId", data.path("licenseId").toString());
            fields.put("products", data.path("products").toString());
            fields.put("profile", data.path("profile").toString());
            var settings = new TreeMap<String, String>();
            data.path("settings")
                    .properties()
                    .forEach(entry ->
                            settings.put(entry.getKey(), entry.getValue().toString()));
            fields.put("settings", text(settings));
            fields.put("slug", data.path("slug").toString());
            fields.put("state", "\"ACTIVE\"");
            return text(fields);
        }

        private static String text(Map<String, String> fields) {
            return fields.entrySet().stream()
                    .map(field -> "\"%s\":%s".formatted(field.getKey(), field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }
}

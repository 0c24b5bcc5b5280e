package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Somebody who tries passwords, and somebody who wants to know who has an account. */
@WholeSuite
class GuessingAttackIT {

    private static final int TOLERATED = 5;
    private static final int SAMPLES = 24;
    private static final int ROUNDS = 10;
    private static final List<List<Integer>> ORDERS = List.of(
            List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 2, 0), List.of(1, 0, 2), List.of(2, 0, 1), List.of(2, 1, 0));
    private static final double MOST = 0.05;

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext suite;

    private Neighbours neighbours;

    @BeforeEach
    void makeNeighbours() {
        neighbours = Neighbours.of(suite, port);
    }

    @Test
    void fiveGuessesAreAllThatAnybodyHasAtFirst() {
        var name = unique("guessed");
        neighbours.member(name, "employee", null);
        var email = name + "@okapi-a-1187.example";
        var guessed = guessUntilLocked("workspace", neighbours.ours().organizationId(), email);
        assertThat(guessed).hasSizeLessThanOrEqualTo(TOLERATED + 2).last().isEqualTo("429 account-locked");

        var right = attempt("workspace", neighbours.ours().organizationId(), email, Neighbours.PASSWORD);
        assertThat(right.status()).as("the right password").isEqualTo(429);
        assertThat(right.code()).isEqualTo("account-locked");
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(1, 30);
        var page = new Caller(port);
        var shown = page.form(
                "/workspace/login",
                Map.of(
                        "organization",
                        neighbours.ours().organizationId(),
                        "email",
                        email,
                        "password",
                        Neighbours.PASSWORD,
                        "_csrf",
                        Attacks.csrf(page, "/workspace/login")));
        assertThat(shown.status()).isEqualTo(422);
        assertThat(page.cookies()).doesNotContainKey("avaone-session");
    }

    @Test
    void aLockDoesNotTellWhoHasAnAccountAtWhicheverDoorAndHoweverTheOrganizationIsCalled() {
        var ours = neighbours.ours();
        var slug = suite.getBean(com.avaone.api.user.Identities.class)
                .organization(new com.avaone.api.kernel.OrganizationId(ours.organizationId()))
                .orElseThrow()
                .slug()
                .value();
        var employee = unique("locked-employee");
        var auditor = unique("locked-auditor");
        var admin = unique("locked-admin");
        neighbours.member(employee, "employee", null);
        neighbours.member(auditor, "auditor", null);
        neighbours.member(admin, "admin", null);
        var told = new LinkedHashMap<String, List<String>>();
        for (var name : List.of(employee, auditor, admin, unique("nobody"))) {
            var email = name + "@okapi-a-1187.example";
            var answers = new ArrayList<String>();
            assertThat(guessUntilLocked("organization", slug, email)).last().isEqualTo("429 account-locked");
            answers.add(said(attempt("organization", slug.toUpperCase(Locale.ROOT), email, "another guess")));
            answers.add(said(attempt("organization", ours.organizationId(), email, "another guess")));
            answers.add(said(attempt("workspace", slug, email.toUpperCase(Locale.ROOT), "another guess")));
            answers.add(said(attempt("workspace", ours.organizationId(), email, "another guess")));
            told.put(name, answers);
        }
        assertThat(told.values())
                .allSatisfy(answers -> assertThat(answers)
                        .as(told.toString())
                        .isEqualTo(told.values().iterator().next()));
    }

    /** The samples of all rounds count together: what is only noise goes away with more of them, what is not stays. */
    @Test
    void theTimeOfAnAnswerDoesNotTellWhoHasAnAccount() {
        var ours = neighbours.ours();
        var known = new ArrayList<String>();
        for (var i = 0; i < SAMPLES / 4; i++) {
            var name = unique("timed");
            neighbours.member(name, "employee", null);
            known.add(name + "@okapi-a-1187.example");
        }
        var times = new LinkedHashMap<String, List<Long>>();
        try (var wire = new Wire(port)) {
            for (var i = 0; i < SAMPLES; i++) {
                time(wire, unique("org"), someone());
            }
            var medians = Map.<String, Double>of();
            for (var round = 1; round <= ROUNDS; round++) {
                for (var sample = 0; sample < SAMPLES; sample++) {
                    var attempts = List.<Runnable>of(
                            () -> add(times, "unknown organization", time(wire, unique("org"), someone())),
                            () -> add(times, "unknown user", time(wire, ours.organizationId(), someone())),
                            wrongPassword(wire, known.get(sample / 4), times));
                    // What is noted of one attempt goes on beside the next: each comes behind each of the others as
                    // often.
                    for (var next : ORDERS.get(sample % ORDERS.size())) {
                        attempts.get(next).run();
                    }
                }
                known.forEach(
                        email -> assertThat(attempt("workspace", ours.organizationId(), email, Neighbours.PASSWORD)
                                        .status())
                                .isEqualTo(200));
                medians = medians(times);
                if (spread(medians) < MOST) {
                    return;
                }
            }
            assertThat(spread(medians)).as("medians in ns %s", medians).isLessThan(MOST);
        }
    }

    private Runnable wrongPassword(Wire wire, String email, Map<String, List<Long>> times) {
        return () -> add(times, "wrong password", time(wire, neighbours.ours().organizationId(), email));
    }

    private static String someone() {
        return unique("x") + "@okapi-a-1187.example";
    }

    private static void add(Map<String, List<Long>> times, String kind, long nanos) {
        times.computeIfAbsent(kind, _ -> new ArrayList<>()).add(nanos);
    }

    private static Map<String, Double> medians(Map<String, List<Long>> times) {
        var medians = new LinkedHashMap<String, Double>();
        times.forEach((kind, nanos) -> {
            var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            medians.put(kind, (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0);
        });
        return medians;
    }

    private static double spread(Map<String, Double> medians) {
        var values = medians.values().stream().mapToDouble(Double::doubleValue).toArray();
        var most = Arrays.stream(values).max().orElseThrow();
        var least = Arrays.stream(values).min().orElseThrow();
        return most / least - 1;
    }

    private static long time(Wire wire, String organization, String email) {
        var request = request("workspace", organization, email, "a wrong guess");
        var before = System.nanoTime();
        var answer = wire.send(request);
        var taken = System.nanoTime() - before;
        assertThat(answer.code()).as(answer.body()).isEqualTo("sign-in-refused");
        return taken;
    }

    private static Wire.Request request(String door, String organization, String email, String password) {
        return Wire.request("POST", "/api/" + door + "/login")
                .json(Attacks.json(
                        Map.of("organization", organization, "email", email, "password", password, "bearer", true)));
    }

    private Wire.Answer attempt(String door, String organization, String email, String password) {
        try (var wire = new Wire(port)) {
            return wire.send(request(door, organization, email, password));
        }
    }

    private List<String> guessUntilLocked(String door, String organization, String email) {
        var answers = new ArrayList<String>();
        // The failure is noted aside: one more guess may come before it is known.
        while (answers.size() < 20 && !answers.contains("429 account-locked")) {
            answers.add(said(attempt(door, organization, email, "guess number " + answers.size())));
        }
        return answers;
    }

    private static String said(Wire.Answer answer) {
        return answer.status() + " " + answer.code();
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}

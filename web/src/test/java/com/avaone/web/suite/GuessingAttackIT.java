package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.user.Identities;
import com.avaone.api.user.UserEvent.SignInRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;
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
            List.of(0, 1, 2), List.of(2, 0, 1), List.of(1, 0, 2), List.of(2, 1, 0), List.of(0, 2, 1), List.of(1, 2, 0));
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
        var slug = suite.getBean(Identities.class)
                .organization(new OrganizationId(ours.organizationId()))
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

    @Test
    void aKeyThatMakesRepeatingSafeDoesNotKeepGuessesFromBeingCounted() {
        for (var guess : List.<IntFunction<String>>of(number -> "guess number " + number, _ -> "the same guess")) {
            var name = unique("keyed");
            neighbours.member(name, "employee", null);
            var key = unique("key");
            var answers = new ArrayList<String>();
            while (answers.size() < 20 && !answers.contains("429 account-locked")) {
                answers.add(said(sendKeyed(
                        request(
                                "workspace",
                                neighbours.ours().organizationId(),
                                name + "@okapi-a-1187.example",
                                guess.apply(answers.size())),
                        key)));
            }
            assertThat(answers).hasSizeLessThanOrEqualTo(TOLERATED + 2).last().isEqualTo("429 account-locked");
        }
    }

    @Test
    void aKeyThatIsNoneDoesNotTellWhoHasAnAccount() {
        var ours = neighbours.ours();
        var name = unique("malformed");
        neighbours.member(name, "employee", null);
        var known = name + "@okapi-a-1187.example";
        for (var email : List.of(known, someone())) {
            for (var key : List.of("a b", "k".repeat(201))) {
                assertThat(said(sendKeyed(request("workspace", ours.organizationId(), email, "a wrong guess"), key)))
                        .as(email)
                        .isEqualTo("401 sign-in-refused");
                for (var path : List.of("/api/password-reset", "/api/unlock/request")) {
                    var asked = Wire.request("POST", path)
                            .json(Attacks.json(Map.of("organization", ours.organizationId(), "email", email)));
                    assertThat(sendKeyed(asked, key).status())
                            .as(path + " " + email)
                            .isEqualTo(202);
                }
            }
        }
        assertThat(guessUntilLocked("workspace", ours.organizationId(), known))
                .as("the two of before were counted")
                .hasSizeLessThanOrEqualTo(TOLERATED);
    }

    /** What stands in the log is what the answers told: a guess that was looked at, told and not counted would be free. */
    @Test
    void ofGuessesSentAtOnceAsManyAreCountedAsAreToldOf() throws Exception {
        var ours = neighbours.ours();
        var name = unique("burst");
        neighbours.member(name, "employee", null);
        var email = name + "@okapi-a-1187.example";
        var told = 0;
        try (var wire = new Wire(port);
                var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses = IntStream.range(0, 30)
                    .<Callable<String>>mapToObj(number -> () -> wire.send(
                                    request("workspace", ours.organizationId(), email, "guess number " + number))
                            .code())
                    .toList();
            for (var guess : guessers.invokeAll(guesses)) {
                if (guess.get().equals("sign-in-refused")) {
                    told++;
                }
            }
        }
        assertThat(told).isPositive();
        var userId = suite.getBean(Identities.class)
                .user(OrganizationId.parse(ours.organizationId()), EmailAddress.parse("email", email))
                .orElseThrow()
                .userId();
        var log = suite.getBean(EventStore.class);
        await("that each is counted")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> log.readEvents(userId.value())
                                .asStream()
                                .map(Message::getPayload)
                                .filter(SignInRefused.class::isInstance)
                                .count(),
                        Predicate.isEqual((long) told));
    }

    @Test
    void whoeverTookASessionOverHasTenGuessesAtThePasswordFromHoweverManySessions() {
        var name = unique("taken-over");
        var taken = neighbours.member(name, "employee", null);
        try (var wire = new Wire(port)) {
            var another = wire.send(request(
                            "workspace",
                            neighbours.ours().organizationId(),
                            name + "@okapi-a-1187.example",
                            Neighbours.PASSWORD))
                    .json()
                    .path("token")
                    .asString();
            for (var number = 0; number < 10; number++) {
                assertThat(said(prove(wire, number % 2 == 0 ? taken.token() : another, "guess number " + number)))
                        .isEqualTo("400 password-wrong");
            }
            assertThat(said(prove(wire, taken.token(), Neighbours.PASSWORD))).isEqualTo("429 too-many-requests");
            assertThat(said(prove(wire, another, Neighbours.PASSWORD))).isEqualTo("429 too-many-requests");
        }
    }

    private static Wire.Answer prove(Wire wire, @Nullable String token, String password) {
        return wire.send(Wire.request("POST", "/api/account/email")
                .as(token)
                .json(Attacks.json(Map.of("password", password, "email", someone()))));
    }

    private Wire.Answer sendKeyed(Wire.Request request, String key) {
        try (var wire = new Wire(port)) {
            return wire.send(request.with("Idempotency-Key", key));
        }
    }

    /**
     * The samples of all rounds count together: what is only noise goes away with more of them, what is not stays. Each is compared to the
     * others of its own moment: a machine that has a slow and a fast speed puts the median of all times of a kind at either by chance.
     */
    @Test
    void theTimeOfAnAnswerDoesNotTellWhoHasAnAccount() {
        var ours = neighbours.ours();
        var known = new ArrayList<String>();
        for (var i = 0; i < SAMPLES / 4; i++) {
            var name = unique("timed");
            neighbours.member(name, "employee", null);
            known.add(name + "@okapi-a-1187.example");
        }
        var ratios = new LinkedHashMap<String, List<Double>>();
        try (var wire = new Wire(port)) {
            for (var i = 0; i < SAMPLES; i++) {
                time(wire, unique("org"), someone());
            }
            for (var round = 1; round <= ROUNDS; round++) {
                for (var sample = 0; sample < SAMPLES; sample++) {
                    var email = known.get(sample / 4);
                    var attempts = List.<LongSupplier>of(
                            () -> time(wire, unique("org"), someone()),
                            () -> time(wire, ours.organizationId(), someone()),
                            () -> time(wire, ours.organizationId(), email));
                    var times = new long[attempts.size()];
                    // What is noted of one attempt goes on beside the next: each comes behind each as often.
                    for (var next : ORDERS.get(sample % ORDERS.size())) {
                        times[next] = attempts.get(next).getAsLong();
                    }
                    add(ratios, "unknown organization to wrong password", times[0], times[2]);
                    add(ratios, "unknown user to wrong password", times[1], times[2]);
                    add(ratios, "unknown organization to unknown user", times[0], times[1]);
                }
                known.forEach(
                        email -> assertThat(attempt("workspace", ours.organizationId(), email, Neighbours.PASSWORD)
                                        .status())
                                .isEqualTo(200));
                if (difference(ratios) < MOST) {
                    return;
                }
            }
            assertThat(difference(ratios)).as("medians %s", medians(ratios)).isLessThan(MOST);
        }
    }

    private static String someone() {
        return unique("x") + "@okapi-a-1187.example";
    }

    private static void add(Map<String, List<Double>> ratios, String kinds, long one, long other) {
        ratios.computeIfAbsent(kinds, _ -> new ArrayList<>()).add((double) one / other);
    }

    private static Map<String, Double> medians(Map<String, List<Double>> ratios) {
        var medians = new LinkedHashMap<String, Double>();
        ratios.forEach((kinds, values) -> {
            var sorted = values.stream().sorted().toList();
            medians.put(kinds, (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2);
        });
        return medians;
    }

    /** By how much the median of the slower kind is over that of the other, at most. */
    private static double difference(Map<String, List<Double>> ratios) {
        return medians(ratios).values().stream()
                .mapToDouble(ratio -> Math.max(ratio, 1 / ratio) - 1)
                .max()
                .orElseThrow();
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

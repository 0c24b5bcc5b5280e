package com.avaone.benchmarks;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What sealing costs: an event with five personal components written and read, against the same event in plain text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 9, time = 1)
@SuppressWarnings("NullAway.Init") // filled before the measurement
public class SealedEvents {

    private static final int PERSONS = 1_000;

    private Path directory;
    private ConfigurableApplicationContext suite;
    private Serializer sealing;
    private Serializer plain;
    private OrganizationRegistered[] events;
    private SerializedObject<?>[] sealed;
    private SerializedObject<?> unsealed;
    private int next;

    static void run() throws RunnerException {
        // In this process: a fork would not find its classes in the one jar.
        new Runner(new OptionsBuilder()
                        .include(SealedEvents.class.getName())
                        .forks(0)
                        .build())
                .run();
    }

    /** Starts the suite, for its own serializers and keys. */
    @Setup
    public void start() throws IOException {
        directory = Files.createTempDirectory("avaone-sealed");
        suite = EmbeddedSuite.start(directory.resolve("data"));
        sealing = suite.getBean("eventSerializer", Serializer.class);
        plain = suite.getBean("messageSerializer", Serializer.class);
        events = new OrganizationRegistered[PERSONS];
        sealed = new SerializedObject<?>[PERSONS];
        for (var i = 0; i < PERSONS; i++) {
            events[i] = event(i);
            sealed[i] = sealing.serialize(events[i], byte[].class);
        }
        unsealed = plain.serialize(events[0], byte[].class);
    }

    private static OrganizationRegistered event(int number) {
        return new OrganizationRegistered(
                OrganizationId.random(),
                new Slug("organization-" + number),
                new OrganizationProfile(
                        "Organization " + number,
                        new EmailAddress("mail@organization-%d.example".formatted(number)),
                        "+91 80 4000 " + number,
                        "12 Residency Road\n560025 Bengaluru\nIndia",
                        "Logistics",
                        null,
                        2015,
                        "https://organization.example",
                        "Moves things from where they are to where they are wanted, by night as well.",
                        new EmailAddress("admin@organization-%d.example".formatted(number))),
                Set.of(new ProductId("ava-cx")),
                OrganizationSettings.DEFAULT,
                LicenseId.random(),
                new LicenseTerms(new Seats(25), LocalDate.of(2030, 12, 31), 14, List.of()));
    }

    /** Of another organization each time, so that no key is still at hand. */
    private int next() {
        return next = (next + 1) % PERSONS;
    }

    @Benchmark
    public Object writeSealed() {
        return sealing.serialize(events[next()], byte[].class);
    }

    @Benchmark
    public Object writePlain() {
        return plain.serialize(events[next()], byte[].class);
    }

    @Benchmark
    public Object readSealed() {
        return sealing.deserialize(sealed[next()]);
    }

    @Benchmark
    public Object readPlain() {
        return plain.deserialize(unsealed);
    }

    @TearDown
    public void stop() throws IOException {
        suite.close();
        Directories.delete(directory);
    }
}

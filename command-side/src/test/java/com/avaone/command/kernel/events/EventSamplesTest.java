package com.avaone.command.kernel.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.command.kernel.MessageNames;
import com.avaone.command.kernel.NamedSerializer;
import com.avaone.command.kernel.personal.KeysOnDisposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was stored once can be read for ever: one sample per event and version, as it was when that version was new, and beside it what of
 * it is sealed, under a key that everybody knows.
 */
class EventSamplesTest {

    private static final Path SAMPLES = Events.ROOT.resolve("shared-api/src/test/resources/events");
    private static final MessageNames NAMES = MessageNames.scan("com.avaone.api");
    private static final NamedSerializer SERIALIZER =
            NamedSerializer.forEvents(NAMES, KeysOnDisposal.knownToEverybody());
    private static final NamedSerializer PLAIN = NamedSerializer.forMessages(NAMES);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static List<Class<?>> events() {
        return Events.all();
    }

    static List<Class<?>> personalEvents() {
        return Events.all().stream()
                .filter(event -> !PersonalParts.of(event).isEmpty())
                .toList();
    }

    private static Path sample(Class<?> event) {
        return SAMPLES.resolve("%s.v%s.json".formatted(Events.name(event), Events.revision(event)));
    }

    private static Path sealedSample(Class<?> event) {
        return SAMPLES.resolve("%s.v%s.sealed.json".formatted(Events.name(event), Events.revision(event)));
    }

    private static Object read(Class<?> event, Path file) throws IOException {
        return SERIALIZER.deserialize(new SimpleSerializedObject<>(
                Files.readAllBytes(file), byte[].class, Events.name(event), Events.revision(event)));
    }

    private static void writeIfMissing(Path file, NamedSerializer serializer, Object event) throws IOException {
        if (!Files.exists(file) && Boolean.getBoolean("update.samples")) {
            var json = serializer.serialize(event, byte[].class).getData();
            Files.createDirectories(SAMPLES);
            Files.writeString(file, JSON.writeValueAsString(JSON.readTree(json)) + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsAndWritesTheSample(Class<?> event) throws IOException, ReflectiveOperationException {
        var file = sample(event);
        writeIfMissing(file, PLAIN, Sample.of(event));
        assertThat(file)
                .as(
                        "The event %s has no sample. Make one with -Dupdate.samples=true, look at it and commit it. Never change an"
                                + " old one: change the event's @Revision and write an upcaster.",
                        event)
                .exists();

        var stored = Files.readAllBytes(file);
        var read = read(event, file);
        var written = SERIALIZER.serialize(read, byte[].class);

        assertThat(read).isInstanceOf(event);
        assertThat(written.getType().getName()).isEqualTo(Events.name(event));
        assertThat(written.getType().getRevision()).isEqualTo(Events.revision(event));
        assertThat(JSON.readTree(PLAIN.serialize(read, byte[].class).getData())).isEqualTo(JSON.readTree(stored));
        if (PersonalParts.of(event).isEmpty()) {
            assertThat(JSON.readTree(written.getData())).isEqualTo(JSON.readTree(stored));
        }
        assertThat(new String(written.getData(), UTF_8)).doesNotContain("com.avaone");
    }

    @ParameterizedTest
    @MethodSource("personalEvents")
    void opensTheSealedSample(Class<?> event) throws IOException, ReflectiveOperationException {
        var file = sealedSample(event);
        writeIfMissing(file, SERIALIZER, Sample.of(event));

        assertThat(file).as("Make it with -Dupdate.samples=true").exists();
        assertThat(read(event, file)).isEqualTo(read(event, sample(event)));
        assertThat(withoutCiphertext(
                        SERIALIZER.serialize(read(event, file), String.class).getData()))
                .isEqualTo(withoutCiphertext(Files.readString(file)));
    }

    /** It is another each time. */
    private static JsonNode withoutCiphertext(String json) {
        return JSON.readTree(json.replaceAll("(1\\.[a-z0-9_]+\\.)[A-Za-z0-9_-]+", "$1"));
    }

    /** Of every version that there ever was, whether it is upcast or reads without. */
    @Test
    void readsTheSamplesOfOlderVersions() throws IOException {
        for (var event : Events.all()) {
            for (var version = 1; version < Integer.parseInt(Events.revision(event)); version++) {
                var file = SAMPLES.resolve("%s.v%d.json".formatted(Events.name(event), version));
                assertThat(read(event, file)).as("%s", file).isInstanceOf(event);
            }
        }
    }

    @Test
    void everySampleIsOfAnEventThatIsStillKnown() throws IOException {
        var names = Events.all().stream().map(Events::name).collect(Collectors.toSet());
        try (var files = Files.list(SAMPLES)) {
            assertThat(files.map(
                            file -> file.getFileName().toString().replaceFirst("\\.v\\d+(\\.sealed)?\\.json$", "")))
                    .isSubsetOf(names);
        }
    }
}

package com.avaone.command.kernel.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.command.kernel.MessageNames;
import com.avaone.command.kernel.NamedSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was stored once can be read for ever: one sample per event and version, as it was when that version was new. */
class EventSamplesTest {

    private static final Path SAMPLES = Events.ROOT.resolve("shared-api/src/test/resources/events");
    private static final NamedSerializer SERIALIZER = NamedSerializer.forEvents(MessageNames.scan("com.avaone.api"));
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static List<Class<?>> events() {
        return Events.all();
    }

    private static Path sample(Class<?> event) {
        return SAMPLES.resolve("%s.v%s.json".formatted(Events.name(event), Events.revision(event)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsAndWritesTheSample(Class<?> event) throws IOException, ReflectiveOperationException {
        var file = sample(event);
        if (!Files.exists(file) && Boolean.getBoolean("update.samples")) {
            var json = SERIALIZER.serialize(Sample.of(event), byte[].class).getData();
            Files.createDirectories(SAMPLES);
            Files.writeString(file, JSON.writeValueAsString(JSON.readTree(json)) + "\n");
        }
        assertThat(file)
                .as(
                        "The event %s has no sample. Make one with -Dupdate.samples=true, look at it and commit it. Never change an"
                                + " old one: change the event's @Revision and write an upcaster.",
                        event)
                .exists();

        var stored = Files.readAllBytes(file);
        Object read = SERIALIZER.deserialize(
                new SimpleSerializedObject<>(stored, byte[].class, Events.name(event), Events.revision(event)));
        var written = SERIALIZER.serialize(read, byte[].class);

        assertThat(read).isInstanceOf(event);
        assertThat(written.getType().getName()).isEqualTo(Events.name(event));
        assertThat(written.getType().getRevision()).isEqualTo(Events.revision(event));
        assertThat(JSON.readTree(written.getData())).isEqualTo(JSON.readTree(stored));
        assertThat(new String(written.getData(), UTF_8)).doesNotContain("com.avaone");
    }

    @Test
    void everySampleIsOfAnEventThatIsStillKnown() throws IOException {
        var names = Events.all().stream().map(Events::name).collect(Collectors.toSet());
        try (var files = Files.list(SAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.v\\d+\\.json$", "")))
                    .isSubsetOf(names);
        }
    }
}

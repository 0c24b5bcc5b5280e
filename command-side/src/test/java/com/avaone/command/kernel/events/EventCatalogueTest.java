package com.avaone.command.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.Personal;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/events.md says what the code says. */
class EventCatalogueTest {

    private static final Path CATALOGUE = Events.ROOT.resolve("docs/events.md");

    private final Javadoc javadoc = new Javadoc(Events.ROOT.resolve("shared-api/src/main/java"));

    /** The suite's own types that fields have; they are explained at the end. */
    private final TreeSet<Class<?>> values = new TreeSet<>(Comparator.comparing(Class::getSimpleName));

    EventCatalogueTest() throws IOException {}

    @Test
    void isWhatTheCodeSays() throws IOException {
        var catalogue = catalogue();
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(CATALOGUE, catalogue);
        }
        assertThat(CATALOGUE)
                .as("docs/events.md is behind the code; write it anew with -Dupdate.docs=true")
                .hasContent(catalogue);
    }

    @Test
    void everyEventIsExplained() {
        assertThat(Events.all())
                .allSatisfy(event ->
                        assertThat(javadoc.of(event)).as("Javadoc of %s", event).isNotEmpty());
    }

    private String catalogue() {
        var text = new StringBuilder("""
                # Events

                What is stored, for ever: the log of every installation is made of these. Generated from the code by
                `./mvnw -pl command-side -am test -Dtest=EventCatalogueTest -Dupdate.docs=true`; do not edit.

                Each event is stored as JSON under its name and version. Who acted, why, from where and for which organization stands in
                its metadata. A sample of each is in `shared-api/src/test/resources/events`. What is personal is stored as
                `{"sealed": "…"}`, under a key of the person or the organization concerned, and reads as erased when that key is forgotten.

                """.replace("./mvnw", "mvn"));
        var room = "";
        for (var type : Events.interfaces()) {
            if (!room.equals(room(type))) {
                room = room(type);
                text.append("## %s%n%n".formatted(room));
            }
            text.append("%s%n%n".formatted(javadoc.of(type)));
            Events.of(type).forEach(event -> append(text, event));
        }
        text.append("## Values%n%n| type | JSON | meaning |%n|---|---|---|%n".formatted());
        // A copy, because describing a value can bring in others; they come in the next round.
        var described = new TreeSet<Class<?>>(values.comparator());
        while (described.size() < values.size()) {
            for (var value :
                    values.stream().filter(value -> !described.contains(value)).toList()) {
                described.add(value);
                json(value);
            }
        }
        described.forEach(value -> text.append(
                "| %s | %s | %s |%n".formatted(value.getSimpleName(), json(value), cell(javadoc.summary(value)))));
        return text.toString();
    }

    private void append(StringBuilder text, Class<?> event) {
        text.append("### %s, version %s%n%n%s%n%n"
                .formatted(Events.name(event), Events.revision(event), javadoc.of(event)));
        text.append("| field | type | meaning |%n|---|---|---|%n".formatted());
        for (var component : event.getRecordComponents()) {
            text.append("| %s | %s | %s |%n"
                    .formatted(component.getName(), type(component), cell(javadoc.of(event, component.getName()))));
        }
        text.append("%n".formatted());
    }

    private String json(Class<?> value) {
        if (value.isEnum()) {
            return Arrays.stream(value.getEnumConstants())
                    .map(constant -> "`\"%s\"`".formatted(((Enum<?>) constant).name()))
                    .collect(Collectors.joining(", "));
        }
        var components = value.getRecordComponents();
        var isPlain = Arrays.stream(value.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
        if (isPlain) {
            return components.length == 1 ? type(components[0]) : "String";
        }
        var creator = Arrays.stream(value.getMethods())
                .filter(method -> method.isAnnotationPresent(JsonCreator.class))
                .findFirst();
        if (creator.isPresent()) {
            return Arrays.stream(creator.get().getParameters())
                    .map(parameter -> "%s: %s"
                            .formatted(
                                    parameter.getAnnotation(JsonProperty.class).value(),
                                    type(parameter.getParameterizedType())))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return Arrays.stream(components)
                .map(component -> "%s%s: %s%s"
                        .formatted(
                                component.getName(),
                                isOptional(component) ? "?" : "",
                                type(component.getGenericType()),
                                isPersonal(component) ? " (personal)" : ""))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String type(RecordComponent component) {
        return type(component.getGenericType())
                + (isOptional(component) ? ", optional" : "")
                + (isPersonal(component) ? ", personal" : "");
    }

    private static boolean isPersonal(RecordComponent component) {
        return component.isAnnotationPresent(Personal.class);
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private String type(Type type) {
        if (type instanceof ParameterizedType generic) {
            return "%s of %s".formatted(type(generic.getRawType()), type(generic.getActualTypeArguments()[0]));
        }
        var plain = (Class<?>) type;
        if (plain.getName().startsWith("com.avaone.")) {
            values.add(plain);
        }
        return plain.getSimpleName();
    }

    private static String room(Class<?> type) {
        return type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}

package com.avaone.query.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.operations.DatabaseView.Kind;
import com.avaone.projection.kernel.ReadModel;
import java.lang.annotation.Annotation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.classreading.MetadataReader;

/** How far a database is, and what is parked there, is told by the processors that write to it: by all of them. */
class DatabaseWritersTest {

    private static final String ROOMS = "com.avaone.projection";

    @Test
    void areThoseOfTheRoomsWhoseDocumentsAreThere() {
        var writers = new EnumMap<Kind, Set<String>>(Kind.class);
        found(ProcessingGroup.class)
                .forEach(projector -> found(ReadModel.class)
                        .filter(document -> document.getPackageName().equals(projector.getPackageName()))
                        .forEach(document -> writers.computeIfAbsent(
                                        Kind.valueOf(annotation(document, ReadModel.class)
                                                .database()
                                                .name()),
                                        _ -> new TreeSet<>())
                                .add(annotation(projector, ProcessingGroup.class)
                                        .value())));

        assertThat(writers).isNotEmpty();
        assertThat(DatabaseStatus.WRITERS).isEqualTo(Map.copyOf(writers));
    }

    private static <A extends Annotation> A annotation(Class<?> of, Class<A> type) {
        return Objects.requireNonNull(of.getAnnotation(type));
    }

    private static Stream<? extends Class<?>> found(Class<? extends Annotation> annotation) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            /** Whatever the settings of a node, which decide about its roles. */
            @Override
            protected boolean isCandidateComponent(MetadataReader reader) {
                return reader.getAnnotationMetadata().hasAnnotation(annotation.getName());
            }
        };
        return scanner.findCandidateComponents(ROOMS).stream()
                .map(found -> type(Objects.requireNonNull(found.getBeanClassName())))
                // Those of the kernel are of its tests.
                .filter(type -> !type.getPackageName().startsWith(ROOMS + ".kernel"));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}

package com.avaone.command.kernel.events;

import com.avaone.api.kernel.StableName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.util.ClassUtils;

/** All events of the API, found by their sealed interfaces. */
final class Events {

    /** The repository's root, seen from where a module's tests run. */
    static final Path ROOT = Path.of("..");

    private Events() {}

    /** The sealed interfaces, by name of their room. */
    static List<Class<?>> interfaces() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(MetadataReader type) {
                return type.getClassMetadata().isInterface()
                        && type.getClassMetadata().getClassName().endsWith("Event");
            }

            @Override
            protected boolean isCandidateComponent(
                    org.springframework.beans.factory.annotation.AnnotatedBeanDefinition type) {
                return true;
            }
        };
        return scanner.findCandidateComponents("com.avaone.api").stream()
                .<Class<?>>map(
                        type -> ClassUtils.resolveClassName(Objects.requireNonNull(type.getBeanClassName()), null))
                .filter(Class::isSealed)
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    /** The events of one interface, in the order in which they are declared. */
    static Stream<Class<?>> of(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Events::of) : Stream.of(type);
    }

    /** All events. */
    static List<Class<?>> all() {
        return interfaces().stream().flatMap(Events::of).toList();
    }

    static String name(Class<?> event) {
        return event.getAnnotation(StableName.class).value();
    }

    static String revision(Class<?> event) {
        return event.getAnnotation(Revision.class).value();
    }
}

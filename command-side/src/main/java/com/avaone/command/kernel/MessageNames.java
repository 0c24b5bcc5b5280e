package com.avaone.command.kernel;

import com.avaone.api.kernel.StableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Which class is stored under which {@link StableName}. */
public final class MessageNames {

    private final Map<String, Class<?>> types = new HashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();

    /**
     * The names of the given classes.
     *
     * @throws IllegalArgumentException if one has no name, or two have the same
     */
    public MessageNames(Iterable<? extends Class<?>> named) {
        for (var type : named) {
            var name = type.getAnnotation(StableName.class);
            if (name == null) {
                throw new IllegalArgumentException("%s has no @StableName".formatted(type.getName()));
            }
            var other = types.put(name.value(), type);
            if (other != null) {
                throw new IllegalArgumentException(
                        "%s and %s are both named %s".formatted(other.getName(), type.getName(), name.value()));
            }
            names.put(type, name.value());
        }
    }

    /** The names of all classes in {@code packages} and below that have one. */
    public static MessageNames scan(String... packages) {
        var filter = new AnnotationTypeFilter(StableName.class, false);
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(MetadataReader type) throws IOException {
                // The inherited one leaves aggregates out: it cannot tell here whether this node has their role.
                return filter.match(type, getMetadataReaderFactory());
            }
        };
        var found = new ArrayList<Class<?>>();
        for (var root : packages) {
            for (var candidate : scanner.findCandidateComponents(root)) {
                found.add(ClassUtils.resolveClassName(String.valueOf(candidate.getBeanClassName()), null));
            }
        }
        return new MessageNames(found);
    }

    /** The class stored under {@code name}. */
    public Optional<Class<?>> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The name under which {@code type} is stored, null if it has none. */
    public @Nullable String name(Class<?> type) {
        return names.get(type);
    }

    /** All names and their classes. */
    public Map<String, Class<?>> all() {
        return Map.copyOf(types);
    }
}

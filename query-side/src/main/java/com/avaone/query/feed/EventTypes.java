package com.avaone.query.feed;

import com.avaone.api.feed.EventType;
import com.avaone.api.feed.FeedFilter;
import com.avaone.api.kernel.StableName;
import com.avaone.query.kernel.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/** Every type of event, found when somebody first asks. */
final class EventTypes {

    private static final int MOST = 50;

    private final EventSchemas schemas;
    private final Supplier<Map<String, Class<?>>> known = SingletonSupplier.of(EventTypes::find);
    private final Map<String, String> written = new ConcurrentHashMap<>();

    EventTypes(EventSchemas schemas) {
        this.schemas = schemas;
    }

    private static Map<String, Class<?>> find() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(StableName.class, false));
        var found = new TreeMap<String, Class<?>>();
        for (var candidate : scanner.findCandidateComponents("com.avaone.api")) {
            var type = ClassUtils.resolveClassName(String.valueOf(candidate.getBeanClassName()), null);
            found.put(
                    Objects.requireNonNull(type.getAnnotation(StableName.class)).value(), type);
        }
        return found;
    }

    Map<String, Class<?>> classes() {
        return Objects.requireNonNull(known.get());
    }

    List<EventType> all() {
        var all = new ArrayList<EventType>();
        classes().forEach((name, type) -> all.add(new EventType(name, CloudEventWriter.version(type))));
        return List.copyOf(all);
    }

    Optional<String> schema(EventType wanted) {
        return Optional.ofNullable(classes().get(wanted.type()))
                .filter(type -> CloudEventWriter.version(type).equals(wanted.version()))
                .map(type -> written.computeIfAbsent(wanted.type(), _ -> schemas.of(type)));
    }

    /**
     * Returns if every type that a filter names exists.
     *
     * @throws com.avaone.api.kernel.Rejected naming {@code type} if one does not, or there are too many
     */
    void check(FeedFilter filter) {
        if (filter.types().size() > MOST) {
            throw Parameter.refused("type", "must be given %d times at most".formatted(MOST));
        }
        for (var wanted : filter.types()) {
            if (!classes().containsKey(wanted)
                    && classes().keySet().stream().noneMatch(name -> FeedFilter.isMeant(wanted, name))) {
                throw Parameter.refused(
                        "type",
                        "must be the name of an event such as license.suspended, or the beginning of one such as license.*");
            }
        }
    }
}

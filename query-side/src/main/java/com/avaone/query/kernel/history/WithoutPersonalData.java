package com.avaone.query.kernel.history;

import com.avaone.api.kernel.Personal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** What events say, without their components that are {@link Personal}, at any depth. */
public final class WithoutPersonalData {

    private static final TypeReference<Map<String, @Nullable Object>> DATA = new TypeReference<>() {};

    private static final JsonMapper JSON = JsonMapper.builder()
            .annotationIntrospector(
                    new AnnotationIntrospectorPair(new LeavesOutPersonal(), new JacksonAnnotationIntrospector()))
            .build();

    private WithoutPersonalData() {}

    /** Writes events so. */
    public static JsonMapper mapper() {
        return JSON;
    }

    /** An event's components by their names. */
    public static Map<String, @Nullable Object> of(Object event) {
        return JSON.convertValue(event, DATA);
    }

    private static final class LeavesOutPersonal extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean hasIgnoreMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.hasAnnotation(Personal.class);
        }
    }
}

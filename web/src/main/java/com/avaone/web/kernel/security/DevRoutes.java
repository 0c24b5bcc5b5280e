package com.avaone.web.kernel.security;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.settings.AvaoneProperties;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.servlet.mvc.condition.RequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Leaves routes that are for development only unmapped outside profile {@code dev}: they do not exist there. In it they exist for callers on
 * the machine itself only, because they open doors that a network must not find.
 */
@Configuration(proxyBeanMethods = false)
class DevRoutes implements WebMvcRegistrations {

    private final boolean dev;
    private final FromThisMachine fromThisMachine;

    DevRoutes(Environment environment, AvaoneProperties properties) {
        dev = environment.acceptsProfiles(Profiles.of("dev"));
        fromThisMachine = new FromThisMachine(properties.publicUrl());
    }

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
                return dev || !isDevOnly(method, handlerType) ? super.getMappingForMethod(method, handlerType) : null;
            }

            @Override
            protected @Nullable RequestCondition<?> getCustomMethodCondition(Method method) {
                return isDevOnly(method, method.getDeclaringClass()) ? fromThisMachine : null;
            }
        };
    }

    private static boolean isDevOnly(Method method, Class<?> handlerType) {
        var own = AnnotatedElementUtils.findMergedAnnotation(method, Access.class);
        var access = own != null ? own : AnnotatedElementUtils.findMergedAnnotation(handlerType, Access.class);
        return access != null && access.devOnly();
    }
}

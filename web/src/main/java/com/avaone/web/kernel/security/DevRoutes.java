package com.avaone.web.kernel.security;

import com.avaone.web.kernel.Access;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Leaves routes that are for development only unmapped outside profile {@code dev}: they do not exist there. */
@Configuration(proxyBeanMethods = false)
class DevRoutes implements WebMvcRegistrations {

    private final boolean dev;

    DevRoutes(Environment environment) {
        dev = environment.acceptsProfiles(Profiles.of("dev"));
    }

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
                return dev || !isDevOnly(method, handlerType) ? super.getMappingForMethod(method, handlerType) : null;
            }
        };
    }

    private static boolean isDevOnly(Method method, Class<?> handlerType) {
        var own = AnnotatedElementUtils.findMergedAnnotation(method, Access.class);
        var access = own != null ? own : AnnotatedElementUtils.findMergedAnnotation(handlerType, Access.class);
        return access != null && access.devOnly();
    }
}

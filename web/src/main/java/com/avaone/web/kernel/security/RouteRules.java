package com.avaone.web.kernel.security;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Lets a request through if the {@link Access} of the handler method that it is for allows its sender. A handler method without one is
 * refused, and keeps the application from starting. What no handler method answers is a static file or not there.
 */
@Component
public class RouteRules implements AuthorizationManager<RequestAuthorizationContext>, SmartInitializingSingleton {

    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

    RouteRules(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication, RequestAuthorizationContext context) {
        return new AuthorizationDecision(isAllowed(authentication, context.getRequest()));
    }

    /** Whether a request may reach the handler method that it is for, if there is one. */
    boolean isAllowed(Supplier<? extends Authentication> authentication, HttpServletRequest request) {
        var handler = handlerOf(request);
        if (handler.isEmpty()) {
            return true;
        }
        var audience = audienceOf(handler.get());
        if (audience.isEmpty()) {
            return false;
        }
        return audience.get() == Audience.PUBLIC
                || authentication.get() instanceof Authentication known
                        && known.getPrincipal() instanceof Caller caller
                        && accessOf(handler.get()).filter(caller::mayCall).isPresent();
    }

    /** Whether the handler method that a request is for takes files in. */
    boolean takesFiles(HttpServletRequest request) {
        return handlerOf(request)
                .flatMap(RouteRules::accessOf)
                .filter(Access::files)
                .isPresent();
    }

    private Optional<HandlerMethod> handlerOf(HttpServletRequest request) {
        ServletRequestPathUtils.parseAndCache(request);
        for (var mapping : mappings) {
            try {
                var chain = mapping.getHandler(request);
                if (chain != null && chain.getHandler() instanceof HandlerMethod method) {
                    return Optional.of(method);
                }
            } catch (Exception e) {
                return Optional
                        .empty(); // a method or media type that the address does not know: the dispatcher says so
            }
        }
        return Optional.empty();
    }

    /** Who may call a handler method, if it says so. */
    public static Optional<Audience> audienceOf(HandlerMethod method) {
        return accessOf(method)
                .map(Access::value)
                .or(() -> isApiDescription(method) ? Optional.of(Audience.PUBLIC) : Optional.empty());
    }

    static Optional<Access> accessOf(HandlerMethod method) {
        var own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Access.class);
        return Optional.ofNullable(
                own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Access.class));
    }

    /** springdoc's own controllers cannot be annotated. */
    private static boolean isApiDescription(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("org.springdoc.");
    }

    @Override
    public void afterSingletonsInstantiated() {
        var open = new TreeSet<String>();
        for (var mapping : mappings) {
            mapping.getHandlerMethods().forEach((route, method) -> {
                if (audienceOf(method).isEmpty()) {
                    open.add(method.getShortLogMessage() + " for " + route);
                }
            });
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException("Nothing says who may call " + String.join(", ", open));
        }
    }
}

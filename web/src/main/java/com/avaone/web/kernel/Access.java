package com.avaone.web.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says who may call a route. Every handler method has one, its own or its class's; the application does not start with one that has none,
 * and what matches no route is refused.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Access {

    /** Who may call it. */
    Audience value();

    /**
     * Whether API clients may call it too. Only where everything that the route does and answers comes of messages, because a client's
     * scopes are looked at where those are handled.
     */
    boolean clients() default false;

    /** Whether a body with files may be sent to it; to every other route it may not. */
    boolean files() default false;

    /** Whether the route exists in profile {@code dev} only, and there for callers on the machine itself; elsewhere it answers 404. */
    boolean devOnly() default false;
}

package com.avaone.projection.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An event handler that touches the world or sends commands: its processor starts at the head of the log, where it does not say {@link
 * com.avaone.api.kernel.FromFirstEvent}, and is never rebuilt. Handlers
 * whose class is named {@code When…} are so without this.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SideEffects {}

package com.avaone.api.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an event (or an aggregate's snapshot) is stored, for ever. Java class names never reach the store, so a class may
 * be renamed or moved; the name here may not change.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StableName {

    /**
     * Room, or kind of aggregate where a room has several, and fact in lower case, for example {@code license.suspended} and {@code
     * deal.won}.
     */
    String value();
}

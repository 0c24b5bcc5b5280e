package com.avaone.query.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a query handler, or of all handlers of a class, which processors of events build what it reads. A query that asks for a
 * position waits for them, bounded.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ReadsFrom {

    /** Names of processors, which are those of rooms: {@code organization}. */
    String[] value();
}

package com.avaone.command.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * An aggregate that lives from its events. The latest used ones are kept in memory, and a snapshot of its fields is stored every hundred
 * events, so it needs a {@link com.avaone.api.kernel.StableName}, a {@code @Revision} (raised when a field changes its meaning) and a
 * constructor without parameters. Only nodes with the role {@code command} have it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@CommandRole
@Aggregate(snapshotTriggerDefinition = "snapshotTrigger", cache = "recentAggregates", lockFactory = "aggregateLocks")
public @interface EventSourced {

    /** The kind of aggregate as it is stored with its events, for ever: no name of a class. */
    String type();
}

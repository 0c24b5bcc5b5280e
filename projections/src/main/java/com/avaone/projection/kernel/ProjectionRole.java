package com.avaone.projection.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;

/**
 * A bean that is there only on nodes that build read models: property {@code avaone.roles} (a list, separated by commas) names {@code
 * projection}, or is not set, which means every role.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ConditionalOnExpression("'${avaone.roles:projection}'.matches('(?s)(.*[,\\s])?projection([,\\s].*)?')")
public @interface ProjectionRole {}

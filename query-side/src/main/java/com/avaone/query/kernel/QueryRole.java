package com.avaone.query.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;

/**
 * A bean that is there only on nodes that answer queries: property {@code avaone.roles} (a list, separated by commas) names {@code query},
 * or is not set, which means every role.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ConditionalOnExpression("'${avaone.roles:query}'.matches('(?s)(.*[,\\s])?query([,\\s].*)?')")
public @interface QueryRole {}

package com.avaone.api.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An automation whose processor starts at the log's first event instead of its head: it only notes what is to be done, so that an
 * installation that gets it later does not miss what happened before. It is never rebuilt, as no automation is.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FromFirstEvent {}

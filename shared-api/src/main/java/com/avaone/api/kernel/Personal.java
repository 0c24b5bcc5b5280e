package com.avaone.api.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is about a person: an address, a name, a free text. In an event or a snapshot, which then {@link ConcernsPerson}, it is stored
 * sealed under that person's key. When the key is gone, a text reads as {@code erased} and an {@link EmailAddress} as {@link
 * EmailAddress#ERASED}; anything else reads as null, so it must be {@code @Nullable}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
// Of a record component, the accessor and the constructor's parameter: the mapper looks at any of them.
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Personal {}

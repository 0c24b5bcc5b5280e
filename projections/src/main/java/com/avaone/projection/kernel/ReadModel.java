package com.avaone.projection.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a document class where its documents live. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ReadModel {

    /** The kind of database. */
    Database database();

    /** The collection's name in that database. */
    String collection();

    /** Indexes beside {@code _id}; each is a field, or several with commas between. */
    String[] indexes() default {};

    /** Indexes that hold a value once; each is a field, or several with commas between. */
    String[] uniqueIndexes() default {};
}

package com.avaone.web.slice;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** Runs a test on the web floor alone, as a signed-in system admin who uses {@link Admin#BEARER}. */
@WebMvcTest(
        includeFilters = @Filter(type = FilterType.REGEX, pattern = "com\\.avaone\\.web\\..*"),
        // These look at the other floors all the time.
        excludeFilters = @Filter(type = FilterType.REGEX, pattern = "com\\.avaone\\.web\\.kernel\\.(health|live)\\..*"))
@Import(FakeFloors.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WebFloor {}

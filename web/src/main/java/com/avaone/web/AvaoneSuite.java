package com.avaone.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the suite: every floor in one application. */
@SpringBootApplication(scanBasePackages = "com.avaone")
@ConfigurationPropertiesScan("com.avaone")
public class AvaoneSuite {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    /**
     * A virtual thread that waits for a lock while it loads a class keeps its carrier. With as many carriers as processors, which is the default,
     * a few first requests could hold all of them, and wait for ever for one that has the lock and no carrier to go on.
     */
    private static final int ENOUGH_CARRIERS = 64;

    /** Starts the suite with the settings of its environment. */
    public static void main(String[] arguments) {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, Integer.toString(ENOUGH_CARRIERS));
        }
        SpringApplication.run(AvaoneSuite.class, arguments);
    }
}

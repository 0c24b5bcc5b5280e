package com.avaone.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the suite: every floor in one application. */
@SpringBootApplication(scanBasePackages = "com.avaone")
@ConfigurationPropertiesScan("com.avaone")
public class AvaoneSuite {

    /** Starts the suite with the settings of its environment. */
    public static void main(String[] arguments) {
        Carriers.watch();
        SpringApplication.run(AvaoneSuite.class, arguments);
    }
}

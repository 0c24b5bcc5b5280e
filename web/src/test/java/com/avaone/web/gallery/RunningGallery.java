package com.avaone.web.gallery;

import com.avaone.web.browser.Chromium;
import com.microsoft.playwright.Browser;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The gallery on a port of its own, and a browser beside it. */
record RunningGallery(ConfigurableApplicationContext context, Chromium chromium) implements AutoCloseable {

    static RunningGallery start() {
        var context = SpringApplication.run(
                Gallery.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.shutdown=immediate",
                "--spring.messages.fallback-to-system-locale=false",
                "--spring.web.resources.chain.strategy.content.enabled=true",
                "--spring.main.banner-mode=off");
        return new RunningGallery(context, Chromium.start());
    }

    Browser browser() {
        return chromium.open();
    }

    String address(String path) {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path;
    }

    @Override
    public void close() {
        chromium.close();
        context.close();
    }
}

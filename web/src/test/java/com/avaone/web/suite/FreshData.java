package com.avaone.web.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives every application context a data directory of its own, under {@code target}, and leads its mail to the {@link MailProvider}. */
final class FreshData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var parent = Files.createDirectories(java.nio.file.Path.of("target", "suite-data"));
            var directory =
                    Files.createTempDirectory(parent, "data").toAbsolutePath().toString();
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "fresh data",
                            Map.of("avaone.data-dir", directory, "avaone.mail.resend-base-url", MailProvider.ADDRESS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

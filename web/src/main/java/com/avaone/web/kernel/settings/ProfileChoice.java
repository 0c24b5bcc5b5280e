package com.avaone.web.kernel.settings;

import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Chooses the profile by {@code NODE_ENV} before the files of profiles are read; without it, {@code dev}. */
class ProfileChoice implements EnvironmentPostProcessor, Ordered {

    private static final String ACTIVE = "spring.profiles.active";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var nodeEnv = environment.getProperty(Setting.NODE_ENV.key(), "").strip();
        if (!nodeEnv.isEmpty() && !Form.NODE_ENVIRONMENT.fits(nodeEnv)) {
            throw new SettingRefused("NODE_ENV must be %s.".formatted(Form.NODE_ENVIRONMENT.expectation()));
        }
        var wanted = nodeEnv.equals("production") ? "prod" : "dev";
        var active = environment.getProperty(ACTIVE, "");
        if (active.isBlank()) {
            environment.getPropertySources().addFirst(new MapPropertySource("avaone profile", Map.of(ACTIVE, wanted)));
            return;
        }
        var profiles = List.of(active.strip().split("\\s*,\\s*"));
        if (!nodeEnv.isEmpty() && !profiles.contains(wanted)) {
            throw new SettingRefused("NODE_ENV and %s name different profiles.".formatted(ACTIVE));
        }
        if (profiles.contains("dev") == profiles.contains("prod")) {
            throw new SettingRefused("%s must name one of dev and prod.".formatted(ACTIVE));
        }
    }
}

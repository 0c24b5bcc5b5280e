package com.avaone.web.kernel.settings;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads all settings before anything starts, refuses what cannot be, and hands them on as the properties that the program reads. What is
 * set as a property directly goes before.
 */
class SettingsCheck implements EnvironmentPostProcessor, Ordered {

    private final org.apache.commons.logging.Log log;

    SettingsCheck(DeferredLogFactory logs) {
        this.log = logs.getLog(SettingsCheck.class);
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var production = environment.acceptsProfiles(Profiles.of("prod"));
        var given = GivenSettings.read(variable -> lookUp(environment, variable), log::warn);
        Contradictions.check(given, production);
        var properties = new HashMap<String, Object>();
        var defaults = new HashMap<String, Object>();
        for (var setting : Setting.values()) {
            given.get(setting).ifPresent(value -> properties.put(setting.property(), value.value()));
            setting.defaultValue(production).ifPresent(value -> defaults.put(setting.property(), value));
        }
        given.get(Setting.MONGODB_URI).ifPresent(main -> {
            for (var own :
                    new Setting[] {Setting.MONGODB_URI_BILLING, Setting.MONGODB_URI_CRM, Setting.MONGODB_URI_PINGORA}) {
                properties.putIfAbsent(own.property(), main.value());
            }
        });
        given.get(Setting.AXONSERVER_ADDRESS)
                .ifPresent(servers -> properties.put("axon.axonserver.servers", servers.value()));
        given.get(Setting.AXONSERVER_TOKEN).ifPresent(token -> properties.put("axon.axonserver.token", token.value()));
        if (given.value(Setting.TRUSTED_PROXIES, production).isPresent()) {
            // Without a proxy that is trusted, nobody is believed about where a request came from.
            properties.put("server.forward-headers-strategy", "native");
        }
        var sources = environment.getPropertySources();
        sources.addAfter(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new CheckedSettings(properties, given));
        sources.addLast(new MapPropertySource("avaone defaults", defaults));
    }

    /** As it stands: a password may hold what would otherwise be a placeholder. */
    private static @Nullable String lookUp(ConfigurableEnvironment environment, String variable) {
        for (var source : environment.getPropertySources()) {
            var value = source.getProperty(variable);
            if (value != null) {
                return value.toString();
            }
        }
        return null;
    }

    /** The settings as properties, and beside them where each is from. */
    static final class CheckedSettings extends MapPropertySource {

        static final String NAME = "avaone settings";

        private final GivenSettings given;

        CheckedSettings(Map<String, Object> properties, GivenSettings given) {
            super(NAME, properties);
            this.given = given;
        }

        GivenSettings given() {
            return given;
        }
    }
}

package com.avaone.web.kernel.settings;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/** Which settings are set, and by what. Knows no value. */
@Component
public class SettingSources {

    private final List<Source> sources;

    SettingSources(ConfigurableEnvironment environment) {
        var given = environment.getPropertySources().get(SettingsCheck.CheckedSettings.NAME)
                        instanceof SettingsCheck.CheckedSettings checked
                ? checked.given()
                : new GivenSettings();
        sources = Arrays.stream(Setting.values())
                .map(setting -> {
                    var one = given.get(setting);
                    return new Source(
                            setting.key(),
                            setting.isSecret(),
                            one.isPresent(),
                            one.map(GivenSettings.Given::source).orElse(null),
                            one.map(GivenSettings.Given::changedAt).orElse(null));
                })
                .toList();
    }

    /**
     * A setting without its value.
     *
     * @param source name of the variable or secret file variable it is from; absent where it is not set
     * @param changedAt when the secret file was last written; absent where that is not known
     */
    public record Source(
            String name,
            boolean secret,
            boolean set,
            @Nullable String source,
            @Nullable Instant changedAt) {}

    /** All settings, in the order of their table. */
    public List<Source> all() {
        return sources;
    }
}

package com.avaone.web.kernel.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The settings that somebody gave, by name, alias or file, each in the form it must have. */
final class GivenSettings {

    /** Appended to a name: the file that holds the value. */
    static final String FILE = "_FILE";

    /**
     * A value and where it is from.
     *
     * @param source name of the variable, never its value
     * @param changedAt of the file that holds it; absent for a value in the environment
     */
    record Given(String value, String source, @Nullable Instant changedAt) {

        /** Without the value. */
        @Override
        public String toString() {
            return "from " + source;
        }
    }

    private final Map<Setting, Given> values = new EnumMap<>(Setting.class);

    /**
     * Reads all settings.
     *
     * @param lookup value of a variable, null if there is none
     * @param warn told of aliases
     * @throws SettingRefused if two sources contradict each other or a value has not its form
     */
    static GivenSettings read(Lookup lookup, Consumer<String> warn) {
        var settings = new GivenSettings();
        for (var setting : Setting.values()) {
            settings.given(setting, lookup, warn).ifPresent(given -> {
                if (!setting.form().fits(given.value()) || given.value().contains("${")) {
                    throw new SettingRefused("%s must be %s."
                            .formatted(given.source(), setting.form().expectation()));
                }
                settings.values.put(setting, given);
            });
        }
        return settings;
    }

    /** Looks a variable up. */
    @FunctionalInterface
    interface Lookup {

        @Nullable
        String value(String variable);
    }

    private Optional<Given> given(Setting setting, Lookup lookup, Consumer<String> warn) {
        var named = byName(setting.key(), setting.isSecret(), lookup);
        var aliased = setting.alias().flatMap(alias -> byName(alias, setting.isSecret(), lookup));
        aliased.ifPresent(given -> {
            if (named.isPresent() && !named.get().value().equals(given.value())) {
                throw new SettingRefused("%s and %s name the same setting but have different values; keep %s."
                        .formatted(named.get().source(), given.source(), setting.key()));
            }
            warn.accept("%s is an old name; use %s.".formatted(given.source(), setting.key()));
        });
        return named.or(() -> aliased);
    }

    private static Optional<Given> byName(String name, boolean secret, Lookup lookup) {
        // A value that is set but blank counts as unset: that is how compose files leave things out.
        UnaryOperator<@Nullable String> lookUp = variable -> {
            var value = lookup.value(String.valueOf(variable));
            return value == null || value.isBlank() ? null : value.strip();
        };
        var value = lookUp.apply(name);
        var file = secret ? lookUp.apply(name + FILE) : null;
        if (value != null && file != null) {
            throw new SettingRefused("%s and %s are both set; keep one.".formatted(name, name + FILE));
        }
        if (file == null) {
            return Optional.ofNullable(value).map(given -> new Given(given, name, null));
        }
        try {
            var path = Path.of(file);
            var content = Files.readString(path).strip();
            if (content.isEmpty()) {
                throw new SettingRefused("The file that %s names is empty.".formatted(name + FILE));
            }
            return Optional.of(new Given(
                    content, name + FILE, Files.getLastModifiedTime(path).toInstant()));
        } catch (IOException | InvalidPathException e) {
            throw new SettingRefused("The file that %s names cannot be read.".formatted(name + FILE));
        }
    }

    /** What was given for a setting. */
    Optional<Given> get(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** The value given for a setting, or its default. */
    Optional<String> value(Setting setting, boolean production) {
        return get(setting).map(Given::value).or(() -> setting.defaultValue(production));
    }

    /** All that was given. */
    Map<Setting, Given> all() {
        return Map.copyOf(values);
    }
}

package com.avaone.web.kernel.settings;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as they are when nobody sets any, for tests. */
public final class DefaultSettings {

    private DefaultSettings() {}

    /** The defaults of development, with some properties set otherwise. */
    public static AvaoneProperties with(Map<String, String> properties) {
        var all = new HashMap<String, Object>();
        for (var setting : Setting.values()) {
            setting.defaultValue(false).ifPresent(value -> all.put(setting.property(), value));
        }
        all.putAll(properties);
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("avaone", AvaoneProperties.class)
                .get();
    }
}

package com.avaone.query.kernel.history;

import com.avaone.api.kernel.StableName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Says in one language what happened, by the texts under {@code texts/history}. */
public final class Wording {

    private static final ResourceBundleMessageSource TEXTS = texts();

    private final Locale locale;

    private Wording(Locale locale) {
        this.locale = locale;
    }

    private static ResourceBundleMessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("texts/history");
        texts.setBundleClassLoader(Wording.class.getClassLoader());
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    /** The reader's language as a tag such as {@code hi}; English where it is absent or not spoken here. */
    public static Wording in(@Nullable String language) {
        return new Wording(language == null ? Locale.ENGLISH : Locale.forLanguageTag(language));
    }

    /** The text with figures in it; a number that counts nothing is handed over as text. */
    public String of(String key, Object... figures) {
        return TEXTS.getMessage(key, figures, locale);
    }

    /** The text under a key without figures; empty where there is none. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(TEXTS.getMessage(key, null, null, locale));
    }

    /** The text of an event, whose key is its stable name. */
    public String happened(Object event, Object... figures) {
        return of(nameOf(event), figures);
    }

    /** As above, for an event that tells more than it needs to. */
    public String happenedWith(String more, Object event, Object... figures) {
        return of(nameOf(event) + "." + more, figures);
    }

    /** The text of a constant, among those of a kind. */
    public String ofKind(String kind, Enum<?> constant) {
        return of(kind + "." + constant.name());
    }

    private static String nameOf(Object event) {
        return Objects.requireNonNull(event.getClass().getAnnotation(StableName.class))
                .value();
    }
}

package com.avaone.api.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What has a state that can be told as of an earlier moment. */
public enum AuditedKind {
    ORGANIZATION("org_"),
    LICENSE("lic_"),
    USER("usr_"),
    TEAM("tem_"),
    LEAD("led_");

    private final String prefix;

    AuditedKind(String prefix) {
        this.prefix = prefix;
    }

    /** The word for many of them in a path, for example {@code licenses}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT) + "s";
    }

    /** The kind of which a path has the word. */
    public static Optional<AuditedKind> inPath(String word) {
        return Arrays.stream(values()).filter(kind -> kind.path().equals(word)).findAny();
    }

    /** The kind whose identifiers begin like this one. */
    public static Optional<AuditedKind> of(String id) {
        return Arrays.stream(values())
                .filter(kind -> id.startsWith(kind.prefix))
                .findAny();
    }
}

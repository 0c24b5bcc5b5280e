package com.avaone.query.kernel.history;

import com.avaone.api.audit.AuditedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The fields of one state of something, by their paths. */
public final class AuditedFields {

    /** An identifier as a name on a path, for example in {@code members.usr_01.role}. */
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z]+_[0-9a-z]{20,}");

    /** As a state or role is stored; shorter ones are codes of currencies and time zones. */
    private static final Pattern CONSTANT = Pattern.compile("[A-Z]{4}[A-Z0-9]*(_[A-Z0-9]+)*|[A-Z]+(_[A-Z0-9]+)+");

    private final Audited audited;
    private final Wording wording;

    /** Of things of a kind, to be said in a language. */
    public AuditedFields(Audited audited, Wording wording) {
        this.audited = audited;
        this.wording = wording;
    }

    /** Each value of a state that is no document, by its path. */
    public Map<String, Object> of(Document state) {
        var fields = new TreeMap<String, Object>();
        collect("", state, fields);
        return fields;
    }

    private void collect(String path, Document document, Map<String, Object> fields) {
        document.forEach((name, value) -> {
            var field = path + name;
            if (!isTold(field, name)) {
                return;
            }
            if (value instanceof Document child) {
                collect(field + ".", child, fields);
            } else if (value != null) {
                fields.put(field, value);
            }
        });
    }

    private boolean isTold(String field, String name) {
        return !name.equals("_id")
                && !field.equals("organizationId")
                && !audited.hidden().contains(field);
    }

    /** What is not the same in two states, by path. */
    public Map<String, AuditedChange> changes(Map<String, Object> before, Map<String, Object> after) {
        var changes = new LinkedHashMap<String, AuditedChange>();
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (var field : names) {
            var was = before.get(field);
            var is = after.get(field);
            if (!Objects.equals(was, is)) {
                changes.put(field, change(field, was, is));
            }
        }
        return changes;
    }

    private AuditedChange change(String field, @Nullable Object was, @Nullable Object is) {
        return isPersonal(field)
                ? new AuditedChange(field, label(field), null, null, true)
                : new AuditedChange(field, label(field), words(field, was), words(field, is), false);
    }

    /** Whether a field is about a person. */
    public boolean isPersonal(String field) {
        return audited.personal().stream().anyMatch(path -> begins(field, path));
    }

    /** Whether a field is the one at a path or under it. */
    public static boolean begins(String field, String path) {
        return field.equals(path) || field.startsWith(path + ".");
    }

    /** A value in plain words; null where there is none. */
    public @Nullable String words(String field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        var name = withoutIdentifiers(field);
        return audited.value(name, value, wording);
    }

    /** What a field is called, in plain words. */
    public String label(String field) {
        var name = withoutIdentifiers(field);
        var identifiers = Arrays.stream(field.split("\\."))
                .filter(part -> IDENTIFIER.matcher(part).matches())
                .collect(Collectors.joining(", "));
        var text = called(name);
        return identifiers.isEmpty() ? text : "%s (%s)".formatted(text, identifiers);
    }

    /** A field without a name of its own is called as what it is in. */
    private String called(String name) {
        for (var path = name; ; path = path.substring(0, path.lastIndexOf('.'))) {
            var text = wording.find(audited.labels() + path);
            if (text.isPresent() || !path.contains(".")) {
                return text.orElse(name);
            }
        }
    }

    private static String withoutIdentifiers(String field) {
        return Arrays.stream(field.split("\\."))
                .filter(part -> !IDENTIFIER.matcher(part).matches())
                .collect(Collectors.joining("."));
    }

    /** A state as plain values without what is about a person: instants as text, documents as maps. */
    public Map<String, @Nullable Object> withoutPersonal(Document state) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(told("", state));
    }

    private @Nullable Object told(String path, Object value) {
        return switch (value) {
            case Document document -> {
                var told = new LinkedHashMap<String, @Nullable Object>();
                new TreeMap<>(document).forEach((name, child) -> {
                    var field = path.isEmpty() ? name : path + "." + name;
                    if (isTold(field, name) && !isPersonal(field)) {
                        told.put(name, told(field, child));
                    }
                });
                yield told;
            }
            case Collection<?> elements -> {
                var told = new ArrayList<@Nullable Object>();
                elements.forEach(element -> told.add(told(path, element)));
                yield told;
            }
            case Date date -> date.toInstant().toString();
            case Instant instant -> instant.toString();
            default -> value;
        };
    }

    /** A value as it stands; a constant, under whose key there are words, by these. */
    static String plain(String key, Object value, Wording wording) {
        return switch (value) {
            case String constant
            when CONSTANT.matcher(constant).matches() ->
                wording.find(key + "." + constant)
                        .orElseGet(() -> constant.toLowerCase(Locale.ROOT).replace('_', ' '));
            case List<?> elements when elements.isEmpty() -> wording.of("none");
            case List<?> elements ->
                elements.stream().map(element -> plain(key, element, wording)).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                map.values().stream()
                        .filter(Objects::nonNull)
                        .map(element -> plain(key, element, wording))
                        .collect(Collectors.joining(" "));
            case Date date -> date.toInstant().toString();
            case Boolean yes -> wording.of(yes ? "yes" : "no");
            default -> value.toString();
        };
    }
}

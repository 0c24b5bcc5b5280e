package com.avaone.api.content;

import com.avaone.api.kernel.InvalidValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands in the fields of a section or page. A field that is not there is empty. Fields of items are named by the item, counted from
 * 0: {@code items/0/title}.
 */
public record ContentBody(@JsonValue Map<String, String> fields) {

    private static final Pattern ITEM = Pattern.compile("items/(0|[1-9][0-9]?)/([a-zA-Z]+)");
    private static final Pattern ICON = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern IMAGE = Pattern.compile("/assets/[0-9a-f]{64}\\.[a-z]{3,4}");
    private static final Pattern PATH =
            Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\\"<>`{}|^]]*|#[A-Za-z][A-Za-z0-9-]*");
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:https://|mailto:|tel:)[\\x21-\\x7e&&[^\\\\\"<>`{}|^]]+");

    /** Nothing in any field. */
    public static final ContentBody EMPTY = new ContentBody(Map.of());

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public ContentBody {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /** Where an item's field stands. */
    record ItemField(int number, String field) {}

    /** Which item's field a name means, if it means one. */
    static Optional<ItemField> item(String name) {
        var matcher = ITEM.matcher(name);
        return matcher.matches()
                ? Optional.of(new ItemField(Integer.parseInt(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** What stands in a field; empty where nothing does. */
    public String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Whether nothing stands in a field. */
    public boolean lacks(String name) {
        return text(name).isEmpty();
    }

    /** The items, each with what stands in its fields, in their order. */
    public List<Map<String, String>> items() {
        var items = new TreeMap<Integer, Map<String, String>>();
        fields.forEach((name, text) -> item(name)
                .ifPresent(found -> items.computeIfAbsent(found.number(), _ -> new LinkedHashMap<>())
                        .put(found.field(), text)));
        return List.copyOf(items.values());
    }

    /**
     * Judges what somebody wrote.
     *
     * @return it with line ends and blanks around it put right, without empty fields, its items counted without gaps
     * @throws InvalidValue naming the field at fault
     */
    public ContentBody judged(ContentKind kind) {
        var judged = new TreeMap<String, String>();
        fields.forEach((name, text) -> {
            var field =
                    kind.field(name).orElseThrow(() -> new InvalidValue(name, "is no field of a %s".formatted(kind)));
            var clean = text.replace("\r\n", "\n").replace('\r', '\n').strip();
            if (!clean.isEmpty()) {
                judged.put(name, judged(name, field, clean));
            }
        });
        return new ContentBody(judged).withoutGaps();
    }

    private static String judged(String name, ContentField field, String text) {
        if (text.length() > field.maxLength()) {
            throw new InvalidValue(name, "must be a text of up to %d characters".formatted(field.maxLength()));
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw new InvalidValue(name, "must not hold control characters");
        }
        switch (field.type()) {
            case LINE -> {
                if (text.indexOf('\n') >= 0) {
                    throw new InvalidValue(name, "must be one line");
                }
            }
            case LINK -> {
                if (!isLink(text)) {
                    throw new InvalidValue(
                            name, "must be a path such as /pricing, or begin with https://, mailto: or tel:");
                }
            }
            case IMAGE -> {
                if (!IMAGE.matcher(text).matches()) {
                    throw new InvalidValue(name, "must be the address of an image in the media library");
                }
            }
            case ICON -> {
                if (!ICON.matcher(text).matches()) {
                    throw new InvalidValue(name, "must be the name of an icon such as bolt");
                }
            }
            case TEXT, RICH -> {}
        }
        return text;
    }

    private static boolean isLink(String text) {
        if (PATH.matcher(text).matches()) {
            return true;
        }
        try {
            return ELSEWHERE.matcher(text).matches() && URI.create(text).getScheme() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** The same items in the same order, counted from 0. */
    private ContentBody withoutGaps() {
        var counted = new TreeMap<String, String>();
        fields.forEach((name, text) -> {
            if (item(name).isEmpty()) {
                counted.put(name, text);
            }
        });
        var items = items();
        for (var number = 0; number < items.size(); number++) {
            for (var field : items.get(number).entrySet()) {
                counted.put("items/%d/%s".formatted(number, field.getKey()), field.getValue());
            }
        }
        return new ContentBody(counted);
    }

    /** What another body says otherwise, in the order of the fields' names. */
    public List<FieldDifference> differencesTo(ContentBody after) {
        return Stream.concat(fields.keySet().stream(), after.fields.keySet().stream())
                .distinct()
                .sorted()
                .map(name -> new FieldDifference(name, text(name), after.text(name)))
                .filter(difference -> !difference.before().equals(difference.after()))
                .toList();
    }

    /** The fields that must be filled in before it can be published and are not, in the order in which they are edited. */
    public List<String> missing(ContentKind kind) {
        var missing = new ArrayList<String>();
        for (var field : kind.fields()) {
            if (field.required() && lacks(field.name())) {
                missing.add(field.name());
            }
        }
        for (var number = 0; number < items().size(); number++) {
            for (var field : kind.itemFields()) {
                var name = "items/%d/%s".formatted(number, field.name());
                if (field.required() && lacks(name)) {
                    missing.add(name);
                }
            }
        }
        return missing;
    }
}

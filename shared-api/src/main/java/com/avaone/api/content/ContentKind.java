package com.avaone.api.content;

import static com.avaone.api.content.ContentField.icon;
import static com.avaone.api.content.ContentField.image;
import static com.avaone.api.content.ContentField.line;
import static com.avaone.api.content.ContentField.link;
import static com.avaone.api.content.ContentField.rich;
import static com.avaone.api.content.ContentField.text;

import java.util.List;
import java.util.Optional;

/** What a part of the site is, and which fields it has. Six of them are the sections of the home page. */
public enum ContentKind {
    /** How the home page begins. */
    HERO(
            0,
            List.of(
                    line("pill"),
                    line("headline").needed(),
                    line("highlight"),
                    text("lead").needed(),
                    line("primaryLabel").needed(),
                    link("primaryLink").needed(),
                    line("secondaryLabel"),
                    link("secondaryLink"),
                    image("image"),
                    line("imageAlt")),
            List.of()),
    /** Figures in a row. */
    STATS(
            6,
            List.of(line("title")),
            List.of(line("value").needed(), line("label").needed())),
    /** What there is, as cards. */
    FEATURES(
            12,
            List.of(line("title").needed(), text("lead")),
            List.of(icon("icon"), line("title").needed(), text("text").needed(), link("link"))),
    /** What is said of the suite. */
    TESTIMONIALS(
            9,
            List.of(line("title").needed(), text("lead")),
            List.of(text("quote").needed(), line("name").needed(), line("role"), image("image"))),
    /** What stands around the plans, which are the catalogue's. */
    PRICING(0, List.of(line("title").needed(), text("lead"), line("productId"), text("note")), List.of()),
    /** The end of every page. */
    FOOTER(
            24,
            List.of(text("tagline"), line("legal")),
            List.of(line("group").needed(), line("label").needed(), link("link").needed())),
    /** The links at the head of every page, beside the products, which are the catalogue's. */
    NAVIGATION(
            8,
            List.of(line("actionLabel"), link("actionLink")),
            List.of(line("label").needed(), link("link").needed())),
    /** What search engines and other sites are told. */
    SETTINGS(
            0,
            List.of(
                    line("siteName").needed(),
                    text("description").needed(),
                    image("image"),
                    line("imageAlt"),
                    line("announcement"),
                    link("announcementLink")),
            List.of()),
    /** The page of a product. */
    PRODUCT(12, page(), highlights()),
    /** The page of what is done with a product. */
    SERVICE(12, page(), highlights()),
    /** Any other page. */
    PAGE(12, page(), highlights());

    private final int maxItems;
    private final List<ContentField> fields;
    private final List<ContentField> itemFields;

    ContentKind(int maxItems, List<ContentField> fields, List<ContentField> itemFields) {
        this.maxItems = maxItems;
        this.fields = fields;
        this.itemFields = itemFields;
    }

    private static List<ContentField> page() {
        return List.of(
                line("headline").needed(),
                text("lead"),
                image("image"),
                line("imageAlt"),
                rich("body"),
                text("description"));
    }

    private static List<ContentField> highlights() {
        return List.of(icon("icon"), line("title").needed(), text("text").needed());
    }

    /** How many items there can be; 0 where there are none. */
    public int maxItems() {
        return maxItems;
    }

    /** The fields, in the order in which they are edited. */
    public List<ContentField> fields() {
        return fields;
    }

    /** The fields of each item; none where there are no items. */
    public List<ContentField> itemFields() {
        return itemFields;
    }

    /** The field with this name in a body, of items too. */
    public Optional<ContentField> field(String name) {
        var item = ContentBody.item(name);
        return item.isPresent()
                ? item.filter(found -> found.number() < maxItems).flatMap(found -> named(itemFields, found.field()))
                : named(fields, name);
    }

    private static Optional<ContentField> named(List<ContentField> fields, String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}

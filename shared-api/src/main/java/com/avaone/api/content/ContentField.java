package com.avaone.api.content;

/**
 * A field of a section or page.
 *
 * @param name as it stands in the body, behind the item where it is a field of items
 * @param maxLength in UTF-16 characters
 * @param required whether nothing can be published without it
 */
public record ContentField(String name, FieldType type, int maxLength, boolean required) {

    private static final int LINE = 160;
    private static final int TEXT = 1_000;
    private static final int RICH = 40_000;
    private static final int LINK = 500;

    static ContentField line(String name) {
        return new ContentField(name, FieldType.LINE, LINE, false);
    }

    static ContentField text(String name) {
        return new ContentField(name, FieldType.TEXT, TEXT, false);
    }

    static ContentField rich(String name) {
        return new ContentField(name, FieldType.RICH, RICH, false);
    }

    static ContentField link(String name) {
        return new ContentField(name, FieldType.LINK, LINK, false);
    }

    static ContentField image(String name) {
        return new ContentField(name, FieldType.IMAGE, LINE, false);
    }

    static ContentField icon(String name) {
        return new ContentField(name, FieldType.ICON, LINE, false);
    }

    /** The same field, without which nothing can be published. */
    ContentField needed() {
        return new ContentField(name, type, maxLength, true);
    }
}

package com.avaone.api.asset;

/**
 * A picture in one of the sizes in which it is stored.
 *
 * @param name {@code original}, or its width with a {@code w} before it
 * @param width in pixels
 * @param height in pixels
 * @param sha256 of the stored bytes, by which it is addressed
 * @param size how many bytes are stored
 */
public record Variant(String name, int width, int height, Sha256 sha256, long size, ImageType type) {

    /** Name of the one that is as large as what was uploaded. */
    public static final String ORIGINAL = "original";

    /** Where everybody gets it: what is there never changes. */
    public String path() {
        return "/assets/" + sha256 + "." + type.extension();
    }
}

package com.avaone.api.asset;

/**
 * A picture in one size, as who edits the site sees it.
 *
 * @param name {@code original}, or its width with a {@code w} before it
 * @param path where everybody gets it
 */
public record PictureView(String name, int width, int height, Sha256 sha256, long size, ImageType type, String path) {

    /** What there is to say of a variant. */
    public static PictureView of(Variant variant) {
        return new PictureView(
                variant.name(),
                variant.width(),
                variant.height(),
                variant.sha256(),
                variant.size(),
                variant.type(),
                variant.path());
    }
}

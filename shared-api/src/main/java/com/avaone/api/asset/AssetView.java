package com.avaone.api.asset;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An asset as who edits the site sees it.
 *
 * @param version of the asset: number of its last event
 * @param fileName a label
 * @param sentAs what was sent
 * @param original as large as what was sent
 * @param variants smaller ones, the smallest first
 */
public record AssetView(
        AssetId assetId,
        long version,
        String fileName,
        ImageType sentAs,
        PictureView original,
        List<PictureView> variants,
        AltText altText,
        Instant uploadedAt) {

    /** All sizes, the smallest first. */
    public Stream<PictureView> sizes() {
        return Stream.concat(variants.stream(), Stream.of(original));
    }

    /** All sizes, as they stand in {@code srcset}. */
    public String sources() {
        return sizes().map(picture -> picture.path() + " " + picture.width() + "w")
                .collect(Collectors.joining(", "));
    }
}

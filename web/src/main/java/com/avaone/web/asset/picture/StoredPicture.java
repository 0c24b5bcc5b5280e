package com.avaone.web.asset.picture;

import com.avaone.api.asset.ImageType;
import com.avaone.api.asset.Sha256;
import com.avaone.api.asset.Variant;
import java.util.List;

/**
 * A picture as it is to be stored.
 *
 * @param sentAs what was sent
 * @param variants smaller ones, the smallest first
 */
public record StoredPicture(ImageType sentAs, Encoded original, List<Encoded> variants) {

    /** A picture in one size, with its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Encoded(Variant variant, byte[] bytes) {

        static Encoded of(String name, Pixels pixels, ImageType type, byte[] bytes) {
            return new Encoded(
                    new Variant(name, pixels.width(), pixels.height(), Sha256.of(bytes), bytes.length, type), bytes);
        }
    }
}

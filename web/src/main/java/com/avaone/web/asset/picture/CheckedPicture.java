package com.avaone.web.asset.picture;

import com.avaone.api.asset.ImageType;

/**
 * A picture that is known to be whole and of a bearable size, and that holds nothing but its pixels.
 *
 * @param bytes whose first {@code length} are the picture
 * @param orientation how it is turned: a value of EXIF's, 1 for not at all
 */
record CheckedPicture(ImageType type, byte[] bytes, int length, int width, int height, int orientation) {

    static CheckedPicture of(ImageType type, SentBytes sent, int width, int height, int orientation) {
        return new CheckedPicture(type, sent.array(), sent.kept(), width, height, orientation);
    }

    int pixels() {
        return width * height;
    }
}

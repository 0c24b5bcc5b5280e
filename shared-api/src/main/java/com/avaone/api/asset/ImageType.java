package com.avaone.api.asset;

/** A kind of picture that can be uploaded. What is stored is of the first two. */
public enum ImageType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif");

    private final String mediaType;
    private final String extension;

    ImageType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** As it stands in {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /** What an address of such a picture ends in, behind the dot. */
    public String extension() {
        return extension;
    }
}

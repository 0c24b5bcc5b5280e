package com.avaone.api.asset;

import com.avaone.api.kernel.Rule;

/** Rules about pictures that are uploaded. */
public enum AssetRule implements Rule {
    IMAGE_TYPE_NOT_ALLOWED(
            "image-type-not-allowed",
            "This is no picture that can be taken in",
            "The bytes are looked at, not the file's name: a JPEG, PNG or GIF picture is taken in, anything else is not. SVG can hold "
                    + "scripts: export such a drawing as PNG.",
            Kind.UNPROCESSABLE),
    IMAGE_TOO_LARGE(
            "image-too-large",
            "The picture has too many pixels",
            "A side may have 8,000 pixels, and the whole picture 25 million. Make it smaller and send it again.",
            Kind.UNPROCESSABLE),
    IMAGE_NOT_READABLE(
            "image-not-readable",
            "The picture is damaged or not as it should be",
            "It ends too early, contradicts itself, or uses what is not supported, such as the colours of printing. Open it in a program for "
                    + "pictures, export it anew as JPEG or PNG, and send that.",
            Kind.UNPROCESSABLE),
    ASSET_BYTES_MISSING(
            "asset-bytes-missing",
            "The picture was just being deleted",
            "Its bytes went as it was sent again. Send it once more.",
            Kind.UNAVAILABLE);

    private final Text text;

    AssetRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}

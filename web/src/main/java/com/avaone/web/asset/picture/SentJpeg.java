package com.avaone.web.asset.picture;

import com.avaone.api.asset.ImageType;

/** Looks a JPEG through, segment by segment, and keeps what pixels are made of. Where it was taken, by what, and how it is turned is read or dropped. */
final class SentJpeg {

    static final String SIGNATURE = "\u00ff\u00d8\u00ff";

    /** A picture that comes into sight little by little has about ten; each costs a way through the whole picture. */
    private static final int MOST_SCANS = 32;

    /** A block of 8 by 8 pixels takes at least one bit. */
    private static final int MOST_PIXELS_A_BYTE = 512;

    private static final int SOF0 = 0xC0;
    private static final int SOF1 = 0xC1;
    private static final int SOF2 = 0xC2;
    private static final int DHT = 0xC4;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int JFIF_LENGTH = 16;

    private final SentBytes sent;
    private int width;
    private int height;
    private int orientation = 1;
    private int scans;
    private long scanned;
    private boolean hasJfif;

    private SentJpeg(SentBytes sent) {
        this.sent = sent;
    }

    static CheckedPicture check(SentBytes sent) {
        return new SentJpeg(sent).check();
    }

    private CheckedPicture check() {
        sent.keep(0, 2);
        var at = 2;
        while (true) {
            if (sent.u8(at) != 0xff) {
                throw SentBytes.damaged("It has something between its parts.");
            }
            while (sent.u8(at + 1) == 0xff) {
                at++;
            }
            var marker = sent.u8(at + 1);
            if (marker == EOI) {
                return end(at);
            }
            if (marker < SOF0 || marker >= 0xD0 && marker <= 0xD8) {
                throw SentBytes.damaged("It has a part where none can be.");
            }
            var length = sent.u16(at + 2);
            if (length < 2 || at + 2 + length > sent.length()) {
                throw SentBytes.damaged("A part of it is longer than the whole.");
            }
            var next = at + 2 + length;
            switch (marker) {
                case SOF0, SOF1, SOF2 -> {
                    frame(at + 4, length - 2);
                    sent.keep(at, 2 + length);
                }
                case DHT, DQT, DRI -> sent.keep(at, 2 + length);
                case SOS -> {
                    if (width == 0 || ++scans > MOST_SCANS) {
                        throw SentBytes.damaged("Its pixels come too early, or too often.");
                    }
                    next = endOfScan(next);
                    scanned += next - at;
                    sent.keep(at, next - at);
                }
                case APP0 -> jfif(at, length);
                case APP1 -> {
                    if (sent.says(at + 4, "Exif\0\0")) {
                        orientation = ExifOrientation.of(sent, at + 10, next);
                    }
                }
                case APP14 -> {
                    // Says how its colours are meant.
                    if (length >= 14 && sent.says(at + 4, "Adobe")) {
                        sent.keep(at, 2 + length);
                    }
                }
                default -> {
                    if (marker < APP0) {
                        throw SentBytes.damaged("It is packed in a way that is not supported.");
                    }
                    // Colour profiles, small pictures of the picture, comments, and what is made up.
                }
            }
            at = next;
        }
    }

    private CheckedPicture end(int at) {
        if (scans == 0) {
            throw SentBytes.damaged("It has no pixels.");
        }
        if ((long) width * height > scanned * MOST_PIXELS_A_BYTE) {
            throw SentBytes.damaged("It has not as many pixels as it says.");
        }
        sent.keep(at, 2);
        return CheckedPicture.of(ImageType.JPEG, sent, width, height, orientation);
    }

    private void frame(int at, int length) {
        if (width != 0 || length < 6) {
            throw SentBytes.damaged("It is several pictures, or none.");
        }
        SentBytes.checkSize(sent.u16(at + 3), sent.u16(at + 1));
        var channels = sent.u8(at + 5);
        if (sent.u8(at) != 8 || channels != 1 && channels != 3 || length != 6 + 3 * channels) {
            throw SentBytes.damaged("Its colours are not those of a screen: it may be meant for printing.");
        }
        for (var channel = 0; channel < channels; channel++) {
            var sampling = sent.u8(at + 7 + 3 * channel);
            if (!isSampling(sampling >> 4) || !isSampling(sampling & 15)) {
                throw SentBytes.damaged("Its colours are not as they should be.");
            }
        }
        height = sent.u16(at + 1);
        width = sent.u16(at + 3);
    }

    private static boolean isSampling(int factor) {
        return factor >= 1 && factor <= 4;
    }

    /** Without the small picture that it may hold. */
    private void jfif(int at, int length) {
        if (!hasJfif && length >= JFIF_LENGTH && sent.says(at + 4, "JFIF\0")) {
            hasJfif = true;
            sent.keep(at, 2);
            sent.keepByte(0);
            sent.keepByte(JFIF_LENGTH);
            sent.keep(at + 4, JFIF_LENGTH - 4);
            sent.keepByte(0);
            sent.keepByte(0);
        }
    }

    /** Where the next part begins: at a marker that is neither a byte of pixels nor a point to begin anew from. */
    private int endOfScan(int from) {
        for (var at = from; ; at++) {
            if (sent.u8(at) == 0xff) {
                var next = sent.u8(at + 1);
                if (next != 0 && next != 0xff && !(next >= 0xD0 && next <= 0xD7)) {
                    return at;
                }
            }
        }
    }
}

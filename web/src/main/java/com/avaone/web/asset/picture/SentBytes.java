package com.avaone.web.asset.picture;

import com.avaone.api.asset.AssetRule;
import com.avaone.api.kernel.Rejected;
import java.util.Map;

/**
 * The bytes of a picture as it was sent, of which only some parts are let through to a decoder. The parts that are kept are moved together
 * within the same array, because a picture may be large: read ahead, keep behind.
 */
final class SentBytes {

    /** A side may have so many pixels. */
    static final int MOST_A_SIDE = 8_000;

    /** A picture may have so many pixels; decoded each takes up to seven bytes. */
    static final int MOST_PIXELS = 25_000_000;

    private final byte[] bytes;
    private int kept;

    SentBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    int u8(int at) {
        if (at < 0 || at >= bytes.length) {
            throw damaged("It ends too early.");
        }
        return bytes[at] & 0xff;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16LittleEndian(int at) {
        return u8(at + 1) << 8 | u8(at);
    }

    long u32(int at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    /** Whether the text stands there, in ASCII. */
    boolean says(int at, String text) {
        if (at < 0 || at + text.length() > bytes.length) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            if ((bytes[at + i] & 0xff) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Keeps a part, behind what was kept before. Nothing before its end may be read afterwards. */
    void keep(int from, int length) {
        System.arraycopy(bytes, from, bytes, kept, length);
        kept += length;
    }

    /** Keeps one byte that was not sent. */
    void keepByte(int value) {
        bytes[kept++] = (byte) value;
    }

    /** How many bytes are kept. */
    int kept() {
        return kept;
    }

    /** The array itself, whose beginning is what is kept. */
    byte[] array() {
        return bytes;
    }

    /**
     * Judges what a picture says of its size, before anything is made for it.
     *
     * @throws Rejected as {@link AssetRule#IMAGE_TOO_LARGE}, or as {@link AssetRule#IMAGE_NOT_READABLE} where it has none
     */
    static void checkSize(long width, long height) {
        if (width <= 0 || height <= 0) {
            throw damaged("It has no pixels.");
        }
        if (width > MOST_A_SIDE || height > MOST_A_SIDE || width * height > MOST_PIXELS) {
            throw new Rejected(
                    AssetRule.IMAGE_TOO_LARGE,
                    "It has %d by %d pixels: a side may have %d, and the whole picture %d million."
                            .formatted(width, height, MOST_A_SIDE, MOST_PIXELS / 1_000_000),
                    "image",
                    Map.of("width", Long.toString(width), "height", Long.toString(height)));
        }
    }

    static Rejected damaged(String what) {
        return new Rejected(AssetRule.IMAGE_NOT_READABLE, what, "image", Map.of());
    }
}

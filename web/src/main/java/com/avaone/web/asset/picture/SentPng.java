package com.avaone.web.asset.picture;

import com.avaone.api.asset.ImageType;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Looks a PNG through, chunk by chunk, and keeps the four kinds that pixels are made of. What follows its end is none of it. */
final class SentPng {

    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private static final int SIGNATURE_LENGTH = 8;
    private static final int CHUNK_FRAME = 12; // length, type, check sum
    private static final int HEADER_LENGTH = 13;
    private static final int PALETTE = 3;
    private static final int MOST_COLOURS = 256;

    private final SentBytes sent;
    private final Inflater inflater = new Inflater();
    private final byte[] inflated = new byte[8_192];
    private long pixelBytes;
    private long expected;
    private int width;
    private int height;
    private int colourType;

    private SentPng(SentBytes sent) {
        this.sent = sent;
    }

    static CheckedPicture check(SentBytes sent) {
        var png = new SentPng(sent);
        try {
            return png.check();
        } finally {
            png.inflater.end();
        }
    }

    private CheckedPicture check() {
        sent.keep(0, SIGNATURE_LENGTH);
        var at = SIGNATURE_LENGTH;
        var palette = false;
        var pixels = false;
        for (var first = true; ; first = false) {
            var length = sent.u32(at);
            if (length > sent.length() - (long) at - CHUNK_FRAME) {
                throw SentBytes.damaged("A part of it is longer than the whole.");
            }
            var size = (int) length;
            var type = type(at + 4);
            if (first != type.equals("IHDR")) {
                throw SentBytes.damaged("It does not begin as a PNG does.");
            }
            checkSum(at, size);
            var keep = true;
            switch (type) {
                case "IHDR" -> header(at + 8, size);
                case "PLTE" -> {
                    if (palette || pixels || size == 0 || size % 3 != 0 || size > 3 * MOST_COLOURS) {
                        throw SentBytes.damaged("Its colours are not as they should be.");
                    }
                    palette = true;
                }
                case "tRNS" -> {
                    if (pixels || size > MOST_COLOURS || colourType == PALETTE && !palette) {
                        throw SentBytes.damaged("Its transparency is not as it should be.");
                    }
                }
                case "IDAT" -> {
                    if (colourType == PALETTE && !palette) {
                        throw SentBytes.damaged("Its colours are missing.");
                    }
                    pixels = true;
                    inflate(at + 8, size);
                }
                case "IEND" -> {
                    if (pixelBytes != expected || !inflater.finished()) {
                        throw SentBytes.damaged("It has not as many pixels as it says.");
                    }
                    sent.keep(at, CHUNK_FRAME + size);
                    return CheckedPicture.of(ImageType.PNG, sent, width, height, 1);
                }
                default -> {
                    // A capital at the beginning says that nobody understands the picture who does not know this.
                    if (Character.isUpperCase(type.charAt(0))) {
                        throw SentBytes.damaged("It has a part of an unknown kind.");
                    }
                    keep = false;
                }
            }
            if (keep) {
                sent.keep(at, CHUNK_FRAME + size);
            }
            at += CHUNK_FRAME + size;
        }
    }

    private String type(int at) {
        var type = new StringBuilder();
        for (var i = 0; i < 4; i++) {
            var letter = sent.u8(at + i);
            if (!(letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z')) {
                throw SentBytes.damaged("It has a part without a name.");
            }
            type.append((char) letter);
        }
        return type.toString();
    }

    private void checkSum(int at, int size) {
        var sum = new CRC32();
        sum.update(sent.array(), at + 4, 4 + size);
        if (sum.getValue() != sent.u32(at + 8 + size)) {
            throw SentBytes.damaged("A check sum in it is wrong.");
        }
    }

    private void header(int at, int size) {
        if (size != HEADER_LENGTH) {
            throw SentBytes.damaged("It does not begin as a PNG does.");
        }
        SentBytes.checkSize(sent.u32(at), sent.u32(at + 4));
        width = (int) sent.u32(at);
        height = (int) sent.u32(at + 4);
        var depth = sent.u8(at + 8);
        colourType = sent.u8(at + 9);
        var interlaced = sent.u8(at + 12);
        var known = switch (colourType) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
        if (!known || sent.u8(at + 10) != 0 || sent.u8(at + 11) != 0 || interlaced > 1) {
            throw SentBytes.damaged("It is of a kind that no PNG is of.");
        }
        var channels = switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        expected = interlaced == 0 ? pass(0, 1, 0, 1, depth * channels) : interlaced(depth * channels);
    }

    /** Adam7. */
    private long interlaced(int bits) {
        return pass(0, 8, 0, 8, bits)
                + pass(4, 8, 0, 8, bits)
                + pass(0, 4, 4, 8, bits)
                + pass(2, 4, 0, 4, bits)
                + pass(0, 2, 2, 4, bits)
                + pass(1, 2, 0, 2, bits)
                + pass(0, 1, 1, 2, bits);
    }

    /** How many bytes the pixels of one pass through the picture take, with the one before each row. */
    private long pass(int fromX, int stepX, int fromY, int stepY, int bits) {
        long columns = Math.max(0, (width - fromX + stepX - 1) / stepX);
        long rows = Math.max(0, (height - fromY + stepY - 1) / stepY);
        return columns == 0 ? 0 : rows * (1 + (columns * bits + 7) / 8);
    }

    /** Unpacks without keeping anything, and no further than there are pixels to come: what is packed a thousand times stays packed. */
    private void inflate(int at, int size) {
        inflater.setInput(sent.array(), at, size);
        try {
            while (!inflater.finished()) {
                var count = inflater.inflate(inflated);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return;
                }
                pixelBytes += count;
                if (pixelBytes > expected) {
                    throw SentBytes.damaged("It has more pixels than it says.");
                }
            }
        } catch (DataFormatException unreadable) {
            throw SentBytes.damaged("Its pixels cannot be unpacked.");
        }
    }
}

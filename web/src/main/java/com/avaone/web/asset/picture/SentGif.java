package com.avaone.web.asset.picture;

import com.avaone.api.asset.ImageType;

/** Looks a GIF through as far as its first picture, and keeps that: what would move stands still. */
final class SentGif {

    static final String SIGNATURE_87 = "GIF87a";
    static final String SIGNATURE_89 = "GIF89a";

    private static final int HEAD = 13;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int PICTURE = 0x2C;
    private static final int PICTURE_HEAD = 10;
    private static final int END = 0x3B;
    private static final int MOST_CODES = 4_096;

    private final SentBytes sent;
    private int control = -1;

    private SentGif(SentBytes sent) {
        this.sent = sent;
    }

    static CheckedPicture check(SentBytes sent) {
        return new SentGif(sent).check();
    }

    private CheckedPicture check() {
        var colours = colours(sent.u8(10));
        var at = HEAD + colours;
        if (at > sent.length()) {
            throw SentBytes.damaged("It ends too early.");
        }
        sent.keep(0, at);
        while (sent.u8(at) == EXTENSION) {
            // Only the last one before the picture is about it.
            control = sent.u8(at + 1) == GRAPHIC_CONTROL ? at : control;
            at = endOfBlocks(at + 2);
        }
        if (sent.u8(at) != PICTURE) {
            throw SentBytes.damaged("It has no picture.");
        }
        var width = sent.u16LittleEndian(at + 5);
        var height = sent.u16LittleEndian(at + 7);
        SentBytes.checkSize(width, height);
        var own = colours(sent.u8(at + 9));
        if (own == 0 && colours == 0) {
            throw SentBytes.damaged("Its colours are missing.");
        }
        var pixels = at + PICTURE_HEAD + own;
        var end = endOfBlocks(pixels + 1);
        if (end == sent.length()) {
            throw SentBytes.damaged("It ends too early.");
        }
        count(pixels, (long) width * height);
        // Four bytes and an end: of any other form it says nothing.
        if (control >= 0 && sent.u8(control + 2) == 4 && sent.u8(control + 7) == 0) {
            sent.keep(control, 8);
        }
        sent.keep(at, end - at);
        sent.keepByte(END);
        return CheckedPicture.of(ImageType.GIF, sent, width, height, 1);
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private int endOfBlocks(int from) {
        var at = from;
        while (sent.u8(at) != 0) {
            at += 1 + sent.u8(at);
        }
        return at + 1;
    }

    /** Counts the pixels without making them: of each code is only known how many it stands for. */
    private void count(int from, long expected) {
        var least = sent.u8(from);
        if (least < 2 || least > 8) {
            throw SentBytes.damaged("Its pixels cannot be unpacked.");
        }
        var codes = new Codes(from + 1);
        var lengths = new int[MOST_CODES];
        var clear = 1 << least;
        var known = clear + 2;
        var bits = least + 1;
        var before = 0; // how many pixels the code before stands for
        var pixels = 0L;
        while (pixels < expected) {
            var code = codes.next(bits);
            if (code == clear) {
                known = clear + 2;
                bits = least + 1;
                before = 0;
                continue;
            }
            if (code < 0
                    || code == clear + 1
                    || code > known
                    || code == known && (before == 0 || known == MOST_CODES)) {
                throw SentBytes.damaged("It has not as many pixels as it says.");
            }
            var length = code < clear ? 1 : code == known ? before + 1 : lengths[code];
            if (before > 0 && known < MOST_CODES) {
                lengths[known++] = before + 1;
                if (known == 1 << bits && bits < 12) {
                    bits++;
                }
            }
            before = length;
            pixels += length;
        }
    }

    /** Takes codes out of blocks. */
    private final class Codes {

        private int at;
        private int left;
        private int held;
        private int heldBits;

        Codes(int from) {
            at = from;
            left = sent.u8(at++);
        }

        /** The next code; less than 0 where there is none. */
        int next(int bits) {
            while (heldBits < bits) {
                if (left == 0) {
                    return -1;
                }
                held |= sent.u8(at++) << heldBits;
                heldBits += 8;
                if (--left == 0) {
                    left = sent.u8(at++);
                }
            }
            var code = held & (1 << bits) - 1;
            held >>>= bits;
            heldBits -= bits;
            return code;
        }
    }
}

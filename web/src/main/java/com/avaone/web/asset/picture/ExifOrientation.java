package com.avaone.web.asset.picture;

/** Reads how a camera was held. Everything else that it noted is never looked at. */
final class ExifOrientation {

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_LENGTH = 12;

    private ExifOrientation() {}

    /** The value, 1 to 8; 1 where it is not said in an orderly way. */
    static int of(SentBytes sent, int from, int to) {
        var littleEndian = sent.says(from, "II*\0");
        if (to - from < 8 || !littleEndian && !sent.says(from, "MM\0*")) {
            return 1;
        }
        var entries = from + u32(sent, from + 4, littleEndian);
        if (entries > to - 2L) {
            return 1;
        }
        var at = (int) entries;
        var count = u16(sent, at, littleEndian);
        for (at += 2; count > 0 && at + ENTRY_LENGTH <= to; count--, at += ENTRY_LENGTH) {
            if (u16(sent, at, littleEndian) == ORIENTATION && u16(sent, at + 2, littleEndian) == SHORT) {
                var value = u16(sent, at + 8, littleEndian);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    private static int u16(SentBytes sent, int at, boolean littleEndian) {
        return littleEndian ? sent.u16LittleEndian(at) : sent.u16(at);
    }

    private static long u32(SentBytes sent, int at, boolean littleEndian) {
        return littleEndian ? (long) sent.u16LittleEndian(at + 2) << 16 | sent.u16LittleEndian(at) : sent.u32(at);
    }
}

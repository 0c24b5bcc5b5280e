package com.avaone.web.user.account;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/**
 * A text as a picture that a phone reads, drawn in the page itself: it has no address under which it, and what it says, could be found
 * again.
 *
 * @param size of its sides in modules, with the margin that readers need
 * @param path its dark modules as the path of an SVG
 */
record QrCode(int size, String path) {

    /** Modules on each side, as the standard asks. */
    private static final int MARGIN = 4;

    static QrCode of(String text) {
        try {
            var matrix =
                    new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, MARGIN));
            return new QrCode(matrix.getWidth(), path(matrix));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("The text does not fit into a picture", tooLong);
        }
    }

    /** A bar for each run of dark modules in a row. */
    private static String path(BitMatrix matrix) {
        var path = new StringBuilder();
        for (var y = 0; y < matrix.getHeight(); y++) {
            for (var x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y)) {
                    var start = x;
                    while (x < matrix.getWidth() && matrix.get(x, y)) {
                        x++;
                    }
                    path.append("M%d %dh%dv1H%dz".formatted(start, y, x - start, start));
                }
            }
        }
        return path.toString();
    }

    /** Without what it says. */
    @Override
    public String toString() {
        return "QrCode[size=" + size + "]";
    }
}

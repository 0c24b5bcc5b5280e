package com.avaone.web.asset.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * A picture as nothing but its pixels.
 *
 * @param argb row by row, each as alpha, red, green and blue of eight bits
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pixels(int width, int height, int[] argb) {

    private static final int OPAQUE = 0xff000000;
    private static final int MOST_COLOURS = 256;

    /** The pixels of a picture, turned and mirrored as the orientation says, so that it stands as it was seen. */
    static Pixels of(BufferedImage image, int orientation) {
        var width = image.getWidth();
        var height = image.getHeight();
        var swapped = orientation >= 5;
        var turned = new Pixels(swapped ? height : width, swapped ? width : height, new int[width * height]);
        var row = new int[width];
        for (var y = 0; y < height; y++) {
            read(image, y, row);
            for (var x = 0; x < width; x++) {
                turned.argb[turned.index(x, y, orientation)] = row[x];
            }
        }
        return turned;
    }

    /** Where the pixel of a picture goes that is turned into this one. */
    private int index(int x, int y, int orientation) {
        return switch (orientation) {
            case 2 -> y * width + width - 1 - x;
            case 3 -> (height - 1 - y) * width + width - 1 - x;
            case 4 -> (height - 1 - y) * width + x;
            case 5 -> x * width + y;
            case 6 -> x * width + width - 1 - y;
            case 7 -> (height - 1 - x) * width + width - 1 - y;
            case 8 -> (height - 1 - x) * width + y;
            default -> y * width + x;
        };
    }

    /** By the bands themselves: Java takes shades of grey for linear ones, and makes them lighter. */
    private static void read(BufferedImage image, int y, int[] row) {
        var raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            return;
        }
        var bands = raster.getNumBands();
        var excess = image.getColorModel().getComponentSize(0) - 8;
        var samples = raster.getPixels(0, y, row.length, 1, (int[]) null);
        for (var x = 0; x < row.length; x++) {
            var at = x * bands;
            var red = samples[at] >> excess;
            var green = bands < 3 ? red : samples[at + 1] >> excess;
            var blue = bands < 3 ? red : samples[at + 2] >> excess;
            var alpha = bands % 2 == 1 ? 0xff : samples[at + bands - 1] >> excess;
            row[x] = alpha << 24 | red << 16 | green << 8 | blue;
        }
    }

    /** Whether nothing shines through. */
    boolean isOpaque() {
        for (var pixel : argb) {
            if ((pixel & OPAQUE) != OPAQUE) {
                return false;
            }
        }
        return true;
    }

    /** A smaller one: each of its pixels is the mean of those that it covers, by how much of each it covers. */
    Pixels scaledTo(int newWidth) {
        var newHeight = Math.max(1, Math.round((float) height * newWidth / width));
        var across = (double) width / newWidth;
        var down = (double) height / newHeight;
        var scaled = new int[newWidth * newHeight];
        var alpha = new float[newWidth];
        var red = new float[newWidth];
        var green = new float[newWidth];
        var blue = new float[newWidth];
        for (var y = 0; y < newHeight; y++) {
            Arrays.fill(alpha, 0);
            Arrays.fill(red, 0);
            Arrays.fill(green, 0);
            Arrays.fill(blue, 0);
            var top = y * down;
            var bottom = Math.min(height, top + down);
            for (var row = (int) top; row < bottom; row++) {
                var covered = Math.min(row + 1, bottom) - Math.max(row, top);
                for (var x = 0; x < newWidth; x++) {
                    var left = x * across;
                    var right = Math.min(width, left + across);
                    for (var column = (int) left; column < right; column++) {
                        var pixel = argb[row * width + column];
                        var part = (float) (covered * (Math.min(column + 1, right) - Math.max(column, left)));
                        // What cannot be seen has no colour.
                        var weight = part * (pixel >>> 24);
                        alpha[x] += weight;
                        red[x] += weight * (pixel >> 16 & 0xff);
                        green[x] += weight * (pixel >> 8 & 0xff);
                        blue[x] += weight * (pixel & 0xff);
                    }
                }
            }
            for (var x = 0; x < newWidth; x++) {
                var weight = alpha[x];
                scaled[y * newWidth + x] = weight == 0
                        ? 0
                        : rounded(weight / (float) (across * down)) << 24
                                | rounded(red[x] / weight) << 16
                                | rounded(green[x] / weight) << 8
                                | rounded(blue[x] / weight);
            }
        }
        return new Pixels(newWidth, newHeight, scaled);
    }

    private static int rounded(float value) {
        return Math.min(0xff, Math.round(value));
    }

    /** As an image that can be written, over these same pixels. */
    BufferedImage toImage(boolean opaque) {
        var image = new BufferedImage(1, 1, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        var model = image.getColorModel();
        var layout = image.getSampleModel().createCompatibleSampleModel(width, height);
        var raster = Raster.createWritableRaster(layout, new DataBufferInt(argb, argb.length), null);
        return new BufferedImage(model, raster, false, null);
    }

    /** As an image with a table of its colours, which is smaller by far; null where there are too many. */
    @Nullable
    BufferedImage toImageOfFewColours() {
        var table = new int[MOST_COLOURS];
        var known = new HashMap<Integer, Byte>();
        var indices = new byte[argb.length];
        for (var i = 0; i < argb.length; i++) {
            var index = i > 0 && argb[i] == argb[i - 1] ? Byte.valueOf(indices[i - 1]) : known.get(argb[i]);
            if (index == null) {
                if (known.size() == MOST_COLOURS) {
                    return null;
                }
                table[known.size()] = argb[i];
                index = (byte) known.size();
                known.put(argb[i], index);
            }
            indices[i] = index;
        }
        var bits = known.size() <= 2 ? 1 : known.size() <= 4 ? 2 : known.size() <= 16 ? 4 : 8;
        var model = new IndexColorModel(bits, known.size(), table, 0, true, -1, DataBuffer.TYPE_BYTE);
        var image = new BufferedImage(
                width, height, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, model);
        var row = new int[width];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                row[x] = indices[y * width + x] & 0xff;
            }
            image.getRaster().setSamples(0, y, width, 1, 0, row);
        }
        return image;
    }
}

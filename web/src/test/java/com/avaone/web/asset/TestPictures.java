package com.avaone.web.asset;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Pictures as programs and cameras write them, and the parts that they are made of. */
public final class TestPictures {

    public static final String PNG_SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private TestPictures() {}

    /** Bytes of a text, one for each character up to 255. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One behind the other. */
    public static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    public static byte[] u32(long value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array();
    }

    public static byte[] u16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    /** As programs write it. */
    public static byte[] write(BufferedImage image, String format) {
        var written = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, written)) {
                throw new AssertionError("Nobody writes this as " + format);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return written.toByteArray();
    }

    /** Each quarter of another colour: red, green, blue, white, from the left above. */
    public static BufferedImage quarters(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        var colours = new Color[] {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
        for (var i = 0; i < colours.length; i++) {
            graphics.setColor(colours[i]);
            graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, width, height);
        }
        graphics.dispose();
        return image;
    }

    /** As a photograph: nearly every pixel of another colour. */
    public static BufferedImage photograph(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                image.setRGB(x, y, new Color(255 * x / width, 255 * y / height, 100 + random.nextInt(40)).getRGB());
            }
        }
        return image;
    }

    /** A chunk of a PNG. */
    public static byte[] chunk(String type, byte[] content) {
        var named = join(bytes(type), content);
        var sum = new CRC32();
        sum.update(named);
        return join(u32(content.length), named, u32(sum.getValue()));
    }

    public static byte[] header(long width, long height, int depth, int colourType) {
        return header(width, height, depth, colourType, 0, 0, 0);
    }

    public static byte[] header(
            long width, long height, int depth, int colourType, int compression, int filter, int interlace) {
        return chunk("IHDR", join(u32(width), u32(height), new byte[] {
            (byte) depth, (byte) colourType, (byte) compression, (byte) filter, (byte) interlace
        }));
    }

    /** A PNG of these chunks, with its end. */
    public static byte[] png(byte[]... chunks) {
        return join(bytes(PNG_SIGNATURE), join(chunks), chunk("IEND", new byte[0]));
    }

    /** So many zeros, packed. */
    public static byte[] packedZeros(long count) {
        var packed = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED))) {
            var zeros = new byte[64 * 1024];
            for (var left = count; left > 0; left -= zeros.length) {
                deflating.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return packed.toByteArray();
    }

    /** Puts a part into a PNG, behind its header. */
    public static byte[] behindHeader(byte[] png, byte[] part) {
        return insert(png, 8 + 25, part);
    }

    /** Puts a segment into a JPEG, behind its beginning. */
    public static byte[] behindStart(byte[] jpeg, byte[] segment) {
        return insert(jpeg, 2, segment);
    }

    public static byte[] insert(byte[] into, int at, byte[] part) {
        return join(Arrays.copyOf(into, at), part, Arrays.copyOfRange(into, at, into.length));
    }

    /** A segment of a JPEG. */
    public static byte[] segment(int marker, byte[] content) {
        return join(new byte[] {(byte) 0xff, (byte) marker}, u16(content.length + 2), content);
    }

    /** What a camera notes: how it was held, and where. */
    public static byte[] exif(int orientation, String place) {
        var entries = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4 + place.length());
        entries.put(bytes("MM\0*")).putInt(8).putShort((short) 2);
        entries.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        entries.putShort((short) 0x010e)
                .putShort((short) 2)
                .putInt(place.length())
                .putInt(38);
        entries.putInt(0).put(bytes(place));
        return segment(0xE1, join(bytes("Exif\0\0"), entries.array()));
    }

    /** Where the first segment of this kind begins. */
    public static int segmentAt(byte[] jpeg, int marker) {
        for (var at = 2; ; ) {
            if ((jpeg[at + 1] & 0xff) == marker) {
                return at;
            }
            at += 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
        }
    }

    /** A copy with some bytes changed. */
    public static byte[] changed(byte[] original, int at, int... values) {
        var copy = original.clone();
        for (var i = 0; i < values.length; i++) {
            copy[at + i] = (byte) values[i];
        }
        return copy;
    }

    /** Whether the text stands anywhere in the bytes. */
    public static boolean holds(byte[] all, String text) {
        return new String(all, StandardCharsets.ISO_8859_1).contains(text);
    }
}

package com.avaone.projection.kernel.embedded;

import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * One value in the key of an ordered index, as bytes whose unsigned order is the library's order of values, across types too. No value's bytes begin
 * with those of another, so that values can stand one after the other; the first byte is neither 0 nor 255, nor is it either when inverted.
 */
final class KeyBytes {

    /** Behind a value's bytes: whatever stands in a key after that value comes before it. Inverted bytes may begin with a few of these. */
    private static final byte[] BEYOND = new byte[16];

    static {
        Arrays.fill(BEYOND, (byte) -1);
    }

    static final byte LOWEST = 1;
    private static final byte EMPTY_ARRAY = 2;
    static final byte NULL = 3;
    static final byte NUMBER = 4;
    private static final byte STRING = 5;
    private static final byte UNORDERED = 6;
    private static final byte OBJECT_ID = 7;
    private static final byte BOOLEAN = 8;
    private static final byte INSTANT = 9;
    static final byte HIGHEST = 10;

    private static final double GREATEST_EXACT_LONG = 1L << 53;

    private KeyBytes() {}

    /**
     * Whether the bytes of equal values are equal, and in order. The library compares large numbers with each other in more than one way; neither
     * they nor what hardly anybody sorts by have an order here.
     */
    static boolean isOrdered(@Nullable Object value) {
        return rank(value) != UNORDERED;
    }

    private static byte rank(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case String _ -> STRING;
            case Instant _ -> INSTANT;
            case Boolean _ -> BOOLEAN;
            case Decimal128 _ -> UNORDERED;
            case Number number -> hasOneOrder(number.doubleValue()) ? NUMBER : UNORDERED;
            case ObjectId _ -> OBJECT_ID;
            case Collection<?> values -> values.isEmpty() ? EMPTY_ARRAY : UNORDERED;
            case MinKey _ -> LOWEST;
            case MaxKey _ -> HIGHEST;
            default -> UNORDERED;
        };
    }

    private static boolean hasOneOrder(double number) {
        return isSmall(number) || (Math.abs(number) < GREATEST_EXACT_LONG && number == Math.rint(number));
    }

    /** Whether the library compares this number with any other as one would think. */
    static boolean isSmall(double number) {
        return Math.abs(number) < Integer.MAX_VALUE;
    }

    static byte[] of(@Nullable Object value) {
        return switch (value) {
            case Number number when rank(number) == NUMBER -> numberBytes(number.doubleValue() + 0.0); // one zero only
            case String text -> textBytes(text);
            case Instant instant ->
                ByteBuffer.allocate(1 + Long.BYTES)
                        .put(INSTANT)
                        .putLong(instant.toEpochMilli() ^ Long.MIN_VALUE)
                        .array();
            case Boolean yes -> new byte[] {BOOLEAN, (byte) (yes ? 2 : 1)};
            case ObjectId id -> withRank(OBJECT_ID, id.toByteArray());
            case null -> new byte[] {NULL};
            default ->
                rank(value) == UNORDERED
                        ? withRank(UNORDERED, bson(value)) // begins with its length
                        : new byte[] {rank(value)};
        };
    }

    private static byte[] numberBytes(double number) {
        var bits = Double.doubleToLongBits(number);
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put(NUMBER)
                .putLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE)
                .array();
    }

    /** In the order of its UTF-16 units, as strings in Java are; ended by zero, for which the first two units make room. */
    private static byte[] textBytes(String text) {
        var bytes = ByteBuffer.allocate(2 + 3 * text.length()).put(STRING);
        for (int i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit < 2) {
                bytes.put((byte) 1).put((byte) (unit + 1));
            } else if (unit < 0x80) {
                bytes.put((byte) unit);
            } else if (unit < 0x800) {
                bytes.put((byte) (0xC0 | unit >> 6)).put((byte) (0x80 | unit & 0x3F));
            } else {
                bytes.put((byte) (0xE0 | unit >> 12))
                        .put((byte) (0x80 | unit >> 6 & 0x3F))
                        .put((byte) (0x80 | unit & 0x3F));
            }
        }
        bytes.put((byte) 0);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte[] withRank(byte rank, byte[] value) {
        return ByteBuffer.allocate(1 + value.length).put(rank).put(value).array();
    }

    private static byte[] bson(Object value) {
        var bytes = Unpooled.buffer(64);
        BsonEncoder.encodeDocument(new Document("", value), bytes);
        return ByteBufUtil.getBytes(bytes);
    }

    static byte[] inverted(byte[] bytes) {
        var inverted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return inverted;
    }

    static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** What comes after every key that begins so. */
    static byte[] behind(byte[] beginning) {
        return joined(beginning, BEYOND);
    }
}

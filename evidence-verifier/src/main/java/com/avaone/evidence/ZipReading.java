package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A ZIP as whoever sees it that reads it from its beginning, without the directory at its end. Other programs see what they find in the one way or
 * in the other, so both must be the same, and nothing else may be in the file.
 */
final class ZipReading extends ZipInputStream {

    /** So long may the directory be: ten times that of a bundle of as many files as there may be. */
    private static final int LARGEST_DIRECTORY = 1 << 20;

    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int DIRECTORY_END = 0x06054b50;
    private static final int DIRECTORY_END_64_LOCATOR = 0x07064b50;

    /** Stands for an offset that has more than 32 bits, which is then in a longer form. */
    private static final long IN_LONG_FORM = 0xFFFFFFFFL;

    private static final int SHORTEST_DIRECTORY_ENTRY = 46;
    private static final int END_LENGTH = 22;
    private static final int LONG_END_LENGTH = END_LENGTH + 20 + 56;

    /** What gives a file another name, to some programs. */
    private static final int UNICODE_PATH = 0x7075;

    private final Path file;

    ZipReading(Path file) throws IOException {
        super(new BufferedInputStream(Files.newInputStream(file), 1 << 16), UTF_8);
        this.file = file;
    }

    /**
     * Goes on to the next file, of which the directory says what {@code listed} is.
     *
     * @throws NotValid if another one or nothing stands there
     */
    void next(ZipEntry listed) throws IOException {
        var entry = getNextEntry();
        if (entry == null || !entry.getName().equals(listed.getName()) || isRenamed(entry) || isRenamed(listed)) {
            throw new NotValid("The ZIP has other files than its directory says: %s is not where it should be"
                    .formatted(Words.shown(listed.getName())));
        }
    }

    private static boolean isRenamed(ZipEntry entry) {
        if (entry.getExtra() == null) {
            return false;
        }
        for (var extra = little(entry.getExtra()); extra.remaining() >= 2 * Short.BYTES; ) {
            if (Short.toUnsignedInt(extra.getShort()) == UNICODE_PATH) {
                return true;
            }
            var length = Short.toUnsignedInt(extra.getShort());
            extra.position(extra.position() + Math.min(length, extra.remaining()));
        }
        return false;
    }

    /**
     * Looks at what follows the last file, which was read to its end.
     *
     * @throws NotValid if it is anything but the directory
     */
    void end() throws IOException {
        var directory = little(in.readNBytes(LARGEST_DIRECTORY + 1));
        var length = directory.limit();
        var begin = Files.size(file) - length;
        var isLong = begin >= IN_LONG_FORM;
        if (length > LARGEST_DIRECTORY
                || length < SHORTEST_DIRECTORY_ENTRY + END_LENGTH
                || directory.getInt(0) != DIRECTORY_ENTRY
                || (directory.getInt(length - END_LENGTH - 20) == DIRECTORY_END_64_LOCATOR) != isLong
                || !isEnd(
                        directory.slice(length - END_LENGTH, END_LENGTH).order(ByteOrder.LITTLE_ENDIAN),
                        length - (isLong ? LONG_END_LENGTH : END_LENGTH),
                        Math.min(begin, IN_LONG_FORM))) {
            throw new NotValid("Something is in the ZIP beside its files and their directory");
        }
    }

    /** Whether it says of the directory how long it is and where it begins, and that nothing stands behind. */
    private static boolean isEnd(ByteBuffer end, int length, long begin) {
        return end.getInt() == DIRECTORY_END
                && end.getInt(12) == length
                && Integer.toUnsignedLong(end.getInt(16)) == begin
                && end.getShort(20) == 0;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

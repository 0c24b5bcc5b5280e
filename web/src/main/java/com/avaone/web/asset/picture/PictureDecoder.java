package com.avaone.web.asset.picture;

import com.avaone.api.asset.AssetRule;
import com.avaone.api.kernel.Rejected;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStreamImpl;

/** Makes pixels of a picture that was looked through. */
final class PictureDecoder {

    /** The decoder of JPEG fills up what is missing, and only tells of it. */
    private static final Pattern INCOMPLETE = Pattern.compile("premature|huffman|bogus|unsupported");

    private PictureDecoder() {}

    /**
     * The pixels, as the picture is to be seen.
     *
     * @throws Rejected as {@link AssetRule#IMAGE_NOT_READABLE}
     */
    static Pixels decode(CheckedPicture picture) {
        var reader = ImageIO.getImageReadersByFormatName(picture.type().name().toLowerCase(Locale.ROOT))
                .next();
        try (var input = new Input(picture.bytes(), picture.length())) {
            reader.setInput(input, true, true);
            var incomplete = new Incomplete();
            reader.addIIOReadWarningListener(incomplete);
            if (reader.getWidth(0) != picture.width() || reader.getHeight(0) != picture.height()) {
                throw SentBytes.damaged("It says two sizes.");
            }
            var image = reader.read(0);
            if (incomplete.told) {
                throw SentBytes.damaged("It has not as many pixels as it says.");
            }
            return Pixels.of(image, picture.orientation());
        } catch (Rejected rejected) {
            throw rejected;
        } catch (IOException | RuntimeException unreadable) {
            // Decoders answer what they did not expect with whatever exception came of it.
            throw SentBytes.damaged("Its pixels cannot be read.");
        } finally {
            reader.dispose();
        }
    }

    private static final class Incomplete implements IIOReadWarningListener {

        private boolean told;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            told |= INCOMPLETE.matcher(warning.toLowerCase(Locale.ROOT)).find();
        }
    }

    /** Over the array itself: Java's own streams copy what they read. */
    private static final class Input extends ImageInputStreamImpl {

        private final byte[] bytes;
        private final int length;

        Input(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        @Override
        public int read() {
            bitOffset = 0;
            return streamPos < length ? bytes[(int) streamPos++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) {
            bitOffset = 0;
            if (streamPos >= length) {
                return wanted == 0 ? 0 : -1;
            }
            var count = (int) Math.min(wanted, length - streamPos);
            System.arraycopy(bytes, (int) streamPos, target, offset, count);
            streamPos += count;
            return count;
        }

        @Override
        public long length() {
            return length;
        }
    }
}

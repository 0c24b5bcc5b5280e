package com.avaone.web.asset.picture;

import com.avaone.api.asset.AssetRule;
import com.avaone.api.asset.ImageType;
import com.avaone.api.asset.Variant;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.asset.picture.StoredPicture.Encoded;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes pictures in: looks at the bytes and at nothing that is said of them, looks them through before a decoder sees them, decodes, and
 * writes anew. How much of that goes on at once is bounded, in pictures and in pixels.
 */
@Component
public class PictureIntake {

    private static final int[] WIDTHS = {320, 640, 1280, 1920};
    private static final int LONGEST_SIGNATURE = 8;
    private static final int MILLION = 1_000_000;

    /** How many pictures are in memory at once, each of at most as many bytes as an upload has. */
    private static final int MOST_PICTURES = 4;

    /** How many million pixels are decoded at once. */
    private static final int MOST_MEGAPIXELS = SentBytes.MOST_PIXELS / MILLION;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore pictures = new Semaphore(MOST_PICTURES);
    private final Semaphore megapixels = new Semaphore(MOST_MEGAPIXELS);

    /**
     * Makes of what was sent a picture of our own, in all its sizes.
     *
     * @throws Rejected by one of {@link AssetRule}
     * @throws RequestRefused with 503 where too many are being taken in
     * @throws IOException if it cannot be read
     */
    public StoredPicture take(MultipartFile file) throws IOException {
        acquire(pictures, 1);
        try {
            return taken(file);
        } finally {
            pictures.release();
        }
    }

    private StoredPicture taken(MultipartFile file) throws IOException {
        var checked = checked(file);
        var weight = Math.min(MOST_MEGAPIXELS, 1 + checked.pixels() / MILLION);
        acquire(megapixels, weight);
        try {
            return stored(checked.type(), PictureDecoder.decode(checked));
        } finally {
            megapixels.release(weight);
        }
    }

    private static void acquire(Semaphore semaphore, int count) {
        try {
            if (!semaphore.tryAcquire(count, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RequestRefused(
                        HttpRule.UNAVAILABLE, "Too many pictures are being taken in. Send it again.", PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(HttpRule.UNAVAILABLE, "The suite is stopping.", PATIENCE);
        }
    }

    /** Reads no further than is needed to see that it is none. */
    private static CheckedPicture checked(MultipartFile file) throws IOException {
        try (var stream = file.getInputStream()) {
            var head = stream.readNBytes(LONGEST_SIGNATURE);
            var check = check(new SentBytes(head));
            var bytes = Arrays.copyOf(head, Math.toIntExact(Math.max(file.getSize(), head.length)));
            var rest = bytes.length - head.length;
            if (stream.readNBytes(bytes, head.length, rest) < rest) {
                throw SentBytes.damaged("It ends too early.");
            }
            return check.apply(new SentBytes(bytes));
        }
    }

    private static Function<SentBytes, CheckedPicture> check(SentBytes head) {
        if (head.says(0, SentJpeg.SIGNATURE)) {
            return SentJpeg::check;
        }
        if (head.says(0, SentPng.SIGNATURE)) {
            return SentPng::check;
        }
        if (head.says(0, SentGif.SIGNATURE_87) || head.says(0, SentGif.SIGNATURE_89)) {
            return SentGif::check;
        }
        throw new Rejected(
                AssetRule.IMAGE_TYPE_NOT_ALLOWED, "It is neither a JPEG nor a PNG nor a GIF.", "image", Map.of());
    }

    /** A photograph is stored as one. Of anything else nothing is lost, unless it is one in disguise, which would be large. */
    private static StoredPicture stored(ImageType sentAs, Pixels pixels) {
        var type = ImageType.JPEG;
        byte[] bytes;
        if (sentAs == ImageType.JPEG) {
            bytes = PictureEncoder.encode(pixels, ImageType.JPEG);
        } else {
            bytes = PictureEncoder.encode(pixels, ImageType.PNG);
            type = ImageType.PNG;
            if (pixels.isOpaque()) {
                var asPhotograph = PictureEncoder.encode(pixels, ImageType.JPEG);
                if (asPhotograph.length < bytes.length) {
                    bytes = asPhotograph;
                    type = ImageType.JPEG;
                }
            }
        }
        var storedType = type;
        var variants = Arrays.stream(WIDTHS)
                .filter(width -> width < pixels.width())
                .mapToObj(width -> variant(pixels.scaledTo(width), storedType))
                .toList();
        return new StoredPicture(sentAs, Encoded.of(Variant.ORIGINAL, pixels, storedType, bytes), variants);
    }

    private static Encoded variant(Pixels pixels, ImageType type) {
        return Encoded.of("w" + pixels.width(), pixels, type, PictureEncoder.encode(pixels, type));
    }
}

package com.avaone.web.asset.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.avaone.api.asset.AssetRule;
import com.avaone.api.asset.ImageType;
import com.avaone.api.asset.Sha256;
import com.avaone.api.asset.Variant;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.asset.HostileUploads;
import com.avaone.web.asset.HostileUploads.Hostile;
import com.avaone.web.asset.TestPictures;
import com.avaone.web.asset.picture.StoredPicture.Encoded;
import com.sun.management.ThreadMXBean;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockMultipartFile;

class PictureIntakeTest {

    private static final List<Hostile> HOSTILE = HostileUploads.all();

    /** Many times what was measured: the limits keep what runs away, whatever else the machine does. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final long MUCH = 32L * 1024 * 1024;

    private final PictureIntake intake = new PictureIntake();

    private StoredPicture take(byte[] content) throws IOException {
        return intake.take(new MockMultipartFile("image", content));
    }

    private static Stream<Encoded> sizes(StoredPicture picture) {
        return Stream.concat(picture.variants().stream(), Stream.of(picture.original()));
    }

    private static BufferedImage read(Encoded encoded) throws IOException {
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(encoded.bytes())));
    }

    private static BufferedImage read(StoredPicture picture) throws IOException {
        return read(picture.original());
    }

    // ---- what means harm

    static List<Hostile> hostile() {
        return HOSTILE;
    }

    @Test
    void thereAreTwoHundredHostileUploads() {
        assertThat(HOSTILE).hasSizeGreaterThanOrEqualTo(200);
        assertThat(HOSTILE).extracting(Hostile::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void takesNoHarm(Hostile upload) throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var file = new MockMultipartFile("image", upload.fileName(), upload.contentType(), upload.content());
        var allocated = threads.getCurrentThreadAllocatedBytes();
        var begun = System.nanoTime();
        if (upload.isRefused()) {
            assertThatExceptionOfType(Rejected.class).isThrownBy(() -> intake.take(file));
        } else {
            assertThat(sizes(intake.take(file)))
                    .noneMatch(size -> TestPictures.holds(size.bytes(), "canary"))
                    .allMatch(size -> size.bytes().length < 20_000);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONG);
        assertThat(threads.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MUCH);
    }

    @Test
    void saysWhyItRefuses() {
        assertThat(refusal(TestPictures.bytes("<svg/>"))).isEqualTo(AssetRule.IMAGE_TYPE_NOT_ALLOWED.code());
        assertThat(refusal(TestPictures.png(TestPictures.header(8_001, 8, 8, 0))))
                .isEqualTo(AssetRule.IMAGE_TOO_LARGE.code());
        assertThat(refusal(TestPictures.bytes("\u00ff\u00d8\u00ff\u00d9")))
                .isEqualTo(AssetRule.IMAGE_NOT_READABLE.code());
    }

    private String refusal(byte[] content) {
        try {
            throw new AssertionError(take(content));
        } catch (Rejected rejected) {
            return rejected.rejection().code();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    // ---- what is stored

    @Test
    void storesAPhotographInSeveralWidthsNoneLargerThanItWas() throws IOException {
        var stored = take(TestPictures.write(TestPictures.photograph(1_400, 700), "jpg"));
        assertThat(stored.sentAs()).isEqualTo(ImageType.JPEG);
        assertThat(sizes(stored))
                .extracting(size -> size.variant().name())
                .containsExactly("w320", "w640", "w1280", Variant.ORIGINAL);
        assertThat(sizes(stored)).allSatisfy(size -> {
            var variant = size.variant();
            var image = read(size);
            assertThat(variant.type()).isEqualTo(ImageType.JPEG);
            assertThat(variant.sha256()).isEqualTo(Sha256.of(size.bytes()));
            assertThat(variant.size()).isEqualTo(size.bytes().length);
            assertThat(image.getWidth()).isEqualTo(variant.width());
            assertThat(image.getHeight()).isEqualTo(variant.height()).isEqualTo(variant.width() / 2);
            assertLooksLike(image.getRGB(image.getWidth() / 2, image.getHeight() / 2), new Color(127, 127, 120));
        });
    }

    private static void assertLooksLike(int pixel, Color colour) {
        var found = new Color(pixel);
        assertThat(found.getRed()).isCloseTo(colour.getRed(), within(25));
        assertThat(found.getGreen()).isCloseTo(colour.getGreen(), within(25));
        assertThat(found.getBlue()).isCloseTo(colour.getBlue(), within(25));
    }

    @Test
    void storesTheSameBytesEachTime() throws IOException {
        var jpeg = TestPictures.write(TestPictures.photograph(400, 300), "jpg");
        var first = take(jpeg);
        var second = take(TestPictures.behindStart(jpeg, TestPictures.exif(1, "of another camera")));
        assertThat(second.original().variant()).isEqualTo(first.original().variant());
    }

    @Test
    void keepsADrawingAsItIsAndStoresAPhotographInDisguiseAsOne() throws IOException {
        var drawing = TestPictures.quarters(700, 700);
        var stored = take(TestPictures.write(drawing, "png"));
        assertThat(stored.original().variant().type()).isEqualTo(ImageType.PNG);
        assertThat(pixels(read(stored))).isEqualTo(pixels(drawing));

        var photograph = take(TestPictures.write(TestPictures.photograph(700, 700), "png"));
        assertThat(photograph.sentAs()).isEqualTo(ImageType.PNG);
        assertThat(photograph.original().variant().type()).isEqualTo(ImageType.JPEG);
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_3BYTE_BGR
            })
    void keepsEveryKindOfPng(int type) throws IOException {
        var image = new BufferedImage(90, 60, type);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(30, 20, 40, 20);
        graphics.dispose();
        var stored = read(take(TestPictures.write(image, "png")));
        assertThat(stored.getRGB(50, 30)).isEqualTo(Color.WHITE.getRGB());
        assertThat(stored.getRGB(5, 5)).isEqualTo(type == BufferedImage.TYPE_INT_ARGB ? 0 : Color.BLACK.getRGB());
    }

    /** Java would make them lighter. */
    @Test
    void keepsShadesOfGrey() throws IOException {
        var image = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        for (var y = 0; y < 40; y++) {
            for (var x = 0; x < 40; x++) {
                image.getRaster().setSample(x, y, 0, 100);
            }
        }
        assertLooksLike(read(take(TestPictures.write(image, "png"))).getRGB(9, 9), new Color(100, 100, 100));
        assertLooksLike(read(take(TestPictures.write(image, "jpg"))).getRGB(9, 9), new Color(100, 100, 100));
    }

    @Test
    void keepsWhatShinesThroughInEverySize() throws IOException {
        var image = new BufferedImage(800, 400, BufferedImage.TYPE_INT_ARGB);
        for (var y = 0; y < 400; y++) {
            for (var x = 0; x < 800; x++) {
                image.setRGB(x, y, x < 400 ? 0x80ff0000 : 0x00ffffff);
            }
        }
        var stored = take(TestPictures.write(image, "png"));
        assertThat(sizes(stored)).hasSize(3).allSatisfy(size -> {
            assertThat(size.variant().type()).isEqualTo(ImageType.PNG);
            var read = read(size);
            assertThat(read.getRGB(2, 2)).isEqualTo(0x80ff0000);
            assertThat(read.getRGB(size.variant().width() - 3, 2) >>> 24).isZero();
        });
    }

    @Test
    void keepsTheFirstPictureOfAGif() throws IOException {
        var stored = take(TestPictures.write(TestPictures.quarters(64, 64), "gif"));
        assertThat(stored.sentAs()).isEqualTo(ImageType.GIF);
        assertThat(stored.original().variant().type()).isEqualTo(ImageType.PNG);
        assertThat(pixels(read(stored))).isEqualTo(pixels(TestPictures.quarters(64, 64)));
    }

    /** Of so many pixels that its codes are of every length, and begin anew. */
    @Test
    void keepsAGifOfManyCodes() throws IOException {
        var gif = TestPictures.write(TestPictures.photograph(500, 400), "gif");
        var expected = ImageIO.read(new ByteArrayInputStream(gif));
        var stored = take(gif);
        assertThat(stored.original().variant()).returns(500, Variant::width).returns(400, Variant::height);
        assertLooksLike(read(stored).getRGB(250, 200), new Color(expected.getRGB(250, 200)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, RED, GREEN, BLUE, WHITE",
        "2, GREEN, RED, WHITE, BLUE",
        "3, WHITE, BLUE, GREEN, RED",
        "4, BLUE, WHITE, RED, GREEN",
        "5, RED, BLUE, GREEN, WHITE",
        "6, BLUE, RED, WHITE, GREEN",
        "7, WHITE, GREEN, BLUE, RED",
        "8, GREEN, WHITE, RED, BLUE",
        "9, RED, GREEN, BLUE, WHITE"
    })
    void standsAsTheCameraWasHeldAndTellsNothingOfThePlace(
            int orientation, String leftAbove, String rightAbove, String leftBelow, String rightBelow)
            throws IOException {
        var jpeg = TestPictures.behindStart(
                TestPictures.write(TestPictures.quarters(400, 200), "jpg"),
                TestPictures.exif(orientation, "28.6139 N, 77.2090 E"));
        assertThat(TestPictures.holds(jpeg, "28.6139")).isTrue();

        var stored = take(jpeg);
        var turned = orientation >= 5 && orientation <= 8;
        assertThat(stored.original().variant())
                .returns(turned ? 200 : 400, Variant::width)
                .returns(turned ? 400 : 200, Variant::height);
        assertThat(sizes(stored)).allSatisfy(size -> {
            assertThat(TestPictures.holds(size.bytes(), "28.6139")).isFalse();
            assertThat(TestPictures.holds(size.bytes(), "Exif")).isFalse();
            var image = read(size);
            var right = image.getWidth() - 20;
            var below = image.getHeight() - 20;
            var found = new ArrayList<String>();
            for (var point : new int[][] {{20, 20}, {right, 20}, {20, below}, {right, below}}) {
                found.add(nearest(image.getRGB(point[0], point[1])));
            }
            assertThat(found).containsExactly(leftAbove, rightAbove, leftBelow, rightBelow);
        });
    }

    private static String nearest(int pixel) {
        var colour = new Color(pixel);
        var bits =
                (colour.getRed() > 127 ? 4 : 0) + (colour.getGreen() > 127 ? 2 : 0) + (colour.getBlue() > 127 ? 1 : 0);
        return switch (bits) {
            case 4 -> "RED";
            case 2 -> "GREEN";
            case 1 -> "BLUE";
            case 7 -> "WHITE";
            default -> colour.toString();
        };
    }

    @Test
    void takesAPictureInThatIsAsLargeAsMayBe() throws IOException {
        var image = new BufferedImage(5_000, 5_000, BufferedImage.TYPE_BYTE_BINARY);
        var stored = take(TestPictures.write(image, "png"));
        assertThat(sizes(stored))
                .extracting(size -> size.variant().width())
                .isEqualTo(Arrays.asList(320, 640, 1_280, 1_920, 5_000));
    }
}

package com.avaone.web.asset.picture;

import com.avaone.api.asset.ImageType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pixels, and nothing beside them. */
final class PictureEncoder {

    private static final float QUALITY = 0.82f;

    private PictureEncoder() {}

    static byte[] encode(Pixels pixels, ImageType type) {
        return switch (type) {
            case JPEG -> write(pixels.toImage(true), ImageType.JPEG);
            case PNG, GIF -> png(pixels);
        };
    }

    private static byte[] png(Pixels pixels) {
        var fewColours = pixels.toImageOfFewColours();
        return write(fewColours == null ? pixels.toImage(pixels.isOpaque()) : fewColours, ImageType.PNG);
    }

    private static byte[] write(BufferedImage image, ImageType type) {
        var writer = ImageIO.getImageWritersByFormatName(type.name().toLowerCase(Locale.ROOT))
                .next();
        var written = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(written)) {
            writer.setOutput(output);
            var settings = writer.getDefaultWriteParam();
            if (type == ImageType.JPEG) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure); // to memory
        } finally {
            writer.dispose();
        }
        return written.toByteArray();
    }
}

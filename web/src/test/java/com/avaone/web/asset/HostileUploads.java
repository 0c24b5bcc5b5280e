package com.avaone.web.asset;

import static com.avaone.web.asset.TestPictures.behindHeader;
import static com.avaone.web.asset.TestPictures.behindStart;
import static com.avaone.web.asset.TestPictures.bytes;
import static com.avaone.web.asset.TestPictures.changed;
import static com.avaone.web.asset.TestPictures.chunk;
import static com.avaone.web.asset.TestPictures.exif;
import static com.avaone.web.asset.TestPictures.header;
import static com.avaone.web.asset.TestPictures.insert;
import static com.avaone.web.asset.TestPictures.join;
import static com.avaone.web.asset.TestPictures.packedZeros;
import static com.avaone.web.asset.TestPictures.png;
import static com.avaone.web.asset.TestPictures.segment;
import static com.avaone.web.asset.TestPictures.segmentAt;
import static com.avaone.web.asset.TestPictures.u16;
import static com.avaone.web.asset.TestPictures.u32;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;

/** What somebody might send who means harm. */
public final class HostileUploads {

    /** Stands in everything that must not come through. */
    public static final String PAYLOAD = "<script>alert('canary')</script>";

    private static final int MEGABYTE = 1024 * 1024;

    /**
     * An upload.
     *
     * @param isRefused else it is a picture with something beside it: what is stored is the picture, written anew
     */
    public record Hostile(String name, String fileName, String contentType, byte[] content, boolean isRefused) {

        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Hostile> all = new ArrayList<>();

    private final byte[] png = TestPictures.write(TestPictures.photograph(40, 30), "png");
    private final byte[] jpeg = TestPictures.write(TestPictures.photograph(40, 30), "jpg");
    private final byte[] gif = TestPictures.write(TestPictures.quarters(40, 30), "gif");

    private HostileUploads() {
        notPictures();
        cut();
        garbled();
        floods();
        bombs();
        lengths();
        pngs();
        jpegs();
        gifs();
        polyglots();
        names();
    }

    /** All of them, each time the same. */
    public static List<Hostile> all() {
        return List.copyOf(new HostileUploads().all);
    }

    private void refused(String name, byte[] content) {
        all.add(new Hostile(name, "picture.png", "image/png", content, true));
    }

    private void harmless(String name, byte[] content) {
        all.add(new Hostile(name, "picture.png", "image/png", content, false));
    }

    private void notPictures() {
        var svg = "<svg xmlns='http://www.w3.org/2000/svg' ";
        for (var text : List.of(
                "<!DOCTYPE html><html>" + PAYLOAD,
                "\u00ef\u00bb\u00bf<html>" + PAYLOAD,
                "   \n\t<html>" + PAYLOAD,
                svg + ">" + PAYLOAD + "</svg>",
                svg + "onload='alert(1)'/>",
                svg + "><foreignObject><body onload='alert(1)'/></foreignObject></svg>",
                svg + "><image href='javascript:alert(1)'/></svg>",
                svg + "><use href='http://evil.example/x.svg#a'/></svg>",
                "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + svg + ">&x;</svg>",
                "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;'>]><svg>&b;</svg>",
                "<?php system($_GET['c']); ?>",
                "#!/bin/sh\nrm -rf /\n",
                "alert('canary')",
                "%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
                "%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file",
                "push graphic-context\nfill 'url(https://evil.example/\"|id\")'",
                "PK\u0003\u0004",
                "MZ\u0090\0",
                "\u007fELF\u0002\u0001\u0001",
                "\u00ca\u00fe\u00ba\u00be\0\0\0\u0041",
                "\u001f\u008b\u0008",
                "BM\u00ff\u00ff\u00ff\u00ff",
                "II*\0\u0008\0\0\0",
                "MM\0*\0\0\0\u0008",
                "RIFF\u00ff\u00ff\u00ff\u00ffWEBPVP8L",
                "RIFF\u0004\0\0\0WAVE",
                "\0\0\0\u0018ftypavif",
                "\0\0\0\u0018ftypheic",
                "8BPS\0\u0001",
                "\0\0\u0001\0\u0001\0",
                "\u00ff\u00d9\u00ff\u00d8",
                "GIF88a" + PAYLOAD,
                "gif89a=1;alert(1)",
                "GIF89a=1;alert('canary');/*",
                "\u0089PNG\n\u001a\n" + PAYLOAD,
                "\u00ff\u00d8\u00fe" + PAYLOAD,
                "x")) {
            refused("no picture (%d): %s".formatted(all.size() + 1, printable(text)), bytes(text));
        }
        refused("nothing", new byte[0]);
        refused("two megabytes of zeros", new byte[2 * MEGABYTE]);
        refused("ten megabytes of noise behind a PNG's beginning", join(bytes(TestPictures.PNG_SIGNATURE), noise(9)));
        refused("ten megabytes of noise behind a JPEG's beginning", join(bytes("\u00ff\u00d8\u00ff\u00e0"), noise(9)));
        refused("ten megabytes of noise behind a GIF's beginning", join(bytes("GIF89a"), noise(9)));
    }

    private static byte[] noise(int megabytes) {
        var noise = new byte[megabytes * MEGABYTE];
        new Random(11).nextBytes(noise);
        return noise;
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(30, text.length())).replaceAll("[^ -~]", "?");
    }

    private void cut() {
        for (var part = 1; part <= 9; part++) {
            refused("a PNG cut after %d tenths".formatted(part), Arrays.copyOf(png, png.length * part / 10));
            refused("a JPEG cut after %d tenths".formatted(part), Arrays.copyOf(jpeg, jpeg.length * part / 10));
            refused("a GIF cut after %d tenths".formatted(part), Arrays.copyOf(gif, gif.length * part / 10));
        }
        refused("a PNG without its last byte", Arrays.copyOf(png, png.length - 1));
        refused("a JPEG without its end", Arrays.copyOf(jpeg, jpeg.length - 2));
        refused("a GIF without its end", Arrays.copyOf(gif, gif.length - 1));
    }

    private void garbled() {
        var random = new Random(5);
        for (var i = 0; i < 12; i++) {
            var at = 8 + random.nextInt(png.length - 8);
            refused("a PNG with another byte, the %d.".formatted(at + 1), changed(png, at, ~png[at]));
        }
    }

    private void floods() {
        var sizes = new long[][] {
            {60_000, 60_000},
            {0xffffffffL, 0xffffffffL},
            {0x7fffffff, 0x7fffffff},
            {0x80000000L, 1},
            {0, 0},
            {0, 100},
            {100, 0},
            {8_001, 1},
            {1, 8_001},
            {8_000, 8_000},
            {5_001, 5_000},
            {65_536, 65_536}
        };
        for (var size : sizes) {
            refused(
                    "a PNG that says %d by %d".formatted(size[0], size[1]),
                    png(header(size[0], size[1], 8, 6), chunk("IDAT", packedZeros(1_000))));
        }
        refused(
                "a PNG of 25 million pixels without them",
                png(header(5_000, 5_000, 8, 6), chunk("IDAT", packedZeros(9))));
        var frame = segmentAt(jpeg, 0xC0);
        for (var size :
                new int[][] {{65_535, 65_535}, {0, 0}, {0, 40}, {40, 0}, {8_001, 8}, {5_001, 5_000}, {5_000, 5_000}}) {
            refused(
                    "a JPEG that says %d by %d".formatted(size[0], size[1]),
                    changed(jpeg, frame + 5, size[1] >> 8, size[1], size[0] >> 8, size[0]));
        }
        var picture = pictureAt(gif);
        for (var size :
                new int[][] {{65_535, 65_535}, {0, 0}, {0, 30}, {40, 0}, {8_001, 8}, {5_001, 5_000}, {5_000, 5_000}}) {
            refused(
                    "a GIF that says %d by %d".formatted(size[0], size[1]),
                    changed(gif, picture + 5, size[0], size[0] >> 8, size[1], size[1] >> 8));
        }
    }

    /** Behind the head and its table of colours, and an extension of eight bytes where there is one. */
    private static int pictureAt(byte[] gif) {
        var at = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << (gif[10] & 7) + 1);
        while (gif[at] == 0x21) {
            at += 2;
            while (gif[at] != 0) {
                at += 1 + (gif[at] & 0xff);
            }
            at++;
        }
        return at;
    }

    private void bombs() {
        refused("one pixel of 64 megabytes", png(header(1, 1, 8, 6), chunk("IDAT", packedZeros(64L * MEGABYTE))));
        refused(
                "a hundred pixels of 32 megabytes",
                png(header(10, 10, 1, 0), chunk("IDAT", packedZeros(32L * MEGABYTE))));
        refused("one byte more than there are pixels", png(header(10, 10, 8, 0), chunk("IDAT", packedZeros(111))));
        refused("one byte less than there are pixels", png(header(10, 10, 8, 0), chunk("IDAT", packedZeros(109))));
        refused("pixels that are not packed", png(header(10, 10, 8, 0), chunk("IDAT", new byte[110])));
        refused(
                "pixels that want a dictionary",
                png(header(10, 10, 8, 0), chunk("IDAT", bytes("\u0078\u00bb\0\0\0\1\0"))));
        var bomb = packedZeros(64L * MEGABYTE);
        harmless("a text of 64 megabytes", behindHeader(png, chunk("zTXt", join(bytes("Comment\0\0"), bomb))));
        harmless(
                "an international text of 64 megabytes",
                behindHeader(png, chunk("iTXt", join(bytes("X\0\1\0en\0x\0"), bomb))));
        harmless("a colour profile of 64 megabytes", behindHeader(png, chunk("iCCP", join(bytes("icc\0\0"), bomb))));
        var many = new byte[20_000][];
        Arrays.fill(many, chunk("tEXt", bytes("k\0" + PAYLOAD)));
        harmless("twenty thousand texts", behindHeader(png, join(many)));
        var scan = segmentAt(jpeg, 0xDA);
        var again = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        var scans = new byte[100][];
        Arrays.fill(scans, again);
        refused("a JPEG of a hundred scans", insert(jpeg, jpeg.length - 2, join(scans)));
        var frames = new byte[5_000][];
        Arrays.fill(frames, Arrays.copyOfRange(gif, pictureAt(gif), gif.length - 1));
        harmless("a GIF of five thousand pictures", insert(gif, gif.length - 1, join(frames)));
    }

    private void lengths() {
        for (var length : new long[] {0xffffffffL, 0x80000000L, 0x7fffffff, 0x7ffffff0, png.length}) {
            refused(
                    "a part of a PNG that says %d bytes".formatted(length),
                    behindHeader(png, join(u32(length), bytes("tEXt"), u32(0))));
        }
        for (var length : new int[] {0, 1, 0xffff}) {
            refused(
                    "a part of a JPEG that says %d bytes".formatted(length),
                    behindStart(jpeg, join(bytes("\u00ff\u00e5"), u16(length))));
        }
        refused("a part of a GIF without an end", join(Arrays.copyOf(gif, pictureAt(gif)), bytes("!\u00fe\u00ff")));
        refused("a PNG with its header's length wrong", changed(png, 8, 0, 0, 0, 14));
        refused("a PNG with a header of no bytes", png(chunk("IHDR", new byte[0])));
    }

    private void pngs() {
        var pixels = chunk("IDAT", packedZeros(110));
        var plain = header(10, 10, 8, 0);
        for (var kind : new int[][] {
            {3, 0}, {16, 3}, {4, 2}, {1, 4}, {2, 6}, {8, 1}, {8, 5}, {8, 7}, {0, 0}, {32, 2}, {255, 255}
        }) {
            refused(
                    "a PNG of depth %d and type %d".formatted(kind[0], kind[1]),
                    png(header(10, 10, kind[0], kind[1]), pixels));
        }
        refused("a PNG packed otherwise", png(header(10, 10, 8, 0, 1, 0, 0), pixels));
        refused("a PNG filtered otherwise", png(header(10, 10, 8, 0, 0, 1, 0), pixels));
        refused("a PNG woven otherwise", png(header(10, 10, 8, 0, 0, 0, 2), pixels));
        refused("a PNG with two headers", png(plain, plain, pixels));
        refused("a PNG that begins with pixels", png(pixels, plain));
        refused("a PNG without pixels", png(plain));
        refused("a PNG of a table of colours that it lacks", png(header(10, 10, 8, 3), pixels));
        refused("a PNG with too many colours", png(header(10, 10, 8, 3), chunk("PLTE", new byte[3 * 257]), pixels));
        refused("a PNG with parts of colours", png(header(10, 10, 8, 3), chunk("PLTE", new byte[4]), pixels));
        refused(
                "a PNG with two tables of colours",
                png(header(10, 10, 8, 3), chunk("PLTE", new byte[3]), chunk("PLTE", new byte[3]), pixels));
        refused("a PNG with a table of colours behind its pixels", png(plain, pixels, chunk("PLTE", new byte[3])));
        refused("a PNG with transparency behind its pixels", png(plain, pixels, chunk("tRNS", new byte[2])));
        refused("a PNG with a part that must be known", png(plain, chunk("EVIL", bytes(PAYLOAD)), pixels));
        refused("a PNG with a part without a name", png(plain, chunk("a\0b\1", bytes(PAYLOAD)), pixels));
        refused("a PNG without an end", join(bytes(TestPictures.PNG_SIGNATURE), plain, pixels));
        refused("a PNG filtered in no way that there is", png(plain, chunk("IDAT", packed(filled(110, 9)))));
    }

    private static byte[] filled(int count, int value) {
        var filled = new byte[count];
        Arrays.fill(filled, (byte) value);
        return filled;
    }

    private static byte[] packed(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(packed)) {
            deflating.write(content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return packed.toByteArray();
    }

    private void jpegs() {
        var frame = segmentAt(jpeg, 0xC0);
        for (var kind : new int[] {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF}) {
            refused("a JPEG packed as %X".formatted(kind), changed(jpeg, frame + 1, kind));
        }
        refused("a JPEG of twelve bits", changed(jpeg, frame + 4, 12));
        refused(
                "a JPEG for printing",
                behindStart(jpeg, segment(0xC0, join(bytes("\u0008\0\u0010\0\u0010\4"), new byte[12]))));
        refused("a JPEG of two channels", changed(jpeg, frame + 9, 2));
        refused("a JPEG of no channel", changed(jpeg, frame + 9, 0));
        refused("a JPEG sampled by nothing", changed(jpeg, frame + 11, 0));
        refused("a JPEG sampled by five", changed(jpeg, frame + 11, 0x55));
        var whole = Arrays.copyOfRange(jpeg, frame, frame + 2 + 17);
        refused("a JPEG with two sizes", insert(jpeg, frame, whole));
        var scan = segmentAt(jpeg, 0xDA);
        refused(
                "a JPEG with its pixels before its size",
                join(Arrays.copyOf(jpeg, 2), Arrays.copyOfRange(jpeg, scan, jpeg.length)));
        refused("a JPEG that ends as it begins", bytes("\u00ff\u00d8\u00ff\u00d9"));
        refused("a JPEG without pixels", join(Arrays.copyOf(jpeg, scan), bytes("\u00ff\u00d9")));
        refused("a JPEG with text between its parts", behindStart(jpeg, bytes(PAYLOAD)));
        refused("a JPEG in a JPEG", behindStart(jpeg, jpeg));
        refused("a JPEG without tables", withoutTables());
    }

    private byte[] withoutTables() {
        var frame = segmentAt(jpeg, 0xC0);
        var scan = segmentAt(jpeg, 0xDA);
        return join(
                Arrays.copyOf(jpeg, 2),
                Arrays.copyOfRange(jpeg, frame, frame + 19),
                Arrays.copyOfRange(jpeg, scan, jpeg.length));
    }

    private void gifs() {
        var picture = pictureAt(gif);
        var codes = picture + 10;
        for (var least : new int[] {0, 1, 9, 12, 255}) {
            refused("a GIF of codes of %d bits".formatted(least), changed(gif, codes, least));
        }
        refused(
                "a GIF without colours",
                join(bytes("GIF89a\u0028\0\u001e\0\0\0\0"), Arrays.copyOfRange(gif, picture, gif.length)));
        refused("a GIF without a picture", join(Arrays.copyOf(gif, picture), bytes(";")));
        refused("a GIF of no codes", join(Arrays.copyOf(gif, codes + 1), bytes("\0;")));
        refused(
                "a GIF of codes that are not there",
                join(Arrays.copyOf(gif, codes), bytes("\u0008\u0004\u00ff\u00ff\u00ff\u00ff\0;")));
        refused(
                "a GIF with something else in the place of its picture",
                join(Arrays.copyOf(gif, picture), bytes(PAYLOAD)));
    }

    private void polyglots() {
        var zip = join(bytes("PK\u0003\u0004"), bytes(PAYLOAD), bytes("PK\u0005\u0006"), new byte[18]);
        var script = bytes(PAYLOAD);
        harmless("a PNG and a ZIP", join(png, zip));
        harmless("a PNG and a page", join(png, script));
        harmless("a PNG with a page in a text", behindHeader(png, chunk("tEXt", join(bytes("Comment\0"), script))));
        harmless("a PNG with a page in a part of its own", behindHeader(png, chunk("prVt", script)));
        harmless(
                "a PNG with what a camera notes",
                behindHeader(png, chunk("eXIf", join(bytes("MM\0*\0\0\0\u0008\0\0"), script))));
        harmless("a JPEG and a page", join(jpeg, script));
        harmless("a JPEG and an archive of Java", join(jpeg, zip));
        harmless("a JPEG with a page in a comment", behindStart(jpeg, segment(0xFE, script)));
        harmless("a JPEG with a page in what a camera notes", behindStart(jpeg, exif(1, PAYLOAD)));
        harmless(
                "a JPEG with what a camera notes that leads astray",
                behindStart(jpeg, segment(0xE1, join(bytes("Exif\0\0MM\0*\u00ff\u00ff\u00ff\u00f0"), script))));
        harmless(
                "a JPEG with what a camera notes without an end",
                behindStart(jpeg, segment(0xE1, join(bytes("Exif\0\0II*\0\u0008\0\0\0\u00ff\u00ff"), script))));
        harmless(
                "a JPEG with a page in a profile of colours",
                behindStart(jpeg, segment(0xE2, join(bytes("ICC_PROFILE\0\1\1"), script))));
        harmless(
                "a JPEG with a page in a part of a maker",
                behindStart(jpeg, segment(0xED, join(bytes("Photoshop 3.0\0"), script))));
        harmless(
                "a JPEG that is also a script",
                behindStart(jpeg, segment(0xE0, join(bytes("*/=alert('canary');/*"), script))));
        var picture = pictureAt(gif);
        harmless("a GIF and a page", join(gif, script));
        harmless(
                "a GIF with a page in a comment",
                insert(gif, picture, join(bytes("!\u00fe"), new byte[] {(byte) script.length}, script, new byte[1])));
        harmless(
                "a GIF with a page in a part of a program",
                insert(
                        gif,
                        picture,
                        join(
                                bytes("!\u00ff\u000bXMP DataXMP"),
                                new byte[] {(byte) script.length},
                                script,
                                new byte[1])));
        harmless("a GIF with a control without sense", insert(gif, picture, bytes("!\u00f9\1\u00ff\0")));
        var translucent = TestPictures.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB), "png");
        harmless("an empty PNG and a page", join(translucent, script));
    }

    /** Said of a picture; none of it is believed. */
    private void names() {
        for (var name : List.of(
                "../../../../etc/passwd",
                "..\\..\\windows\\win.ini",
                "/etc/cron.d/evil",
                "C:\\boot.ini",
                "....//....//evil.png",
                "%2e%2e%2fevil.png",
                "evil.php",
                "evil.png.php",
                "evil.png\u0001.jsp",
                "CON",
                ".htaccess",
                "evil.svg",
                PAYLOAD + ".png",
                "x".repeat(300) + ".png")) {
            all.add(new Hostile("a picture called " + printable(name), name, "text/html", png, false));
        }
    }
}

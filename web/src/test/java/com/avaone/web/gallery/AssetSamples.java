package com.avaone.web.gallery;

import com.avaone.api.asset.AltText;
import com.avaone.api.asset.AssetId;
import com.avaone.api.asset.AssetPage;
import com.avaone.api.asset.AssetView;
import com.avaone.api.asset.ImageType;
import com.avaone.api.asset.PictureView;
import com.avaone.api.asset.Sha256;
import com.avaone.web.gallery.Gallery.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pages of the library of pictures with plausible content. */
final class AssetSamples {

    private static final String PATH = "/admin/website/assets";

    private static final List<AssetView> ASSETS = List.of(
            asset(
                    "team-in-the-lantern-room.jpg",
                    ImageType.JPEG,
                    4_032,
                    3_024,
                    new AltText("Five people at a table", null)),
            asset("logo.png", ImageType.PNG, 512, 512, new AltText("Avaone", "एवाओन")),
            asset(
                    "a-very-long-name-of-a-file-that-nobody-would-have-chosen-by-hand.png",
                    ImageType.PNG,
                    90,
                    1_800,
                    AltText.NONE),
            asset("चित्र.gif", ImageType.GIF, 320, 200, AltText.NONE));

    private static final Map<String, Object> LIST =
            Map.of("types", new ImageType[] {ImageType.JPEG, ImageType.PNG}, "most", 10, "form", Map.of());

    private AssetSamples() {}

    private static AssetView asset(String name, ImageType sentAs, int width, int height, AltText altText) {
        return new AssetView(
                AssetId.of(Sha256.of(name.getBytes(StandardCharsets.UTF_8))),
                1,
                name,
                sentAs,
                picture("original", width, height),
                width > 320 ? List.of(picture("w320", 320, height * 320 / width)) : List.of(),
                altText,
                Instant.parse("2026-01-12T09:30:00Z"));
    }

    /** What it shows does not matter here. */
    private static PictureView picture(String name, int width, int height) {
        return new PictureView(
                name,
                width,
                height,
                Sha256.of(new byte[width % 100]),
                width * 100L,
                ImageType.PNG,
                "/img/brandmark.svg");
    }

    static List<Sample> pages() {
        var asset = ASSETS.getFirst();
        var show = Map.<String, Object>of(
                "asset", asset, "sizes", asset.sizes().toList().reversed(), "version", 1L);
        return List.of(
                new Sample("assets", PATH, "asset/list", with(LIST, Map.of("page", new AssetPage(ASSETS, "more")))),
                new Sample(
                        "asset-pick",
                        PATH + "/pick",
                        "asset/pick",
                        with(LIST, Map.of("page", new AssetPage(ASSETS, "more")))),
                new Sample(
                        "assets-empty",
                        PATH + "/empty",
                        "asset/list",
                        with(LIST, Map.of("page", new AssetPage(List.of(), null)))),
                new Sample(
                        "assets-no-match",
                        PATH + "/no-match",
                        "asset/list",
                        with(
                                LIST,
                                Map.of(
                                        "page",
                                        new AssetPage(List.of(), null),
                                        "form",
                                        Map.of("text", "lantern", "type", ImageType.PNG)))),
                new Sample(
                        "assets-refused",
                        PATH + "/refused",
                        "asset/list",
                        with(
                                LIST,
                                Map.of(
                                        "page",
                                        new AssetPage(ASSETS, null),
                                        "problem",
                                        "It is neither a JPEG nor a PNG nor a GIF."))),
                new Sample(
                        "assets-nothing-sent",
                        PATH + "/nothing",
                        "asset/list",
                        with(
                                LIST,
                                Map.of(
                                        "page",
                                        new AssetPage(ASSETS, null),
                                        "errors",
                                        Map.of("image", "Must be a picture.")))),
                new Sample("asset", PATH + "/one", "asset/show", show),
                new Sample(
                        "asset-refused",
                        PATH + "/one/refused",
                        "asset/show",
                        with(
                                show,
                                Map.of(
                                        "form",
                                        Map.of("altEn", "x".repeat(301), "altHi", ""),
                                        "errors",
                                        Map.of("altEn", "Must be a text of up to 300 characters.")))),
                new Sample("asset-delete", PATH + "/one/delete", "asset/delete", show));
    }

    private static Map<String, Object> with(Map<String, ?> model, Map<String, ?> more) {
        var all = new TreeMap<String, Object>(model);
        all.putAll(more);
        return all;
    }
}

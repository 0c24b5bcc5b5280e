package com.avaone.web.asset;

import com.avaone.api.asset.AssetBytes;
import com.avaone.api.asset.AssetFile;
import com.avaone.api.asset.AssetQuery.FindAssetFile;
import com.avaone.api.asset.ImageType;
import com.avaone.api.asset.Sha256;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Queries;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Hands pictures to everybody. An address names the bytes themselves, so whoever has them need never ask again. */
@RestController
@Access(Audience.PUBLIC)
@Hidden
class PictureController {

    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.([a-z]{1,5})");
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    /** A picture runs nothing and loads nothing, also where somebody opens it by itself. */
    private static final String CONTENT_SECURITY_POLICY = "sandbox; default-src 'none'";

    private static final int REMEMBERED = 10_000;

    private final Queries queries;
    private final AssetBytes bytes;

    /** Where bytes were found. They are looked for anew where they are no more, so that nothing here is ever out of date. */
    private final Cache<String, AssetFile> found =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    PictureController(Queries queries, AssetBytes bytes) {
        this.queries = queries;
        this.bytes = bytes;
    }

    private record Opened(AssetFile file, InputStream content) {}

    @GetMapping("/assets/{assetFile}")
    ResponseEntity<Resource> show(@PathVariable String assetFile, WebRequest request) throws IOException {
        var opened = open(assetFile);
        var variant = opened.file().variant();
        var etag = "\"" + variant.sha256() + "\"";
        if (request.checkNotModified(etag)) {
            opened.content().close();
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(etag)
                    .cacheControl(FOR_EVER)
                    .build();
        }
        return ResponseEntity.ok()
                .eTag(etag)
                .cacheControl(FOR_EVER)
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .contentType(MediaType.parseMediaType(variant.type().mediaType()))
                .contentLength(variant.size())
                .body(new InputStreamResource(opened.content()));
    }

    private Opened open(String name) throws IOException {
        var known = found.getIfPresent(name);
        if (known != null) {
            var content = content(known);
            if (content.isPresent()) {
                return new Opened(known, content.get());
            }
            found.invalidate(name);
        }
        var file = find(name);
        var content = content(file).orElseThrow(() -> notFound(name));
        found.put(name, file);
        return new Opened(file, content);
    }

    private Optional<InputStream> content(AssetFile file) throws IOException {
        return bytes.open(file.assetId(), file.variant().sha256());
    }

    private AssetFile find(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw notFound(name);
        }
        var type = Arrays.stream(ImageType.values())
                .filter(one -> one.extension().equals(parts.group(2)))
                .findFirst()
                .orElseThrow(() -> notFound(name));
        return queries.ask(new FindAssetFile(Sha256.parse(parts.group(1)), type), AssetFile.class);
    }

    private static Rejected notFound(String name) {
        return new Rejected(
                KernelRule.NOT_FOUND,
                "There is no picture %s.".formatted(name.length() <= 80 ? name : name.substring(0, 80)));
    }
}

package com.avaone.web.content;

import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentQuery.FindSite;
import com.avaone.api.content.ContentQuery.FindSiteAsOf;
import com.avaone.api.content.SiteContent;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.content.WebsiteContent.PublishedPart;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What everybody sees of the site's content. */
@RestController
@Access(Audience.PUBLIC)
@Tag(
        name = "Content",
        description = "The words of the public site, in English and Hindi, as they are and as they were.")
class ContentController {

    private static final String AS_OF = "As it was at an instant; for editors and auditors";

    private final Queries queries;
    private final Previews previews;

    ContentController(Queries queries, Previews previews) {
        this.queries = queries;
        this.previews = previews;
    }

    @GetMapping("/api/website-content")
    @Operation(summary = "Read the sections of the site", description = "As they are published.")
    @ApiResponse(responseCode = "200", description = "The sections")
    @ApiResponse(responseCode = "403", description = "`forbidden`: the past is for editors and auditors")
    ResponseEntity<WebsiteContent> sections(
            @Parameter(description = "English where absent and the caller reads no Hindi", example = "en")
                    @RequestParam(required = false)
                    @Nullable
                    ContentLanguage language,
            @Parameter(description = AS_OF) @RequestParam(required = false) @Nullable Instant asOf,
            Locale locale) {
        var wanted = language == null ? ContentLanguage.of(locale) : language;
        return found(WebsiteContent.of(wanted, site(wanted, asOf)));
    }

    @GetMapping("/api/cms/content")
    @Operation(summary = "Read a part of the site", description = "A section, or a page such as product/ava-cx.")
    @ApiResponse(responseCode = "200", description = "The part")
    @ApiResponse(responseCode = "403", description = "`forbidden`: the past is for editors and auditors")
    @ApiResponse(
            responseCode = "404",
            description = "`not-found`: it is not published, or the link to the draft is over")
    ResponseEntity<PublishedPart> part(
            @Parameter(description = "A section such as hero, or a page", example = "hero") @RequestParam String key,
            @Parameter(description = "English where absent and the caller reads no Hindi", example = "en")
                    @RequestParam(required = false)
                    @Nullable
                    ContentLanguage language,
            @Parameter(description = AS_OF) @RequestParam(required = false) @Nullable Instant asOf,
            @Parameter(description = "What a link to a draft ends in: answers the draft")
                    @RequestParam(required = false)
                    @Nullable
                    String preview,
            Locale locale) {
        var wanted = language == null ? ContentLanguage.of(locale) : language;
        var parsed = ContentKey.parse("key", key);
        if (preview != null) {
            return draft(parsed, preview);
        }
        return found(site(wanted, asOf)
                .part(parsed)
                .map(PublishedPart::of)
                .orElseThrow(() -> new Rejected(KernelRule.NOT_FOUND, "%s is not published.".formatted(parsed))));
    }

    private ResponseEntity<PublishedPart> draft(ContentKey key, String token) {
        var shown = previews.find(token);
        if (!shown.key().equals(key)) {
            throw new Rejected(KernelRule.NOT_FOUND, "The link shows another part.");
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new PublishedPart(
                        shown.language(),
                        shown.revision(),
                        null,
                        SafeHtml.of(key.kind(), shown.body()).fields()));
    }

    private SiteContent site(ContentLanguage language, @Nullable Instant asOf) {
        return asOf == null
                ? queries.ask(new FindSite(language), SiteContent.class)
                : queries.ask(new FindSiteAsOf(OrganizationId.OPERATOR, language, asOf), SiteContent.class);
    }

    /** Its ETag is of all that it says: parts have no version in common. */
    private static <T extends Record> ResponseEntity<T> found(T body) {
        var text = body.toString().getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok().eTag(DigestUtils.md5DigestAsHex(text)).body(body);
    }
}
